//go:build !purego

package syntax

import "golang.org/x/sys/cpu"

// sumRowsAVX2 does what sumRowsPlain does, 32 lanes at once. It does not check rows.
//
//go:noescape
func sumRowsAVX2(hidden, bias *[maxUnits]int16, lines *line, rows *uint32, n, width int)

// sumUnitsAVX2 does what sumUnitsPlain does, 16 lanes at once.
//
//go:noescape
func sumUnitsAVX2(logits *int32, out *int16, hidden *[maxUnits]int16, classes, width int)

// sumRows fills in the units.
func sumRows(hidden, bias *[maxUnits]int16, lines []line, rows []uint32, width int) {
	if !cpu.X86.HasAVX2 || len(rows) == 0 || len(lines) == 0 {
		sumRowsPlain(hidden, bias, lines, rows, width)
		return
	}
	sumRowsAVX2(hidden, bias, &lines[0], &rows[0], len(rows), width)
}

// sumUnits fills in the sum of each class.
func sumUnits(logits []int32, out []int16, hidden *[maxUnits]int16, width int) {
	if !cpu.X86.HasAVX2 || len(logits) == 0 {
		sumUnitsPlain(logits, out, hidden, width)
		return
	}
	sumUnitsAVX2(&logits[0], &out[0], hidden, len(logits), width)
}
