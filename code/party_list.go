package code

import (
	"strings"

	"dragoman"
	"dragoman/country"
)

// The parties that a word names: itself, its members, its nation.

// isParty reports whether a mention is of somebody who can act: one the directory knows, a person or an organisation with a name, or
// a plural of such.
func (r *reader) isParty(m int32) bool {
	x := &r.d.Mentions[m]
	if x.Chain < 0 {
		return false
	}
	c := &r.d.Chains[x.Chain]
	if c.Party >= 0 || c.Parts[0] < c.Parts[1] {
		return true
	}
	if x.Kind == dragoman.Name {
		return x.Type == dragoman.PersonEntity || x.Type == dragoman.OrganizationEntity
	}
	if c.Best >= 0 {
		b := &r.d.Mentions[c.Best]
		return b.Kind == dragoman.Name && (b.Type == dragoman.PersonEntity || b.Type == dragoman.OrganizationEntity)
	}
	return false
}

// namesParty reports whether a modifier is itself a party.
func (r *reader) namesParty(n int32) bool {
	m := r.mentionAt[n]
	return m >= 0 && r.isParty(m) || r.placeAt[n] >= 0 && r.d.Places[r.placeAt[n]].Country != ""
}

// countParties is how many parties the fillers lead to.
func (r *reader) countParties(f fillers) int {
	n := 0
	for _, k := range r.list(f) {
		if both := r.bothOf(k, nil); len(both) > 0 {
			n += len(both)
			continue
		}
		ref := r.refer(k)
		switch {
		case ref.mention >= 0:
			if c := &r.d.Chains[r.d.Mentions[ref.mention].Chain]; c.Parts[1] > c.Parts[0] {
				n += int(c.Parts[1] - c.Parts[0])
				continue
			}
			n++
		case ref.ok():
			n++
		}
	}
	return n
}

// parties appends the parties that the filler n leads to; a plural gives each of its members.
func (r *reader) parties(n int32, out []dragoman.Party) []dragoman.Party {
	if k := r.including(n); k >= 0 {
		had := len(out)
		for m := k; m >= 0; m = r.nextConj(m, k) {
			out = r.parties(m, out)
		}
		if len(out) > had {
			return out
		}
	}
	if two, ok := halves[r.d.Word(n)]; ok {
		for _, c := range two {
			out = append(out, r.nationOf(dragoman.Party{Country: c, Chain: -1}))
		}
		return out
	}
	if both := r.bothOf(n, nil); len(both) > 0 {
		return append(out, both...)
	}
	ref := r.refer(n)
	if core := r.core(n); !ref.ok() && core != n {
		ref, n = r.refer(core), core // "a group of Rohingya refugees"
	}
	switch {
	case ref.place >= 0:
		if p, ok := r.people(n, ref); ok {
			return append(out, p)
		}
		p := r.placeParty(ref.place)
		if r.sameTown(n) >= 0 {
			p.Span = r.phraseSpan(n)
			p.Text = r.d.Slice(p.Span)
		}
		return append(out, p)
	case ref.mention < 0:
		return out
	}
	m := &r.d.Mentions[ref.mention]
	c := &r.d.Chains[m.Chain]
	if c.Parts[0] < c.Parts[1] {
		for _, part := range r.d.Members[c.Parts[0]:c.Parts[1]] {
			p := r.chainParty(part, m)
			if b := r.d.Chains[part].Best; p.Country == "" && b >= 0 && r.placeAt[r.d.Mentions[b].Head] >= 0 {
				p = r.placeParty(r.placeAt[r.d.Mentions[b].Head]) // "shells fell on Homs and Hama; both burned"
			}
			if p.Type == dragoman.PersonEntity && (nations[r.d.Lemmas[m.Head]] || r.ownLand(n) >= 0) {
				p = r.nationOf(p)
			}
			out = append(out, p)
		}
		return out
	}
	if p, ok := r.people(n, ref); ok {
		return append(out, p)
	}
	p := r.chainParty(m.Chain, m)
	if p.Country == "" && p.Actor == "" {
		r.settle(&p, m.Head)
		if p.Country == "" && n != m.Head {
			r.settle(&p, n) // "the mayor of Tixtla, Ruben Salgado"
		}
	}
	return append(out, p)
}

