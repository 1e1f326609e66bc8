package code

import (
	"strings"
	"testing"

	"dragoman"
	"dragoman/codebook"
)

// algebraCases are the algebra as a table: operators from the outermost to the innermost, what they work on, what comes out.
const algebraCases = `
negate           | CONSULT multilateral 046   | REJECT meet 125 done
negate           | ASSAULT firearms 193       | ASSAULT firearms 193 denied
refuse           | RETREAT release 0841       | REJECT yield 1243 done
refuse           | RETREAT ceasefire 0871     | REJECT yield 1246 done
refuse           | RETREAT resign 0831        | REJECT change 1231 done
refuse           | AID - 073                  | REJECT assist 1223 done
refuse           | REQUEST yield 1056         | REJECT yield 1246 done
refuse allow     | RETREAT release 0841       | REJECT yield 1243 done
fail             | AGREE - 037                | REJECT meet 127 done
fail             | COERCE seize 171           | COERCE seize 171 denied
stop             | AID - 072                  | SANCTION discontinue 1622 done
stop             | CONSULT multilateral 046   | SANCTION discontinue 164 done
stop             | ASSAULT aerial 195         | RETREAT ceasefire 087 done
stop             | SANCTION discontinue 163   | RETREAT - 085 done
stop             | COERCE curfew 1723         | CONCEDE - 0813 done
suspend          | COOPERATE - 061            | SANCTION discontinue 163 done
cancel           | AGREE - 0332               | REJECT assist 1222 done
resume           | AID - 071                  | AID - 071 done
reverse          | RETREAT withdraw 0874      | REJECT yield 124 done
violate          | RETREAT ceasefire 0871     | ASSAULT - 196 done
violate          | SUPPORT - 057              | REJECT - 128 done
promise          | AID - 073                  | AGREE - 0333 planned
promise          | RETREAT release 0841       | AGREE - 0353 planned
promise          | ASSAULT - 190              | THREATEN violence 1384 done
agree            | CONSULT multilateral 046   | AGREE - 036 planned
agree            | REQUEST assist 1033        | AGREE - 0333 planned
plan             | CONSULT visit 042          | AGREE - 036 planned
plan             | COERCE deport 174          | THREATEN expel 136 planned
plan             | PROTEST strike 143         | THREATEN - 133 planned
offer            | COOPERATE - 064            | AGREE - 0314 planned
threaten stop    | CONSULT multilateral 046   | THREATEN relations 134 done
threaten cancel  | CONSULT multilateral 046   | THREATEN relations 134 done
threaten         | SANCTION discontinue 163   | THREATEN relations 1312 done
threaten         | COERCE seize 192           | THREATEN territory 1382 done
threaten         | COERCE arrest 173          | THREATEN arrest 132 done
warn             | ASSAULT - 190              | THREATEN violence 1384 done
demand           | RETREAT withdraw 0874      | REQUEST yield 1056 done
demand           | RETREAT release 0841       | REQUEST yield 1053 done
demand           | RETREAT - 085              | REQUEST yield 1054 done
demand           | AID - 073                  | REQUEST assist 1033 done
demand           | CONSULT multilateral 046   | REQUEST meet 106 done
demand stop      | ASSAULT - 190              | REQUEST yield 1056 done
urge negate      | ASSAULT - 190              | REQUEST yield 105 done
refuse demand    | RETREAT release 0841       | REJECT yield 1243 done
order            | COERCE arrest 173          | COERCE arrest 173 done
allow            | RETREAT access 0862        | RETREAT access 0862 done
allow            | ASSAULT aerial 195         | THREATEN violence 1384 done
ban              | PROTEST demo 141           | COERCE restrict 1721 done
ban              | COOPERATE - 061            | SANCTION discontinue 163 done
attempt          | ASSAULT targeted 185       | ASSAULT targeted 185 done
attempt          | CONSULT third-party 045    | AGREE - 038 planned
may              | ASSAULT - 190              | ASSAULT - 190 possible
may plan         | SUPPORT - 057              | AGREE - 037 possible
reported         | ASSAULT explosives 183     | ASSAULT explosives 183 possible
negate say       | ASSAULT - 190              | ASSAULT - 190 possible
refuse reported  | SUPPORT - 057              | SUPPORT - 057 possible
deny             | AID - 072                  | AID - 072 denied
negate negate    | ACCUSE allege 112          | ACCUSE allege 112 done
more             | AID - 072                  | AID - 072 done
fewer            | AID - 072                  | SANCTION discontinue 1622 done
fewer            | MOBILIZE troops 154        | RETREAT withdraw 0873 done
ease             | SANCTION discontinue 163   | RETREAT - 085 done
ease             | COERCE restrict 1721       | CONCEDE - 0811 done
tighten          | SANCTION discontinue 163   | SANCTION discontinue 163 done
consider         | SANCTION discontinue 163   | THREATEN relations 1312 possible
expect           | REQUEST assist 103         | REQUEST assist 103 planned
believe          | ASSAULT - 190              | ASSAULT - 190 possible
cause            | RETREAT resign 0831        | RETREAT resign 0831 done
help             | ASSAULT - 190              | ASSAULT - 190 done
`

