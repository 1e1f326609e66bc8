package code

import (
	"strings"

	"dragoman"
	"dragoman/codebook"
)

// A group is a set of PLOVER types on which an operator works alike.
type group uint16

// The types, and the sets the algebra speaks of.
const (
	agree group = 1 << iota
	consult
	support
	concede
	cooperate
	aid
	retreat
	request
	accuse
	reject
	threaten
	protest
	sanction
	mobilize
	coerce
	assault

	coop     = agree | consult | support | cooperate | aid // what one does for or with another
	relation = consult | support | cooperate | aid         // cooperation that can exist, and end
	yield    = concede | retreat                           // what one gives way in
	hostile  = accuse | reject | threaten                  // words against another
	material = relation | retreat | force                  // what comes about with another deed, where words about it are said beside it
	force    = protest | sanction | mobilize | coerce | assault
	anything = coop | yield | request | hostile | force
)

var groupOf = map[string]group{"AGREE": agree, "CONSULT": consult, "SUPPORT": support, "CONCEDE": concede, "COOPERATE": cooperate,
	"AID": aid, "RETREAT": retreat, "REQUEST": request, "ACCUSE": accuse, "REJECT": reject, "THREATEN": threaten, "PROTEST": protest,
	"SANCTION": sanction, "MOBILIZE": mobilize, "COERCE": coerce, "ASSAULT": assault}

// groupByQuad groups the types of a user's own ontology.
var groupByQuad = [5]group{0, agree, cooperate, accuse, coerce}

// A dyad says who is source and target of what an operator makes.
type dyad uint8

const (
	doer     dyad = iota // the operator's subject does it to the inner target, else to whom the operator names
	asked                // the operator's subject turns to whom it names, else to the inner doer, else to the inner target
	answered             // the operator's subject answers whoever did the inner thing: "rejected Iran's demand"
	kept                 // as the inner reading has it
)

// A rule of the algebra: what an operator makes of an inner reading of some types. An empty typ keeps type, mode and code.
type rule struct {
	op    codebook.Op
	of    group
	typ   string
	mode  string // "content": by what is asked or refused; "threat": by what is threatened; else the mode
	cameo string // "10*": by the content of the inner code under that root; else the code
	mood  mood
	who   dyad
}

// A mood is what an operator does to modality.
type mood uint8

const (
	same mood = iota // as it was
	is               // what comes out is done, whatever the inner was: a refusal is an act
	will             // planned
	may              // possible
	not              // denied
)