// including is the first of those that a plural names as its own, or -1: "several countries, including Spain and Ireland".
func (r *reader) including(n int32) int32 {
	t := &r.tree
	if t.upos(n) != dragoman.NOUN {
		return -1
	}
	for k := t.first[n]; k >= 0; k = t.next[k] {
		if t.rel(k) == dragoman.RelNmod && t.upos(k) == dragoman.PROPN && r.hasOneCase(k, []string{"including", "like", "among"}) && (t.xpos(n) == dragoman.NNS || t.hasChild(k, dragoman.RelCase, "including")) {
			return k
		}
		if k > n && t.rel(k) == dragoman.RelAppos && t.upos(k) == dragoman.PROPN && t.xpos(n) == dragoman.NNS && t.child(k, dragoman.RelConj) >= 0 {
			return k // "two former ministers, Li Shangfu and Wei Fenghe"
		}
	}
	return -1
}

// nations are the nouns that take the country of a person for him: "the two countries", after two presidents.
var nations = setOf(`country nation state`)

// nationOf is the country of a person, in the same words.
func (r *reader) nationOf(p dragoman.Party) dragoman.Party {
	c := country.Get(country.Code(p.Country))
	if c == nil {
		return p
	}
	nation := dragoman.Party{Name: c.Name, Actor: "country/" + p.Country, Code: p.Country, Country: p.Country, Text: p.Text, Span: p.Span, Chain: -1, Type: dragoman.PlaceEntity}
	for i := range r.d.Parties {
		if q := &r.d.Parties[i]; q.Actor == nation.Actor {
			nation.Name, nation.Wikidata = q.Name, q.Wikidata
		}
	}
	return nation
}

// chainParty is the party of a chain, with the words of mention m.
func (r *reader) chainParty(chain int32, m *dragoman.Mention) dragoman.Party {
	d := r.d
	c := &d.Chains[chain]
	first, end := m.First, m.End
	if m.Kind != dragoman.Name {
		first, end = r.trimmed(first, end, m.Head)
	}
	span := d.TokenSpan(first, end)
	if c.Party >= 0 {
		p := d.Parties[c.Party]
		p.Span, p.Text, p.Chain = span, d.Slice(span), chain
		if p.Actor == "" && len(p.Name) > len(p.Text) && strings.Contains(d.Slice(d.TokenSpan(m.First, m.End)), p.Name) {
			p.Name = withoutArticle(p.Text)
		}
		return p
	}
	p := dragoman.Party{Text: d.Slice(span), Span: span, Chain: chain, Type: c.Type}
	p.Name = p.Text
	if c.Best >= 0 {
		b := &d.Mentions[c.Best]
		p.Name = d.Slice(d.TokenSpan(b.First, b.End))
	}
	return p
}

// placeParty is a place that stands for who rules or lives there.
func (r *reader) placeParty(i int32) dragoman.Party {
	p := &r.d.Places[i]
	return dragoman.Party{Name: p.Name, Country: p.Country, Code: p.Country, Text: r.d.Slice(p.Span), Span: p.Span, Type: dragoman.PlaceEntity, Chain: -1}
}

// settle gives a party without a country that of the nationality or place in its noun phrase.
func (r *reader) settle(p *dragoman.Party, n int32) {
	t := &r.tree
	for k := t.first[n]; k >= 0; k = t.next[k] {
		switch t.rel(k) {
		case dragoman.RelAmod, dragoman.RelCompound, dragoman.RelNmod, dragoman.RelAppos:
		case dragoman.RelNmodPoss:
			if others[t.lemma(n)] {
				continue
			}
		default:
			continue
		}
		land := ""
		if b := r.basedIn(k); b >= 0 {
			land = r.d.Places[b].Country
		} else if q := r.placeAt[k]; q >= 0 {
			land = r.d.Places[q].Country
		} else if r.located(k) {
			continue // "demonstrators outside the Israeli embassy"
		} else if m := r.mentionAt[k]; m >= 0 && r.d.Mentions[m].Chain >= 0 {
			if i := r.d.Chains[r.d.Mentions[m].Chain].Party; i >= 0 {
				land = r.d.Parties[i].Country
			}
		}
		if land != "" {
			p.Country = land
			p.Code = strings.TrimSpace(land + " " + p.Code)
			return
		}
	}
}

// basedIn is the place of "Surabaya-based" at its participle k, or -1.
func (r *reader) basedIn(k int32) int32 {
	t := &r.tree
	if k < 2 || !t.is(k-1, "-") || !t.is(k, "based") && !t.is(k, "registered") && !t.is(k, "headquartered") {
		return -1
	}
	return r.placeAt[k-2]
}

// halves are the states that share a name: "the two Koreas".
var halves = map[string][2]string{"Koreas": {"PRK", "KOR"}, "Sudans": {"SDN", "SSD"}, "Congos": {"COD", "COG"}}
