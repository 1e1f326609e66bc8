package code

import (
	"maps"
	"slices"
	"strings"

	"dragoman/codebook"
)

// An entry is the frames that a word may fire.
type entry struct {
	verb, noun, adj []candidate
	light           []candidate // verb frames with nouns after ">"
	// selfish says that a frame of the word is an operator on what its subject does: "suspend", "promise", not "demand".
	selfish bool
	// types are what its frames code to, the classes of the relation benchmark; ops their operators. A classifier looks at them.
	types, ops []string
}

// classify gathers types and ops of the entry's frames.
func (e *entry) classify() {
	for _, list := range [][]candidate{e.verb, e.noun, e.adj, e.light} {
		for _, c := range list {
			if c.frame.Code != nil && !slices.Contains(e.types, Root(c.frame.Code.Type)) {
				e.types = append(e.types, Root(c.frame.Code.Type))
			}
			for _, o := range c.frame.Operations {
				if !slices.Contains(e.ops, o.Op.String()) {
					e.ops = append(e.ops, o.Op.String())
				}
			}
		}
	}
}

// A candidate is one predicate of a frame.
type candidate struct {
	frame *codebook.Frame
	pred  *codebook.Predicate
	// weight is the number of conditions and words: of the frames that match, the heaviest is chosen, then the first.
	weight int
	order  int
}

// compile lays out the frames of a book by the words that fire them.
func compile(book *codebook.Book) map[string]*entry {
	words := make(map[string]*entry, 2*len(book.Frames))
	get := func(w string) *entry {
		if words[w] == nil {
			words[w] = new(entry)
		}
		return words[w]
	}
	for order, f := range book.Frames {
		for i := range f.Predicates {
			p := &f.Predicates[i]
			c := candidate{f, p, p.Words() + len(f.Conditions), order}
			if f.Layer > 0 {
				c.weight += overlayWeight
			}
			if f.Harmless {
				c.weight += harmlessWeight
			}
			e := get(p.Lemma)
			for _, o := range f.Operations {
				e.selfish = e.selfish || selfOps[o.Op] && len(p.Light) == 0
			}
			switch {
			case len(p.Light) > 0:
				e.light = append(e.light, c)
			case p.Kind == codebook.Verb:
				e.verb = append(e.verb, c)
			case p.Kind == codebook.Noun:
				e.noun = append(e.noun, c)
			default:
				e.adj = append(e.adj, c)
			}
		}
	}
	for _, e := range words {
		e.classify()
		for _, list := range [][]candidate{e.verb, e.noun, e.adj, e.light} {
			slices.SortStableFunc(list, func(a, b candidate) int {
				if a.weight != b.weight {
					return b.weight - a.weight
				}
				return a.order - b.order
			})
		}
	}
	return words
}

var selfOps = map[codebook.Op]bool{codebook.Refuse: true, codebook.Fail: true, codebook.Stop: true, codebook.Suspend: true, codebook.Resume: true,
	codebook.Cancel: true, codebook.Promise: true, codebook.Plan: true, codebook.Prepare: true, codebook.Offer: true, codebook.Threaten: true,
	codebook.Attempt: true, codebook.More: true, codebook.Fewer: true, codebook.Ease: true, codebook.Tighten: true, codebook.Consider: true}

// overlayWeight puts a user's frames before the built-in ones, harmlessWeight a sense that codes to nothing before those that do.
const (
	overlayWeight  = 100
	harmlessWeight = 50
)

// verbForms lays out the regular forms of the verbs that fire frames, for words whose lemma the lemmatiser got wrong.
func verbForms(words map[string]*entry) map[string]*entry {
	forms := make(map[string]*entry, 3*len(words))
	for w, e := range words {
		if len(e.verb) == 0 && len(e.light) == 0 || len(w) < 3 {
			continue
		}
		stem := w
		switch last := w[len(w)-1]; {
		case last == 'e':
			stem = w[:len(w)-1]
		case last == 'y' && !strings.ContainsRune("aeiou", rune(w[len(w)-2])):
			forms[w[:len(w)-1]+"ied"] = e
		}
		for _, ending := range []string{"ed", "ing", "es", "s"} {
			if f := words[stem+ending]; (f == nil || len(f.verb)+len(f.light) == 0 || ending == "ing") && (ending[0] != 's' || stem == w) {
				forms[stem+ending] = e
			}
		}
		if double := w + w[len(w)-1:]; words[double+"ed"] == nil {
			forms[double+"ed"], forms[double+"ing"] = e, e
		}
	}
	for form, lemma := range irregular {
		if words[form] == nil && words[lemma] != nil {
			forms[form] = words[lemma]
		}
	}
	return forms
}

// pastForms are those of forms that end in "ed" or are irregular.
func pastForms(forms map[string]*entry) map[string]*entry {
	past := make(map[string]*entry, len(forms)/2)
	for w, e := range forms {
		if _, ok := irregular[w]; ok || strings.HasSuffix(w, "ed") {
			past[w] = e
		}
	}
	return past
}