// algebra is PLOVER's rules of modality. The first row that holds of operator and type is taken; where none does, the inner reading
// is kept as it is.
var algebra = []rule{
	// What is refused, or not done though it might have been, is REJECT by its content; what exists and ends is SANCTION.
	{codebook.Negate, coop, "REJECT", "content", "12*", is, doer},
	{codebook.Negate, yield, "REJECT", "content", "12*", is, doer},
	{codebook.Negate, anything, "", "", "", not, doer},
	{codebook.Refuse, request | agree, "REJECT", "content", "12*", is, answered},
	{codebook.Refuse, coop | yield, "REJECT", "content", "12*", is, doer},
	{codebook.Refuse, hostile, "REJECT", "", "120", is, answered},
	{codebook.Refuse, force, "REJECT", "", "120", is, doer},
	{codebook.Fail, coop | yield, "REJECT", "content", "12*", is, doer},
	{codebook.Fail, anything, "", "", "", not, doer},

	{codebook.Stop, agree, "REJECT", "content", "12*", is, doer},
	{codebook.Stop, yield, "REJECT", "yield", "124", is, doer},
	{codebook.Stop, relation, "SANCTION", "discontinue", "16*", is, doer},
	{codebook.Stop, sanction, "RETREAT", "", "085", is, doer},
	{codebook.Stop, assault, "RETREAT", "ceasefire", "087", is, doer},
	{codebook.Stop, mobilize, "RETREAT", "withdraw", "0873", is, doer},
	{codebook.Stop, protest, "CONCEDE", "", "080", is, doer},
	{codebook.Stop, coerce | request | hostile, "CONCEDE", "", "08*", is, doer},
	{codebook.Suspend, agree, "REJECT", "content", "12*", is, doer},
	{codebook.Suspend, yield, "REJECT", "yield", "124", is, doer},
	{codebook.Suspend, relation, "SANCTION", "discontinue", "16*", is, doer},
	{codebook.Suspend, sanction, "RETREAT", "", "085", is, doer},
	{codebook.Suspend, assault, "RETREAT", "ceasefire", "087", is, doer},
	{codebook.Suspend, protest | coerce | request | hostile | mobilize, "CONCEDE", "", "08*", is, doer},
	{codebook.Cancel, agree, "REJECT", "content", "12*", is, doer},
	{codebook.Cancel, yield, "REJECT", "yield", "124", is, doer},
	{codebook.Cancel, relation, "SANCTION", "discontinue", "16*", is, doer},
	{codebook.Cancel, sanction, "RETREAT", "", "085", is, doer},
	{codebook.Cancel, assault, "RETREAT", "ceasefire", "087", is, doer},
	{codebook.Cancel, protest | coerce | request | hostile | mobilize, "CONCEDE", "", "08*", is, doer},
	{codebook.Reverse, coop, "SANCTION", "discontinue", "16*", is, doer},
	{codebook.Reverse, yield, "REJECT", "yield", "124", is, doer},
	{codebook.Reverse, sanction, "RETREAT", "", "085", is, doer},
	{codebook.Reverse, anything, "CONCEDE", "", "08*", is, doer},
	{codebook.Resume, anything, "", "", "", same, doer},
	{codebook.Violate, retreat, "ASSAULT", "", "196", is, doer},
	{codebook.Violate, anything, "REJECT", "", "128", is, doer},

	// What is bound to come: cooperation and concessions are AGREE (CAMEO has both under 03), material conflict THREATEN.
	{codebook.Promise, request, "AGREE", "", "03*", will, answered},
	{codebook.Promise, coop, "AGREE", "", "03*", will, doer},
	{codebook.Promise, yield, "AGREE", "", "03*", will, doer},
	{codebook.Promise, force, "THREATEN", "threat", "13*", is, doer},
	{codebook.Promise, reject, "", "", "", same, doer}, // "vowed that he would never negotiate"
	{codebook.Promise, anything, "", "", "", will, doer},
	{codebook.Agree, request, "AGREE", "", "03*", will, answered},
	{codebook.Agree, coop, "AGREE", "", "03*", will, doer},
	{codebook.Agree, yield, "AGREE", "", "03*", will, doer},
	{codebook.Agree, anything, "", "", "", will, doer},
	{codebook.Offer, coop, "AGREE", "", "03*", will, doer},
	{codebook.Offer, yield, "AGREE", "", "03*", will, doer},
	{codebook.Offer, sanction | coerce | assault, "THREATEN", "threat", "13*", will, doer}, // "is ready to expel the envoys"; troops are offered
	{codebook.Offer, anything, "", "", "", will, doer},
	{codebook.Plan, coop, "AGREE", "", "03*", will, doer},
	{codebook.Plan, yield, "AGREE", "", "03*", will, doer},
	{codebook.Plan, force, "THREATEN", "threat", "13*", will, doer},
	{codebook.Plan, anything, "", "", "", will, doer},
	{codebook.Prepare, coop, "AGREE", "", "03*", will, doer},
	{codebook.Prepare, yield, "AGREE", "", "03*", will, doer},
	{codebook.Prepare, sanction | coerce | assault, "THREATEN", "threat", "13*", will, doer},
	{codebook.Prepare, anything, "", "", "", will, doer},
	{codebook.Expect, coop, "AGREE", "", "03*", will, doer},
	{codebook.Expect, anything, "", "", "", will, doer},

	{codebook.Threaten, hostile, "THREATEN", "", "130", is, doer},
	{codebook.Threaten, coop | yield, "THREATEN", "", "130", is, doer},
	{codebook.Threaten, anything, "THREATEN", "threat", "13*", is, doer},
	{codebook.Warn, force, "THREATEN", "threat", "13*", is, doer},
	{codebook.Warn, accuse, "THREATEN", "threat", "13*", is, doer}, // that one will be prosecuted; see apply
	{codebook.Warn, anything, "", "", "", may, kept},

	// What is wanted of another is REQUEST by its content; a call for force against someone threatens him.
	{codebook.Demand, request, "", "", "", same, doer},
	{codebook.Demand, force, "THREATEN", "threat", "13*", is, doer},
	{codebook.Demand, anything, "REQUEST", "content", "10*", is, asked},
	{codebook.Urge, request, "", "", "", same, doer},
	{codebook.Urge, force, "THREATEN", "threat", "13*", is, doer},
	{codebook.Urge, anything, "REQUEST", "content", "10*", is, asked},
	{codebook.Order, anything, "", "", "", same, doer},

	{codebook.Allow, coop, "CONCEDE", "", "08*", is, asked},
	{codebook.Allow, force, "THREATEN", "threat", "13*", is, doer},
	{codebook.Allow, anything, "", "", "", same, doer},
	{codebook.Ban, relation, "SANCTION", "discontinue", "16*", is, asked},
	{codebook.Ban, protest, "COERCE", "restrict", "1721", is, asked},
	{codebook.Ban, yield | agree, "REJECT", "content", "12*", is, asked},
	{codebook.Ban, request | hostile, "COERCE", "restrict", "1721", is, asked},
	{codebook.Ban, force, "CONCEDE", "", "08*", is, asked},

	{codebook.Attempt, assault | coerce, "", "", "", same, doer},
	{codebook.Attempt, coop, "AGREE", "", "03*", will, doer},
	{codebook.Attempt, anything, "", "", "", will, doer},
	{codebook.Help, anything, "", "", "", same, doer},
	{codebook.Cause, anything, "", "", "", same, kept},

	{codebook.May, anything, "", "", "", may, doer},
	{codebook.Consider, coop, "AGREE", "", "03*", may, doer},
	{codebook.Consider, force, "THREATEN", "threat", "13*", may, doer},
	{codebook.Consider, anything, "", "", "", may, doer},
	{codebook.Reported, anything, "", "", "", may, kept},
	{codebook.Believe, anything, "", "", "", may, kept},
	{codebook.Deny, anything, "", "", "", not, kept},
	{codebook.Say, anything, "", "", "", same, kept},

	{codebook.More, anything, "", "", "", same, doer},
	{codebook.Tighten, anything, "", "", "", same, doer},
	{codebook.Fewer, relation, "SANCTION", "discontinue", "16*", is, doer},
	{codebook.Fewer, sanction, "RETREAT", "", "085", is, doer},
	{codebook.Fewer, mobilize, "RETREAT", "withdraw", "0873", is, doer},
	{codebook.Fewer, assault, "RETREAT", "ceasefire", "087", is, doer},
	{codebook.Fewer, coerce | hostile, "CONCEDE", "", "08*", is, doer},
	{codebook.Ease, sanction, "RETREAT", "", "085", is, doer},
	{codebook.Ease, assault, "RETREAT", "ceasefire", "087", is, doer},
	{codebook.Ease, force | hostile, "CONCEDE", "", "08*", is, doer},
}

