package mention

import "dragoman"

// pronoun is what a pronoun says of whom it stands for.
type pronoun struct {
	form   pronounForm
	number dragoman.Number
	gender dragoman.Gender
	person uint8
}

// pronounForm is a pronoun without its case.
type pronounForm uint8

const (
	noPronoun pronounForm = iota
	formI
	formWe
	formYou
	formHe
	formShe
	formIt
	formThey
	formThis // this, that
	formThese
	formRelative
)

// pronounWords lists the words of each pronoun; reflexives last, after "/".
var pronounWords = []struct {
	pronoun
	words, reflexives []string
}{
	{pronoun{formI, dragoman.Singular, dragoman.AnyGender, 1}, []string{"i", "me", "my", "mine"}, []string{"myself"}},
	{pronoun{formWe, dragoman.Plural, dragoman.AnyGender, 1}, []string{"we", "us", "our", "ours", "s"}, []string{"ourselves"}},
	{pronoun{formYou, dragoman.AnyNumber, dragoman.AnyGender, 2}, []string{"you", "your", "yours", "ya"}, []string{"yourself", "yourselves"}},
	{pronoun{formHe, dragoman.Singular, dragoman.Masculine, 3}, []string{"he", "him", "his"}, []string{"himself"}},
	{pronoun{formShe, dragoman.Singular, dragoman.Feminine, 3}, []string{"she", "her", "hers"}, []string{"herself"}},
	{pronoun{formIt, dragoman.Singular, dragoman.Neuter, 3}, []string{"it", "its"}, []string{"itself"}},
	{pronoun{formThey, dragoman.Plural, dragoman.AnyGender, 3}, []string{"they", "them", "their", "theirs", "em"}, []string{"themselves", "themself"}},
	{pronoun{formThis, dragoman.Singular, dragoman.Neuter, 3}, []string{"this", "that"}, nil},
	{pronoun{formThese, dragoman.Plural, dragoman.AnyGender, 3}, []string{"these", "those"}, nil},
	{pronoun{formRelative, dragoman.AnyNumber, dragoman.AnyGender, 3}, []string{"who", "whom", "whose", "which"}, nil},
}

// pronouns maps the foldHash of a word to its pronoun; reflexive tells the reflexives.
var pronouns, reflexive = func() (map[uint64]pronoun, map[uint64]bool) {
	all, self := map[uint64]pronoun{}, map[uint64]bool{}
	for _, p := range pronounWords {
		for _, w := range p.words {
			all[foldHash(w)] = p.pronoun
		}
		for _, w := range p.reflexives {
			all[foldHash(w)] = p.pronoun
			self[foldHash(w)] = true
		}
	}
	return all, self
}()
