// Package wires writes sentences as news wires do, each with its tree: training for the parser, whose treebanks hold few of them. In
//
//	Gunmen killed near the border town were members of a clan, the army said.
//
// "killed" hangs on "Gunmen", and "said" heads all. A grammar of dependencies (wires.grammar) is expanded at random: what the sentences say
// is nonsense, how they say it is not.
package wires

import (
	_ "embed"
	"fmt"
	"io"
	"math/rand/v2"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"dragoman"
	"dragoman/internal/inflect"
)

//go:embed wires.grammar
var grammarText string

// Write writes n sentences as CoNLL-U. The same n and seed give the same bytes.
func Write(w io.Writer, n int, seed uint64) error {
	g, err := parseGrammar(grammarText)
	if err != nil {
		return err
	}
	e := &expander{grammar: g, random: rand.New(rand.NewPCG(seed, 1))}
	for i := range n {
		e.rows = e.rows[:0]
		head, err := e.expand("S", 0)
		if err != nil {
			return err
		}
		e.rows[head].head, e.rows[head].rel = -1, "root"
		e.polish()
		if _, err := io.WriteString(w, e.sentence(i)); err != nil {
			return fmt.Errorf("write wires: %w", err)
		}
	}
	return nil
}

// A word is a form with its lemma and tags.
type word struct{ form, lemma, upos, xpos string }

// A row is a word with its place in the tree.
type row struct {
	word
	head int // -1 for the root
	rel  string
}

// An item is a part of a rule: a symbol, a list of words with the form that is wanted, or a word.
type item struct {
	name   string // of a symbol or a list
	form   string // of a list's word: a Penn tag
	word   word   // where name is empty
	rel    string // empty for the head
	chance int    // in a hundred
}

// A rule expands a symbol.
type rule struct {
	weight int
	items  []item
}

type grammar struct {
	rules map[string][]rule
	total map[string]int // of the weights of a symbol's rules
	words map[string]word
	lists map[string][]string
}

// parseGrammar reads the lines of the grammar: "word KEY LEMMA UPOS XPOS [FORM]", "list NAME: words", "SYMBOL WEIGHT: items".
func parseGrammar(text string) (*grammar, error) {
	g := &grammar{rules: map[string][]rule{}, total: map[string]int{}, words: map[string]word{}, lists: map[string][]string{}}
	n := 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		if err := g.line(line); err != nil {
			return nil, fmt.Errorf("wires.grammar:%d: %w", n, err)
		}
	}
	return g, nil
}

func (g *grammar) line(line string) error {
	if rest, ok := strings.CutPrefix(line, "word "); ok {
		f := strings.Fields(rest)
		if len(f) < 4 {
			return fmt.Errorf("a word needs key, lemma, UPOS and XPOS: %w", dragoman.ErrInvalid)
		}
		w := word{f[0], f[1], f[2], f[3]}
		if len(f) > 4 {
			w.form = f[4]
		}
		g.words[f[0]] = w
		return nil
	}
	left, right, ok := strings.Cut(line, ": ")
	if !ok {
		return fmt.Errorf("no colon: %w", dragoman.ErrInvalid)
	}
	if name, ok := strings.CutPrefix(left, "list "); ok {
		g.lists[name] = append(g.lists[name], strings.Fields(right)...)
		return nil
	}
	symbol, number, _ := strings.Cut(left, " ")
	weight, err := strconv.Atoi(number)
	if err != nil {
		return fmt.Errorf("weight %q: %w", number, dragoman.ErrInvalid)
	}
	r := rule{weight: weight}
	heads := 0
	for _, f := range strings.Fields(right) {
		it, err := g.item(f)
		if err != nil {
			return err
		}
		if it.rel == "" {
			heads++
		}
		r.items = append(r.items, it)
	}
	if heads != 1 {
		return fmt.Errorf("%d heads, want one: %w", heads, dragoman.ErrInvalid)
	}
	g.rules[symbol] = append(g.rules[symbol], r)
	g.total[symbol] += weight
	return nil
}

