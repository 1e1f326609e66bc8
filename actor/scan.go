package actor

import (
	"bytes"
	"slices"

	"dragoman"
	"dragoman/country"
)

// A hit is tokens that bear a name of the Directory or of a country.
type hit struct {
	first, end int32
	entries    []naming        // of the Directory; nil for a country's words
	countries  []country.Match // of the country table
}

const (
	maxNameTokens    = 10 // "Office for the Coordination of Humanitarian Affairs" has seven, marks included
	maxCountryTokens = 6
)

// scan finds the names of the Directory and of countries in the tokens, the longest at each place, without looking at the
// mentions: a parser or a name tagger that errs takes no name away.
func (r *Resolver) scan() {
	n := int32(len(r.d.Tokens))
	r.hits = r.hits[:0]
	r.hitAt = grow(r.hitAt, int(n))
	for i := range r.hitAt {
		r.hitAt[i] = -1
	}
	r.pieces()
	for si := range r.d.Sentences {
		s := &r.d.Sentences[si]
		for i := s.First; i < s.End; {
			h := r.longest(i, s.End)
			if h.end == 0 {
				i++
				continue
			}
			for j := h.first; j < h.end; j++ {
				r.hitAt[j] = int32(len(r.hits))
			}
			r.hits = append(r.hits, h)
			i = h.end
		}
	}
}

// pieces folds every token that may be part of a name, once.
func (r *Resolver) pieces() {
	n := len(r.d.Tokens)
	r.piece = grow(r.piece, n+1)
	r.arena = r.arena[:0]
	for i := range n {
		r.piece[i] = int32(len(r.arena))
		start := len(r.arena)
		r.arena = country.AppendFold(r.arena, r.d.Word(int32(i)))
		w := r.arena[start:]
		if bytes.IndexByte(w, ' ') < 0 {
			r.arena = squeeze(r.arena[:start], w)
		}
	}
	r.piece[n] = int32(len(r.arena))
}

func (r *Resolver) pieceOf(i int32) []byte { return r.arena[r.piece[i]:r.piece[i+1]] }

// starts reports whether a name may start at a token: a capital, a digit, or one of the few that start small ("al-Qaeda").
func (r *Resolver) starts(i int32) bool {
	w := r.d.Word(i)
	switch c := w[0]; {
	case w == "The" || w == "THE":
		return false
	case c >= 'A' && c <= 'Z' || c >= 0x80 && c != 0xE2 || c >= '0' && c <= '9':
		return true
	}
	return r.dir.starts[w] || w == "al"
}

// isSmall reports whether a token begins with a small letter of English.
func (r *Resolver) isSmall(i int32) bool {
	c := r.d.Word(i)[0]
	return c >= 'a' && c <= 'z'
}

// continental reports whether token i is the "American" of "South American" or the "America" of "Latin America", which are of no one country.
func (r *Resolver) continental(i int32) bool {
	if i == 0 {
		return false
	}
	switch r.d.Word(i) {
	case "American", "Americans", "America", "Americas":
	default:
		return false
	}
	switch r.d.Word(i - 1) {
	case "South", "Latin", "North", "Central":
		return true
	}
	return false
}

// longest returns the longest hit that starts at token i.
func (r *Resolver) longest(i, end int32) (best hit) {
	if !r.starts(i) || r.continental(i) {
		return best
	}
	key := r.key[:0]
	for j := i; j < end && j < i+maxNameTokens; j++ {
		if r.d.Tokens[j].XPOS == dragoman.POS { // "People's Army" is one word of a name and its mark
			key = append(key, r.pieceOf(j)...)
			continue
		}
		if r.d.Tokens[j].UPOS == dragoman.PUNCT && !r.joins(j, end) && j > i {
			break
		}
		p := r.pieceOf(j)
		if j > i && r.isSmall(j) && !r.dir.small[string(p)] && !isParticle(p) && !r.inName(j) {
			break
		}
		if len(p) == 0 || isParticle(p) && j+1 < end && j+1 < i+maxNameTokens && r.article(j) {
			continue
		}
		key = addWord(key, p)
		if found := r.dir.names[string(key)]; len(found) > 0 && r.fits(found, i, j+1) {
			best = hit{first: i, end: j + 1, entries: found}
		}
		if j < i+maxCountryTokens {
			if m := country.Lookup(r.d.Slice(r.d.TokenSpan(i, j+1))); len(m) > 0 {
				best = hit{first: i, end: j + 1, countries: m}
			}
		}
	}
	r.key = key
	if len(best.countries) == 1 && best.countries[0].Code == "YMD" && r.bygone(best.countries) {
		best.countries = aden
	}
	if len(best.countries) > 0 && (best.end < end && r.waters(best.end) || r.bygone(best.countries) || r.tongue(best.end, end)) {
		return hit{}
	}
	return best
}