func TestAlgebra(t *testing.T) {
	book, err := codebook.Load()
	if book == nil {
		t.Fatal(err)
	}
	dash := func(s string) string {
		if s == "" {
			return "-"
		}
		return s
	}
	for line := range strings.Lines(strings.TrimSpace(algebraCases)) {
		col := strings.Split(line, "|")
		ops, in := strings.Fields(col[0]), strings.Fields(col[1])
		x := reading{typ: in[0], mode: strings.Trim(in[1], "-"), cameo: in[2], modality: dragoman.Done}
		for i := len(ops) - 1; i >= 0; i-- {
			apply(book, opNamed(t, ops[i]), &x)
		}
		got := strings.Join([]string{x.typ, dash(x.mode), dash(x.cameo), x.modality.String()}, " ")
		if want := strings.TrimSpace(col[2]); got != want {
			t.Errorf("%s of %s: %s, want %s", strings.TrimSpace(col[0]), strings.TrimSpace(col[1]), got, want)
		}
		ty, ok := book.Type(x.typ)
		if !ok {
			t.Fatalf("no type %q", x.typ)
		}
		if _, ok := ty.Mode(x.mode); !ok && x.mode != "" {
			t.Errorf("%s has no mode %q", x.typ, x.mode)
		}
		if _, ok := book.Code(x.cameo); !ok {
			t.Errorf("%s: there is no code %q", line, x.cameo)
		}
	}
}

func opNamed(t *testing.T, name string) codebook.Op {
	for o := codebook.Op(0); o < codebook.NumOps; o++ {
		if o.String() == name {
			return o
		}
	}
	t.Fatalf("no operator %q", name)
	return 0
}

// TestAlgebraIsWhole applies every operator to every code: what comes out is in the ontology.
func TestAlgebraIsWhole(t *testing.T) {
	book, _ := codebook.Load()
	for op := codebook.Op(1); op < codebook.NumOps; op++ {
		for _, c := range book.Codes {
			if c.Type == "-" {
				continue
			}
			x := reading{typ: c.Type, mode: c.Mode, cameo: c.Digits}
			apply(book, op, &x)
			ty, ok := book.Type(x.typ)
			if !ok {
				t.Fatalf("%s of %s: no type %q", op, c.Digits, x.typ)
			}
			if _, ok := ty.Mode(x.mode); !ok && x.mode != "" {
				t.Errorf("%s of %s: %s has no mode %q", op, c.Digits, x.typ, x.mode)
			}
			if _, ok := book.Code(x.cameo); !ok {
				t.Errorf("%s of %s: there is no code %q", op, c.Digits, x.cameo)
			}
		}
	}
}
