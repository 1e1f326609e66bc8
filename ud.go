package dragoman

import (
	"slices"
	"strings"
)

// UPOS is a universal part of speech of Universal Dependencies (https://universaldependencies.org/u/pos/).
type UPOS uint8

// The universal parts of speech; NoUPOS is "not tagged yet".
const (
	NoUPOS UPOS = iota
	ADJ
	ADP
	ADV
	AUX
	CCONJ
	DET
	INTJ
	NOUN
	NUM
	PART
	PRON
	PROPN
	PUNCT
	SCONJ
	SYM
	VERB
	X

	NumUPOS = iota // how many values there are, NoUPOS among them
)

var uposNames = []string{"_", "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"}

func (p UPOS) String() string { return uposNames[p] }

// ParseUPOS reads a tag as CoNLL-U writes it.
func ParseUPOS(s string) (UPOS, error) {
	i, err := indexOf(uposNames, s, "part of speech")
	return UPOS(i), err
}

// XPOS is an English part of speech of the Penn Treebank, as the English treebanks of Universal Dependencies use it.
type XPOS uint8

// The English tags that code reads by name; NoXPOS is "not tagged yet".
const (
	NoXPOS XPOS = iota
	NN
	IN
	DT
	NNP
	JJ
	PRP
	XPeriod
	RB
	XComma
	NNS
	VB
	CC
	VBP
	VBD
	VBZ
	CD
	VBN
	VBG
	TO
	PRPS
	MD
	RRB
	LRB
	XColon
	WDT
	UH
	WRB
	XOpenQuote
	HYPH
	WP
	XCloseQuote
	POS
	RP
	NNPS
	JJR
	JJS
	EX
	RBR
	NFP
	XSYM
	ADD
	FW
	GW
	XDollar
	PDT
	RBS
	LS
	AFX
	WPS

	NumXPOS = iota // how many values there are, NoXPOS among them
)

var xposNames = []string{"_", "NN", "IN", "DT", "NNP", "JJ", "PRP", ".", "RB", ",", "NNS", "VB", "CC", "VBP", "VBD", "VBZ", "CD", "VBN", "VBG", "TO", "PRP$", "MD", "-RRB-", "-LRB-", ":", "WDT", "UH", "WRB", "``", "HYPH", "WP", "''", "POS", "RP", "NNPS", "JJR", "JJS", "EX", "RBR", "NFP", "SYM", "ADD", "FW", "GW", "$", "PDT", "RBS", "LS", "AFX", "WP$"}

func (p XPOS) String() string { return xposNames[p] }

// ParseXPOS reads a tag as CoNLL-U writes it.
func ParseXPOS(s string) (XPOS, error) {
	i, err := indexOf(xposNames, s, "English part of speech")
	return XPOS(i), err
}

// Deprel is a dependency relation of Universal Dependencies with the subtypes of the English treebanks
// (https://universaldependencies.org/en/dep/).
type Deprel uint8

// The relations; NoDeprel is "not parsed yet".
const (
	NoDeprel Deprel = iota
	RelRoot
	RelNsubj
	RelNsubjPass
	RelNsubjOuter
	RelCsubj
	RelCsubjPass
	RelCsubjOuter
	RelObj
	RelIobj
	RelObl
	RelOblAgent
	RelOblUnmarked
	RelCcomp
	RelXcomp
	RelAdvcl
	RelAdvclRelcl
	RelAdvmod
	RelNmod
	RelNmodPoss
	RelNmodUnmarked
	RelNmodDesc
	RelAppos
	RelNummod
	RelAmod
	RelAcl
	RelAclRelcl
	RelDet
	RelDetPredet
	RelCase
	RelMark
	RelCop
	RelAux
	RelAuxPass
	RelExpl
	RelCompound
	RelCompoundPrt
	RelFlat
	RelFixed
	RelConj
	RelCc
	RelCcPreconj
	RelParataxis
	RelList
	RelDiscourse
	RelVocative
	RelOrphan
	RelGoeswith
	RelDislocated
	RelReparandum
	RelPunct
	RelDep

	NumDeprel = iota // how many values there are, NoDeprel among them
)

var deprelNames = []string{"_", "root", "nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass", "csubj:outer", "obj", "iobj", "obl", "obl:agent", "obl:unmarked", "ccomp", "xcomp", "advcl", "advcl:relcl", "advmod", "nmod", "nmod:poss", "nmod:unmarked", "nmod:desc", "appos", "nummod", "amod", "acl", "acl:relcl", "det", "det:predet", "case", "mark", "cop", "aux", "aux:pass", "expl", "compound", "compound:prt", "flat", "fixed", "conj", "cc", "cc:preconj", "parataxis", "list", "discourse", "vocative", "orphan", "goeswith", "dislocated", "reparandum", "punct", "dep"}

func (r Deprel) String() string { return deprelNames[r] }

// ParseDeprel reads a relation as CoNLL-U writes it.
func ParseDeprel(s string) (Deprel, error) {
	i, err := indexOf(deprelNames, s, "dependency relation")
	return Deprel(i), err
}

// universal holds, for each relation, the one without its subtype.
var universal = func() (u [NumDeprel]Deprel) {
	for r, name := range deprelNames {
		plain, _, _ := strings.Cut(name, ":")
		u[r] = Deprel(slices.Index(deprelNames, plain))
	}
	return u
}()

// Universal returns the relation without its subtype: nsubj for nsubj:pass.
func (r Deprel) Universal() Deprel { return universal[r] }
