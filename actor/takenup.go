package actor

import (
	"strings"

	"dragoman"
	"dragoman/country"
)

// takenUp gives a bare office, or the leader of an opposition, to the one person named shortly before of whom the Directory knows that he holds it:
// "Sharif dismissed the general. The general arrested the prime minister".
func (r *Resolver) takenUp() {
	for i := range r.d.Mentions {
		m := &r.d.Mentions[i]
		f := &r.found[i]
		if m.Kind != dragoman.Nominal || m.Number == dragoman.Plural || f.kind != foundRole && f.kind != foundNothing || f.country != "" || m.Chain < 0 || r.d.Chains[m.Chain].First != int32(i) {
			continue
		}
		c := &r.d.Chains[m.Chain]
		if c.Parts[0] < c.Parts[1] || r.d.Mentions[c.Best].Kind == dragoman.Name || c.Party >= 0 && (r.d.Parties[c.Party].Actor != "" || r.d.Parties[c.Party].Country != "") {
			continue
		}
		if p := r.holderBefore(int32(i), r.bareOffice(m)); p >= 0 {
			c.Party = p
			m.Link = dragoman.LinkRole
		}
	}
}

// bareOffice is the words of "the former president", folded and without the article, "" where the description says more or is not definite.
func (r *Resolver) bareOffice(m *dragoman.Mention) string {
	if r.d.Tokens[m.First].UPOS != dragoman.DET || country.Fold(r.d.Word(m.First)) != "the" || m.End != m.Head+1 || m.End-m.First > 4 {
		return ""
	}
	s := r.sentenceOf(m.Head)
	for j := s.First; j < s.End; j++ {
		if t := &r.d.Tokens[j]; t.Head == m.Head && (j > m.Head && t.UPOS != dragoman.PUNCT || t.Deprel == dragoman.RelNmodPoss) {
			return ""
		}
	}
	return country.Fold(r.d.Slice(r.d.TokenSpan(m.First+1, m.End)))
}

// takenUpWithin is how many sentences back the holder of a bare office is sought.
const takenUpWithin = 2

// holderBefore is the party of the one person named before the mention i, in its sentence or shortly before, who holds the office; -1 for none or two.
func (r *Resolver) holderBefore(i int32, office string) int32 {
	found := int32(-1)
	if office == "" {
		return found
	}
	from := r.sentenceOf(r.d.Mentions[i].Head).First
	for back := 0; back < takenUpWithin && from > 0; back++ {
		from = r.sentenceOf(from - 1).First
	}
	for a := i - 1; a >= 0 && r.d.Mentions[a].Head >= from; a-- {
		y := &r.d.Mentions[a]
		if y.Chain < 0 || r.d.Chains[y.Chain].Party < 0 {
			continue
		}
		p := r.d.Chains[y.Chain].Party
		q := &r.d.Parties[p]
		if q.Type != dragoman.PersonEntity || q.Actor == "" || !holds(q, office) {
			continue
		}
		if found >= 0 && found != p || r.together(i, y.Chain) {
			return -1
		}
		found = p
	}
	return found
}

// holds reports whether a person is known by an office: the "foreign minister" and the "minister", but no "president", is who is "Deputy Foreign Minister".
func holds(p *dragoman.Party, office string) bool {
	if office == "opposition leader" {
		return p.HasSector("OPP")
	}
	role, _, _ := strings.Cut(country.Fold(p.Role), " of ")
	before, ok := strings.CutSuffix(role, office)
	switch before = strings.TrimSpace(before); {
	case !ok:
		return false
	case before == "":
		return true
	case strings.HasPrefix(before, "former"), strings.HasSuffix(before, "vice"), strings.HasSuffix(before, "deputy"), strings.HasSuffix(before, "prime"), strings.HasSuffix(before, "assistant"):
		return false
	}
	return office == "envoy" || office == "minister" || office == "ambassador" || office == "commissioner"
}

// together reports whether the mention i is a side of one verb, or of one list, with some mention of the chain c, and so somebody else.
func (r *Resolver) together(i, c int32) bool {
	head := r.d.Tokens[r.d.Mentions[i].Head].Head
	for a := r.d.Chains[c].First; a >= 0; a = r.d.Mentions[a].Next {
		if k := r.d.Mentions[a].Head; head >= 0 && (k == head || r.d.Tokens[k].Head == head) {
			return true
		}
	}
	return false
}

// shortFor is the organisation named before by a longer name, which "the League" alone takes up, and "the Arab League" or "the Teachers' Union" does not; -1 for none.
func (r *Resolver) shortFor(h *hit) int32 {
	last := r.d.Word(h.end - 1)
	if k := r.mentionAt[h.end-1]; k >= 0 && r.bareFirst(&r.d.Mentions[k]) < h.first || h.first > 0 && r.d.Tokens[h.first-1].XPOS == dragoman.POS {
		return -1
	}
	if h.end-h.first > 2 || h.end-h.first == 2 && !strings.EqualFold(r.d.Word(h.first), "the") || !shortened[last] {
		return -1
	}
	for i := range r.hits {
		o := &r.hits[i]
		if o.first >= h.first || len(o.entries) == 0 || o.end-o.first < 3 {
			continue
		}
		for j := o.first; j < o.end; j++ {
			if e := o.entries[0].entry; r.d.Word(j) == last && r.dir.Entries[e].Type == dragoman.OrganizationEntity {
				return e
			}
		}
	}
	return -1
}

// bareFirst is the first token of a mention behind its article.
func (r *Resolver) bareFirst(m *dragoman.Mention) int32 {
	if r.d.Tokens[m.First].UPOS == dragoman.DET {
		return m.First + 1
	}
	return m.First
}

// shortened are the nouns of names of parties and movements by which these are named again.
var shortened = wordSet(`League Front Movement Union Alliance Brotherhood Coalition Party Rally Forum`)