// item reads "NAME~rel", "$list.FORM*", "word~rel?40": the last is there in forty of a hundred.
func (g *grammar) item(f string) (item, error) {
	it := item{chance: 100}
	if f, chance, ok := strings.Cut(f, "?"); ok && f != "" {
		n, err := strconv.Atoi(chance)
		if err != nil {
			return it, fmt.Errorf("chance %q: %w", chance, dragoman.ErrInvalid)
		}
		it.chance = n
		inner, err := g.item(f)
		inner.chance = n
		return inner, err
	}
	name, rel, ok := strings.Cut(f, "~")
	if it.rel = rel; !ok {
		if name, ok = strings.CutSuffix(f, "*"); !ok {
			return it, fmt.Errorf("%s has no relation and is no head: %w", f, dragoman.ErrInvalid)
		}
	}
	if list, ok := strings.CutPrefix(name, "$"); ok && list != "" {
		it.name, it.form, _ = strings.Cut(name, ".")
	} else if it.word, ok = g.words[name]; !ok {
		it.name = name // a symbol
	}
	return it, nil
}

type expander struct {
	*grammar
	random *rand.Rand
	rows   []row
}

// deepest bounds the depth of an expansion; below it optional parts are left out, and the first rule of a symbol is taken.
const deepest = 14

// expand appends the words of a symbol and returns the row of its head.
func (e *expander) expand(symbol string, depth int) (int, error) {
	rules := e.rules[symbol]
	if len(rules) == 0 {
		return 0, fmt.Errorf("wires.grammar: no rule for %s: %w", symbol, dragoman.ErrInvalid)
	}
	r := &rules[0]
	if depth < deepest {
		at := e.random.IntN(e.total[symbol])
		for i := range rules {
			if at -= rules[i].weight; at < 0 {
				r = &rules[i]
				break
			}
		}
	}
	head := -1
	var hangs []int
	var rels []string
	for i := range r.items {
		it := &r.items[i]
		if it.chance < 100 && (depth >= deepest || e.random.IntN(100) >= it.chance) {
			continue
		}
		at, err := e.place(it, depth)
		if err != nil {
			return 0, err
		}
		if it.rel == "" {
			head = at
		} else {
			hangs, rels = append(hangs, at), append(rels, it.rel)
		}
	}
	for i, at := range hangs {
		e.rows[at].head, e.rows[at].rel = head, rels[i]
	}
	return head, nil
}

func (e *expander) place(it *item, depth int) (int, error) {
	if it.name == "" {
		e.rows = append(e.rows, row{word: it.word})
		return len(e.rows) - 1, nil
	}
	if it.name[0] != '$' {
		return e.expand(it.name, depth+1)
	}
	list := e.lists[it.name[1:]]
	if len(list) == 0 {
		return 0, fmt.Errorf("wires.grammar: no list %s: %w", it.name, dragoman.ErrInvalid)
	}
	return e.choose(list[e.random.IntN(len(list))], it.form), nil
}

// choose appends a word of a list in a form: a noun "gunman/gunmen", a verb "shoot:shot:shot", "carry_out" with its particle, a name "Port_Sudan".
func (e *expander) choose(entry, form string) int {
	at := len(e.rows)
	switch {
	case strings.HasPrefix(form, "VB"):
		verb, forms, _ := strings.Cut(entry, ":")
		verb, particle, ok := strings.Cut(verb, "_")
		lemma, inflected := inflectVerb(verb, forms, form)
		e.rows = append(e.rows, row{word: word{inflected, lemma, "VERB", form}})
		if ok {
			e.rows = append(e.rows, row{word{particle, particle, "ADP", "RP"}, at, "compound:prt"})
		}
	case form == "NN":
		singular, _, _ := strings.Cut(entry, "/")
		e.noun(singular, singular, "NOUN", form)
	case form == "NNS":
		singular, plural, ok := strings.Cut(entry, "/")
		if !ok {
			plural = inflect.Plural(singular)
		}
		e.noun(plural, singular, "NOUN", form)
	case form == "NNP":
		e.noun(entry, entry, "PROPN", form)
	case form == "CD":
		e.rows = append(e.rows, row{word: word{entry, entry, "NUM", form}})
	case form == "RB":
		e.rows = append(e.rows, row{word: word{entry, entry, "ADV", form}})
	default:
		e.rows = append(e.rows, row{word: word{entry, entry, "ADJ", "JJ"}})
	}
	return len(e.rows) - 1 - trailing(e.rows[at:])
}

// trailing is 1 where a particle follows the verb.
func trailing(rows []row) int {
	if rows[len(rows)-1].rel == "compound:prt" {
		return 1
	}
	return 0
}