// rulesOf holds the rows of each operator, in order.
var rulesOf = func() (by [codebook.NumOps][]rule) {
	for _, r := range algebra {
		by[r.op] = append(by[r.op], r)
	}
	return by
}()

// ofWords reports whether an operator over another is about words: a denial of a report, a refusal to confirm one.
func ofWords(inner, outer codebook.Op) bool {
	return (inner == codebook.Say || inner == codebook.Reported) && (outer == codebook.Negate || outer == codebook.Refuse || outer == codebook.Fail)
}

// apply works on the type, mode, code and modality of x, and returns who is who in what comes out. Words about words leave the event and take
// away its certainty.
func apply(book *codebook.Book, op codebook.Op, x *reading) dyad {
	inner := x.top()
	x.push(op)
	if ofWords(inner, op) {
		x.modality = max(x.modality, dragoman.Possible)
		return kept
	}
	if x.typ == "" {
		return doer
	}
	if op == codebook.May && x.typ == "REJECT" && x.numOps > 1 && (x.ops[x.numOps-2] == codebook.Fail || x.ops[x.numOps-2] == codebook.Negate) {
		x.typ, x.mode, x.cameo = "", "", "" // "if the colonels fail to hand back power": they have not yet
		return kept
	}
	if op == codebook.Reported && x.typ == "THREATEN" && x.numOps > 1 {
		switch x.ops[x.numOps-2] {
		case codebook.Prepare, codebook.Allow, codebook.Order: // "accused it of preparing for war": nobody threatened
			x.typ, x.mode, x.cameo = "", "", ""
			return kept
		}
	}
	g := groupOf[x.typ]
	if g == 0 {
		if t, ok := book.Type(x.typ); ok {
			g = groupByQuad[t.Quad]
		}
	}
	if op == codebook.May && g&(coop|force) != 0 && x.modality == dragoman.Planned {
		x.modality = dragoman.Possible
		return doer
	}
	if op == codebook.Negate && x.modality == dragoman.Denied {
		x.modality = dragoman.Done
		return doer
	}
	if (op == codebook.Demand || op == codebook.Urge) && g&force != 0 && x.modality == dragoman.Denied {
		x.typ, x.mode, x.cameo, x.modality = "REQUEST", "yield", "105", dragoman.Done // "urged them not to attack"
		return asked
	}
	for i := range rulesOf[op] {
		row := &rulesOf[op][i]
		if op == codebook.Warn && g == accuse && row.of == accuse && x.modality == dragoman.Done {
			continue // "warned that Iran had lied" tells what was done
		}
		if row.of&g != 0 {
			row.make(x, g)
			return row.who
		}
	}
	return doer
}