// invariant holds verbs whose past is their base form.
var invariant = []string{"cut", "hit", "quit", "shut", "set", "put", "split", "spread", "beat", "burst", "hurt", "shed", "bid"}

// finiteForms are the past forms, with those that are nouns or base forms as well: "shot", "cut".
func finiteForms(words, past map[string]*entry) map[string]*entry {
	finite := maps.Clone(past)
	for form, lemma := range irregular {
		if e := words[lemma]; e != nil && len(e.verb)+len(e.light) > 0 {
			finite[form] = e
		}
	}
	for _, w := range invariant {
		if e := words[w]; e != nil && len(e.verb)+len(e.light) > 0 {
			finite[w] = e
		}
	}
	return finite
}

// irregular holds forms of strong verbs that a lemmatiser learnt from little text may not know.
var irregular = map[string]string{"froze": "freeze", "frozen": "freeze", "unfroze": "unfreeze", "unfrozen": "unfreeze", "dug": "dig", "flew": "fly", "flown": "fly", "flung": "fling",
	"blew": "blow", "blown": "blow", "gave": "give", "given": "give", "ran": "run", "fell": "fall", "fallen": "fall", "kept": "keep",
	"brought": "bring", "caught": "catch", "bought": "buy", "chose": "choose", "chosen": "choose", "retook": "retake", "retaken": "retake",
	"misled": "mislead", "underwent": "undergo", "forgave": "forgive", "spat": "spit", "slung": "sling", "began": "begin", "begun": "begin",
	"sold": "sell", "lost": "lose", "paid": "pay", "bade": "bid", "withstood": "withstand", "shrank": "shrink", "fled": "flee", "shot": "shoot", "struck": "strike", "stricken": "strike",
	"fought": "fight", "sought": "seek", "slew": "slay", "slain": "slay", "overthrew": "overthrow", "overthrown": "overthrow",
	"withdrew": "withdraw", "withdrawn": "withdraw", "broke": "break", "broken": "break", "forbade": "forbid", "forbidden": "forbid",
	"swore": "swear", "sworn": "swear", "hung": "hang", "sank": "sink", "sunk": "sink", "undertook": "undertake", "undertaken": "undertake",
	"upheld": "uphold", "oversaw": "oversee", "overran": "overrun", "stole": "steal", "stolen": "steal", "drove": "drive", "driven": "drive",
	"threw": "throw", "thrown": "throw", "shook": "shake", "shaken": "shake", "tore": "tear", "torn": "tear", "beat": "beat", "beaten": "beat",
	"overcame": "overcome", "withheld": "withhold", "foresaw": "foresee", "drew": "draw", "drawn": "draw", "held": "hold", "led": "lead",
	"bled": "bleed", "hid": "hide", "hidden": "hide", "knelt": "kneel", "laid": "lay", "lent": "lend", "lit": "light", "met": "meet",
	"rode": "ride", "ridden": "ride", "rang": "ring", "rung": "ring", "rose": "rise", "risen": "rise", "seen": "see", "sent": "send",
	"spoke": "speak", "spoken": "speak", "stood": "stand", "sprang": "spring", "stuck": "stick", "stung": "sting", "swept": "sweep",
	"took": "take", "taken": "take", "told": "tell", "wept": "weep", "won": "win", "wove": "weave", "wrote": "write", "written": "write"}

// predicated gathers the nouns that the frames of "be" are predicated of: "in talks", "on the verge".
func predicated(words map[string]*entry) map[string]bool {
	nouns := map[string]bool{}
	if be := words["be"]; be != nil {
		for _, c := range be.light {
			for _, l := range c.pred.Light {
				nouns[l.Noun[strings.LastIndexByte(l.Noun, ' ')+1:]] = true
			}
		}
	}
	return nouns
}

// happens holds the verbs that say only that the event named by their object or subject takes place.
var happens = setOf(`hold conduct carry launch stage make give begin start continue take occur happen have undertake perform mount wage
	execute open convene host organise organize attend join resume deliver pay issue erupt break commence stage lead complete finish be
	see witness follow enter exchange step plan face suffer receive undergo do get set kick pursue proceed go commit perpetrate unleash intensify renew increase press`)

// rigid holds the happening verbs whose object names what is done to their subject.
var undergoes = setOf(`face suffer receive undergo see witness get`)

func setOf(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

// particleWords are those that stand between a verb and its object.
var particleWords = setOf(`off up out down back away`)

// wedded are the verbs after which another is one too: "took in refugees", "handed over the remains".
var wedded = map[string]map[string]bool{"in": setOf(`take let bring`), "over": setOf(`hand turn sign`)}

// phrasal gathers the verbs of frames that have such a particle.
func phrasal(book *codebook.Book) map[string]bool {
	verbs := map[string]bool{}
	for _, f := range book.Frames {
		for i := range f.Predicates {
			if p := &f.Predicates[i]; len(p.Particle) == 1 && particleWords[p.Particle[0]] {
				verbs[p.Lemma] = true
			}
		}
	}
	return verbs
}