// noun appends a noun or a name, its first words as compounds.
func (e *expander) noun(form, lemma, upos, xpos string) {
	forms, lemmas := strings.Split(form, "_"), strings.Split(lemma, "_")
	head := len(e.rows) + len(forms) - 1
	for i, f := range forms {
		w := word{f, lemmas[min(i, len(lemmas)-1)], upos, xpos}
		if i < len(forms)-1 {
			if xpos == "NNS" {
				w.xpos, w.lemma = "NN", f
			}
			e.rows = append(e.rows, row{w, head, "compound"})
		} else {
			w.lemma = lemmas[len(lemmas)-1]
			e.rows = append(e.rows, row{word: w})
		}
	}
}

// inflectVerb returns the lemma of a verb and the form that the tag asks for. "stop+" doubles its last letter; irregular are "shot:shot", its past
// and its participle, or nothing.
func inflectVerb(entry, irregular, tag string) (lemma, form string) {
	past, participle, _ := strings.Cut(irregular, ":")
	verb := inflect.Read(entry)
	switch tag {
	case "VBZ":
		return verb.Lemma, inflect.Plural(verb.Lemma)
	case "VBG":
		return verb.Lemma, verb.Gerund()
	case "VBD", "VBN":
		switch {
		case past == "":
			return verb.Lemma, verb.Past()
		case tag == "VBD":
			return verb.Lemma, past
		}
		return verb.Lemma, participle
	}
	return verb.Lemma, verb.Lemma
}

// polish does what a grammar without agreement leaves undone: no comma before another mark, "an" before a vowel, verbs in the number of
// their subject, a capital at the start.
func (e *expander) polish() {
	var kept []row
	at := make([]int, len(e.rows))
	for i, r := range e.rows {
		at[i] = len(kept)
		if r.form == "," && (i == 0 || i+1 == len(e.rows) || e.rows[i+1].upos == "PUNCT" && e.rows[i+1].xpos != "``" && e.rows[i+1].xpos != "''") {
			continue
		}
		kept = append(kept, r)
	}
	for i := range kept {
		if kept[i].head >= 0 {
			kept[i].head = at[kept[i].head]
		}
	}
	e.rows = kept
	for i := range e.rows {
		r := &e.rows[i]
		switch {
		case r.form == "a" && i+1 < len(e.rows) && strings.ContainsAny(e.rows[i+1].form[:1], "aeiouAEIO"):
			r.form = "an"
		case agrees[r.form] != "" && (r.rel == "aux" || r.rel == "aux:pass" || r.rel == "cop") && e.plural(r.head) != plurals[r.form]:
			r.form = agrees[r.form]
			r.xpos = map[string]string{"are": "VBP", "have": "VBP", "is": "VBZ", "has": "VBZ"}[r.form]
			if r.xpos == "" {
				r.xpos = "VBD"
			}
		}
	}
	capital(&e.rows[0].form)
	if e.rows[0].form == "\"" && len(e.rows) > 1 {
		capital(&e.rows[1].form)
	}
}

// agrees has the form of the other number, plurals which of them are of the plural.
var (
	agrees  = map[string]string{"was": "were", "were": "was", "is": "are", "are": "is", "has": "have", "have": "has"}
	plurals = map[string]bool{"were": true, "are": true, "have": true}
)

// plural reports whether the subject of a head is more than one.
func (e *expander) plural(head int) bool {
	for i, r := range e.rows {
		if r.head != head || !strings.HasPrefix(r.rel, "nsubj") {
			continue
		}
		if r.xpos == "NNS" || r.form == "they" || r.lemma == "who" {
			return true
		}
		for _, k := range e.rows {
			if k.head == i && k.rel == "conj" {
				return true
			}
		}
	}
	return false
}

func capital(form *string) {
	first, size := utf8.DecodeRuneInString(*form)
	*form = string(unicode.ToUpper(first)) + (*form)[size:]
}

// sentence writes the rows as CoNLL-U.
func (e *expander) sentence(n int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# sent_id = wires-%d\n", n+1)
	for i, r := range e.rows {
		fmt.Fprintf(&b, "%d\t%s\t%s\t%s\t%s\t_\t%d\t%s\t_\t_\n", i+1, r.form, r.lemma, r.upos, r.xpos, r.head+1, r.rel)
	}
	b.WriteByte('\n')
	return b.String()
}
