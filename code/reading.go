package code

import (
	"dragoman"
	"dragoman/codebook"
)

// A reading is what a frame makes of the words it fired on, with the operators that worked on it since.
type reading struct {
	frame   *codebook.Frame
	trigger int32 // the predicate of the frame that gave the type
	node    int32 // the outermost predicate: the trigger's, or that of the last operator
	light   int32 // the verb of a noun's reading ("held" talks), or -1
	sent    int32

	typ, mode, cameo string
	modality         dragoman.Modality
	source, target   fillers
	theme            fillers
	both             bool // the sources act on each other
	turns            bool // in words that say so: each is source and target in turn

	ops      [maxOps]codebook.Op
	numOps   int8
	say      int32 // the verb of saying that holds it, or -1
	consumed bool  // an operator made another of it
	host     int32 // the reading whose dead and wounded it counts, or -1
	purpose  bool
	lenient  bool  // a condition was met by a noun of no known class
	next     int32 // the next reading of the same node, -1 at the last
}

// maxOps is how many operators a reading remembers; the innermost come first.
const maxOps = 6

// fillers is a range of reader.nodes: the heads of the words that fill a slot.
type fillers struct{ from, to int32 }

func (f fillers) empty() bool { return f.from == f.to }

func (r *reading) push(op codebook.Op) {
	if int(r.numOps) < maxOps {
		r.ops[r.numOps] = op
		r.numOps++
	}
}

// top is the last operator.
func (r *reading) top() codebook.Op {
	if r.numOps == 0 {
		return codebook.NoOp
	}
	return r.ops[r.numOps-1]
}