// make turns x into what the row says.
func (row *rule) make(x *reading, g group) {
	switch row.mood {
	case is:
		x.modality = dragoman.Done
	case will:
		x.modality = max(x.modality, dragoman.Planned)
	case may:
		x.modality = max(x.modality, dragoman.Possible)
	case not:
		x.modality = dragoman.Denied
	}
	if row.typ == "" {
		return
	}
	mode, cameo := row.mode, row.cameo
	switch mode {
	case "content":
		mode = contentMode(x, g)
	case "threat":
		mode = threatMode(x)
	}
	if root, ok := strings.CutSuffix(cameo, "*"); ok {
		cameo = content(root, x.cameo, g)
	}
	x.typ, x.mode, x.cameo = row.typ, mode, cameo
}

// contentMode is the mode of REQUEST and REJECT by what is asked for or refused.
func contentMode(x *reading, g group) string {
	switch {
	case g&(request|reject) != 0:
		return x.mode
	case g&consult != 0, x.cameo == "036" || x.cameo == "037" || x.cameo == "038" || x.cameo == "039":
		return "meet"
	case x.mode == "resign" || strings.HasPrefix(x.cameo, "083") || strings.HasPrefix(x.cameo, "034"):
		return "change"
	case g&yield != 0 || strings.HasPrefix(x.cameo, "035"):
		return "yield"
	case g&coop != 0:
		return "assist"
	}
	return ""
}

// threatMode is the mode of THREATEN by what is threatened.
func threatMode(x *reading) string {
	switch x.typ {
	case "THREATEN":
		return x.mode
	case "ASSAULT", "MOBILIZE":
		return "violence"
	case "SANCTION":
		if x.mode == "expel" {
			return "expel"
		}
		return "relations"
	case "ACCUSE":
		if x.mode == "allege" && x.cameo == "115" {
			return "arrest"
		}
	case "COERCE":
		switch {
		case x.mode == "arrest":
			return "arrest"
		case x.mode == "deport":
			return "expel"
		case x.cameo == "191" || x.cameo == "192":
			return "territory"
		case x.mode == "cyber":
			return "violence"
		}
		return "restrict"
	}
	return ""
}

