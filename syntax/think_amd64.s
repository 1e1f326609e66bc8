//go:build !purego

#include "textflag.h"

// func sumRowsAVX2(hidden, bias *[maxUnits]int16, lines *line, rows *uint32, n, width int)
//
// For each line of the rows, four registers hold the sums of its 64 units: Y0 and Y2 those of the even bytes, Y1 and Y3 of the odd ones.
TEXT ·sumRowsAVX2(SB), NOSPLIT, $0-48
	MOVQ     hidden+0(FP), DI
	MOVQ     bias+8(FP), BX
	MOVQ     lines+16(FP), SI
	MOVQ     rows+24(FP), DX
	MOVQ     n+32(FP), CX
	MOVQ     width+40(FP), R8
	MOVQ     R8, R9
	SHLQ     $6, R9          // bytes of a row
	VPCMPEQW Y15, Y15, Y15
	VPSRLW   $8, Y15, Y15    // 00ff in each lane
	VPXOR    Y14, Y14, Y14

nextLine:
	VMOVDQU (BX), Y0
	VMOVDQU 32(BX), Y1
	VMOVDQU 64(BX), Y2
	VMOVDQU 96(BX), Y3
	XORQ    R10, R10

nextRow:
	MOVL    (DX)(R10*4), R11
	IMULQ   R9, R11
	VMOVDQU (SI)(R11*1), Y4
	VMOVDQU 32(SI)(R11*1), Y5
	VPAND   Y15, Y4, Y6
	VPSRLW  $8, Y4, Y4
	VPADDW  Y6, Y0, Y0
	VPADDW  Y4, Y1, Y1
	VPAND   Y15, Y5, Y7
	VPSRLW  $8, Y5, Y5
	VPADDW  Y7, Y2, Y2
	VPADDW  Y5, Y3, Y3
	INCQ    R10
	CMPQ    R10, CX
	JLT     nextRow

	VPMAXSW Y14, Y0, Y0
	VPMAXSW Y14, Y1, Y1
	VPMAXSW Y14, Y2, Y2
	VPMAXSW Y14, Y3, Y3
	VMOVDQU Y0, (DI)
	VMOVDQU Y1, 32(DI)
	VMOVDQU Y2, 64(DI)
	VMOVDQU Y3, 96(DI)
	ADDQ    $128, DI
	ADDQ    $128, BX
	ADDQ    $64, SI
	DECQ    R8
	JNZ     nextLine
	VZEROUPPER
	RET

// func sumUnitsAVX2(logits *int32, out *int16, hidden *[maxUnits]int16, classes, width int)
TEXT ·sumUnitsAVX2(SB), NOSPLIT, $0-40
	MOVQ logits+0(FP), DI
	MOVQ out+8(FP), SI
	MOVQ hidden+16(FP), BX
	MOVQ classes+24(FP), CX
	MOVQ width+32(FP), R8

nextClass:
	VPXOR Y0, Y0, Y0
	VPXOR Y1, Y1, Y1
	MOVQ  BX, DX
	MOVQ  R8, R9

nextUnits:
	VMOVDQU  (DX), Y2
	VMOVDQU  32(DX), Y3
	VMOVDQU  64(DX), Y4
	VMOVDQU  96(DX), Y5
	VPMADDWD (SI), Y2, Y2
	VPMADDWD 32(SI), Y3, Y3
	VPMADDWD 64(SI), Y4, Y4
	VPMADDWD 96(SI), Y5, Y5
	VPADDD   Y2, Y0, Y0
	VPADDD   Y3, Y1, Y1
	VPADDD   Y4, Y0, Y0
	VPADDD   Y5, Y1, Y1
	ADDQ     $128, DX
	ADDQ     $128, SI
	DECQ     R9
	JNZ      nextUnits

	VPADDD       Y1, Y0, Y0
	VEXTRACTI128 $1, Y0, X1
	VPADDD       X1, X0, X0
	VPSHUFD      $0x4e, X0, X1
	VPADDD       X1, X0, X0
	VPSHUFD      $0xb1, X0, X1
	VPADDD       X1, X0, X0
	VMOVD        X0, (DI)
	ADDQ         $4, DI
	DECQ         CX
	JNZ          nextClass
	VZEROUPPER
	RET
