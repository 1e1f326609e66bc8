package codebook

import "strconv"

// A Kind is the part of speech of a frame's predicate.
type Kind uint8

// The kinds of predicate.
const (
	Verb Kind = iota
	Noun
	Adj
)

var kindNames = []string{"verb", "noun", "adj"}

func (k Kind) String() string { return kindNames[k] }

// A Predicate is the words that fire a frame.
type Predicate struct {
	Kind     Kind
	Lemma    string   // "visit", "call", "hold", "be"; of a noun of several words the head: "strike" in "air strike"
	Before   []string // the words before the head of a noun: "air"
	After    []string // the words after it: "of", "emergency" in "state of emergency"
	Particle []string // "off"; "out", "of"
	Light    []Light  // what stands after ">", one of which must be there
}

// A Light is a noun that a verb goes with, as its object or after a preposition: "into", "agreement" in "enter > into agreement".
type Light struct{ Prep, Noun string }

// Words is how many words the predicate asks for: its part in the order of frames.
func (p *Predicate) Words() int {
	n := 1 + len(p.Before) + len(p.After) + len(p.Particle)
	if len(p.Light) > 0 {
		n++
	}
	return n
}

// A Step is one step of a Path: from a node of the tree to what stands to it in that way.
type Step uint8

// The steps.
const (
	NoStep    Step = iota
	Subj           // the logical subject
	Obj            // the logical object
	Iobj           // the indirect object
	Xcomp          // a clause that shares a subject
	Ccomp          // a clause that has its own
	Advcl          // an adverbial clause
	Acl            // a clause on a noun
	Csubj          // a clause as subject
	Parataxis      // a clause beside it: what is said before ", he said"
	Between        // the members of "between A and B"
	Poss           // the possessor
	Mod            // a nationality, or a noun, before it
	Amod           // any adjective or noun before it: "humanitarian", "prisoner"
	Adv            // an adverb
	Aux            // an auxiliary
	Head           // what an adjective is said of
	Self           // the predicate itself: "12 arrests"
	Prep           // the phrase with the preposition of PathStep.Prep
)

var stepNames = []string{"", "subj", "obj", "iobj", "xcomp", "ccomp", "advcl", "acl", "csubj", "parataxis", "between", "poss", "mod",
	"amod", "adv", "aux", "head", "self"}

// A PathStep is a Step and its preposition: "on behalf of" for on_behalf_of.
type PathStep struct {
	Step Step
	Prep string
}

// A Path leads from the predicate to a filler: "obj.of".
type Path []PathStep

// A Class is a set of kinds of filler.
type Class uint32

// The classes. Party is any of person, org, state and armed.
const (
	Person Class = 1 << iota
	Org
	State
	Armed
	Civilian
	Leader
	Official
	PlaceClass
	Money
	NumberClass
	Clause
	EventClass
	PartyClass
	Weapon
	Goods
	Site
)

var classNames = []string{"person", "org", "state", "armed", "civilian", "leader", "official", "place", "money", "number", "clause", "event", "party", "weapon", "goods", "site"}

// A Condition is something that must hold of what a path finds, or must not.
type Condition struct {
	Unless bool
	Path   Path
	Or     []Path   // other paths: one filler of any of them is enough
	Class  Class    // one of these; 0 where Lemmas or mere presence is asked for
	Lemmas []string // the head of the filler is one of these
}

// A Coding is the event that a frame tells of.
type Coding struct{ Type, Mode, Cameo string }

// A SlotRef names a slot of the frame, or a path of its own.
type SlotRef struct {
	Slot string // "source", "target", "theme", or "" for Path
	Path Path
}

// A StandingRule is a standing that the frame tells of.
type StandingRule struct {
	Relation  string
	Change    string // begin, hold, end, past
	Subject   SlotRef
	Object    SlotRef
	Value     *SlotRef
	Authority *SlotRef
}

// An Operation works on the reading found at the first of its paths that has one.
type Operation struct {
	Op    Op
	Paths []Path
}

// A MagnitudeRule says that the number of the filler counts something.
type MagnitudeRule struct {
	Kind string
	Path Path
}

// The slots that Require can ask for.
const (
	RequireSource = 1 << iota
	RequireTarget
	RequireTheme
)

// A Frame is a predicate with its arguments, and what it means. docs/codebook.md says how one is written.
type Frame struct {
	File  string
	Line  int
	Layer int      // 0 for the built-in codebook, 1 for the first overlay, …
	Notes []string // the comment lines right before it

	Predicates            []Predicate
	Source, Target, Theme []Path
	Conditions            []Condition

	Code       *Coding
	Harmless   bool // "code: none": where it matches, the words mean nothing of ours
	Contexts   []string
	Both       []Path
	Standings  []StandingRule
	Operations []Operation
	Magnitudes []MagnitudeRule
	Require    uint8
	Speaker    []Path
	Medium     []Path
	Examples   []string

	lines []line // the block's own, for errors of checks
}

// Rule names the frame: "consult.frames:41".
func (f *Frame) Rule() string { return f.File + ":" + strconv.Itoa(f.Line) }

// An Op is an operator on inner readings. What each does is a table of package code.
type Op uint8

// The operators.
const (
	NoOp Op = iota
	Negate
	Refuse
	Fail
	Stop
	Suspend
	Resume
	Cancel
	Reverse
	Violate
	Promise
	Agree
	Plan
	Prepare
	Offer
	Threaten
	Warn
	Demand
	Urge
	Order
	Allow
	Ban
	Attempt
	Help
	Cause
	May
	Reported
	Deny
	More
	Fewer
	Ease
	Tighten
	Say
	Believe
	Expect
	Consider

	NumOps = iota // how many values there are, NoOp among them
)

var opNames = []string{"", "negate", "refuse", "fail", "stop", "suspend", "resume", "cancel", "reverse", "violate", "promise", "agree", "plan",
	"prepare", "offer", "threaten", "warn", "demand", "urge", "order", "allow", "ban", "attempt", "help", "cause", "may", "reported", "deny",
	"more", "fewer", "ease", "tighten", "say", "believe", "expect", "consider"}

func (o Op) String() string { return opNames[o] }