// families maps the codes of what is done to the tail that the codes of asking (02, 10), intending (03) and refusing (12) share.
var families = [][2]string{{"061", "11"}, {"062", "12"}, {"063", "13"}, {"064", "14"}, {"06", "1"}, {"057", "7"}, {"05", "2"}, {"071", "31"}, {"072", "32"},
	{"073", "33"}, {"074", "34"}, {"07", "3"}, {"0831", "41"}, {"0832", "42"}, {"0833", "43"}, {"0834", "44"}, {"083", "4"}, {"081", "51"},
	{"082", "52"}, {"084", "53"}, {"085", "54"}, {"086", "55"}, {"087", "56"}, {"08", "5"}, {"045", "8"}, {"04", "6"}}

// threats maps the codes of conflicts to those of their threat, ends to those of their end.
var (
	threats = [][2]string{{"162", "1311"}, {"163", "1312"}, {"161", "1313"}, {"160", "1313"}, {"164", "134"}, {"165", "135"}, {"166", "136"},
		{"16", "131"}, {"1721", "1321"}, {"1722", "1322"}, {"1723", "1323"}, {"1724", "1324"}, {"172", "132"}, {"174", "136"}, {"175", "137"},
		{"17", "132"}, {"115", "132"}, {"14", "133"}, {"191", "1381"}, {"192", "1382"}, {"18", "1383"}, {"19", "1384"}, {"20", "1385"}, {"15", "138"}, {"13", "="}}
	ends = [][2]string{{"0711", "1621"}, {"071", "1621"}, {"072", "1622"}, {"073", "1623"}, {"074", "1661"}, {"07", "162"}, {"061", "163"},
		{"06", "160"}, {"045", "165"}, {"04", "164"}, {"05", "161"}, {"03", "160"}}
	easings = [][2]string{{"1721", "0811"}, {"1722", "0812"}, {"1723", "0813"}, {"1724", "0814"}, {"172", "081"}, {"173", "0841"}, {"171", "0842"},
		{"191", "0872"}, {"192", "0874"}, {"163", "085"}, {"16", "085"}, {"14", "080"}, {"15", "0873"}, {"19", "087"}}
)

// content is the code under a root that says the same of what the inner code tells.
func content(root, inner string, g group) string {
	switch root {
	case "13":
		return byPrefix(threats, inner, "130")
	case "16":
		return byPrefix(ends, inner, "160")
	case "08":
		return byPrefix(easings, inner, "080")
	}
	tail := ""
	switch {
	case len(inner) >= 2 && (inner[:2] == "10" || inner[:2] == "02" || inner[:2] == "03"):
		if tail = inner[2:]; tail == "9" && root == "10" {
			tail = "8" // to mediate, asked for
		}
	default:
		tail = byPrefix(families, inner, "0")
	}
	if root == "12" {
		return rejecting(tail)
	}
	return root + tail
}

// rejecting maps a tail to its code under 12, which numbers its kinds otherwise.
func rejecting(tail string) string {
	switch {
	case tail == "":
		return "12"
	case tail == "11" || tail == "12":
		return "12" + tail
	case tail[0] == '1' || tail[0] == '2':
		return "121"
	case tail[0] >= '3' && tail[0] <= '5':
		return "12" + string(tail[0]-1) + tail[1:]
	case tail[0] == '6':
		return "125"
	case tail[0] == '7':
		return "127"
	case tail[0] == '8' || tail[0] == '9':
		return "126"
	}
	return "120"
}

func byPrefix(table [][2]string, code, otherwise string) string {
	for _, row := range table {
		if strings.HasPrefix(code, row[0]) {
			if row[1] == "=" { // it is such a code itself
				return code
			}
			return row[1]
		}
	}
	return otherwise
}

// deciding are the words for a choice that has been made.
var deciding = setOf(`decision decide choose choice opt vote resolve`)