// aden is the seat of Yemen's government since South Yemen is no more.
var aden = []country.Match{{Code: "YEM", Kind: country.Capital}}

// bygone reports whether a word is nothing but the capital of countries that are no more: "Saigon". The gazetteer knows where it lies.
func (r *Resolver) bygone(countries []country.Match) bool {
	for _, m := range countries {
		if m.Kind != country.Capital || country.Get(m.Code).Existed(r.day) {
			return false
		}
	}
	return true
}

// tongue reports whether what follows a nation's adjective makes it a language, a manner or a birthplace, which is no party: "the English-speaking
// separatists", "an Egyptian-born cleric".
func (r *Resolver) tongue(i, end int32) bool {
	if i+1 >= end || r.d.Word(i) != "-" {
		return false
	}
	switch r.d.Word(i + 1) {
	case "speaking", "language", "style", "born", "educated", "inspired", "era":
		return true
	}
	return false
}

// waters reports whether token i makes a country's word before it the name of waters or of a valley, which are no country's: "the Jordan Valley",
// "the Persian Gulf", "the Niger Delta".
func (r *Resolver) waters(i int32) bool {
	switch r.d.Word(i) {
	case "Valley", "River", "Gulf", "Delta", "Ocean", "Sea", "Basin":
		return true
	}
	return false
}

// article reports whether "al", "As" … is the Arabic article, not an English word: small, or joined to the next word.
func (r *Resolver) article(j int32) bool {
	w := r.d.Word(j)
	return w[0] >= 'a' || w == "Al" || w == "El" || r.d.Tokens[j+1].Flags&dragoman.NoSpaceBefore != 0
}

// joins reports whether a mark stands inside a word: the hyphen of "al-Qaeda", the full stop of "St."
func (r *Resolver) joins(j, end int32) bool {
	return j+1 < end && r.d.Tokens[j].Flags&dragoman.NoSpaceBefore != 0 && r.d.Tokens[j+1].Flags&dragoman.NoSpaceBefore != 0
}

// fits reports whether one of the entries may be meant by tokens as they are written: an abbreviation in capitals, a name
// of common words with capitals.
func (r *Resolver) fits(found []naming, first, end int32) bool {
	return slices.ContainsFunc(found, func(n naming) bool { return !n.caps }) || r.abbreviated(first, end)
}

// abbreviated reports whether tokens may be an abbreviation: in capitals, or, as British papers write what is spoken as a word, "Nato", "Farc", the name of
// a body with one capital. Three letters are so written where the report's name is plainly one ("Eta").
func (r *Resolver) abbreviated(first, end int32) bool {
	w := r.d.Slice(r.d.TokenSpan(first, end))
	if isUpperASCII(w) {
		return true
	}
	k := r.mentionAt[first]
	if end != first+1 || len(w) < 3 || w[0] < 'A' || w[0] > 'Z' || k < 0 || r.d.Tokens[first].UPOS != dragoman.PROPN {
		return false
	}
	for i := 1; i < len(w); i++ {
		if w[i] < 'a' || w[i] > 'z' {
			return false
		}
	}
	m := &r.d.Mentions[k]
	return m.Kind == dragoman.Name && m.End-m.First <= 2 && (m.Type == dragoman.OrganizationEntity || m.Type == dragoman.OtherEntity && len(w) > 3)
}

func isUpperASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= 'a' && s[i] <= 'z' {
			return false
		}
	}
	return true
}

// grow returns s with length n, its memory kept where it is enough.
func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/4)
	}
	return s[:n]
}
