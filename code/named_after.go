package code

import (
	"dragoman"
	"dragoman/codebook"
)

// impersonal are nouns for bodies, which are no person, whatever name the parser hangs on them.
var impersonal = setOf(`army navy police force service agency bureau department ministry party movement militia government parliament court council committee
	commission company firm bank union alliance coalition country state city town village province region`)

// namedAfter is the mention of the person named behind a comma whom the noun n describes, where the parser hung the name on what stands between: "the
// general who leads the army, Abdel Fattah al-Burhan, refused". -1 for none.
func (r *reader) namedAfter(n int32) int32 {
	t := &r.tree
	if t.upos(n) != dragoman.NOUN || t.xpos(n) != dragoman.NN || r.classOf(n)&(codebook.Leader|codebook.Official|codebook.Person|codebook.Armed) == 0 {
		return -1
	}
	sent := &r.d.Sentences[t.sent[n]]
	for k := n + 2; k < sent.End && k < n+reach; k++ {
		m := r.mentionAt[k]
		if m >= 0 && r.d.Mentions[m].First == n+2 && t.rel(k) == dragoman.RelConj && t.head(k) == t.head(n) && t.child(k, dragoman.RelCc) < 0 && t.child(k, dragoman.RelConj) < 0 &&
			r.d.Mentions[m].Kind == dragoman.Name && r.d.Mentions[m].Type == dragoman.PersonEntity && t.is(n+1, ",") && r.isParty(m) && r.closed(sent, r.d.Mentions[m].End) {
			return m // "tore into the speaker, Nancy Pelosi, calling her a hack": nothing joins her to the verb
		}
		if m < 0 || t.rel(k) != dragoman.RelAppos || r.d.Mentions[m].Kind != dragoman.Name || r.d.Mentions[m].Type != dragoman.PersonEntity {
			continue
		}
		h := t.head(k)
		if h <= n || !t.under(h, n) || r.classOf(h)&(codebook.Person|codebook.Leader|codebook.Official) != 0 || !t.is(r.d.Mentions[m].First-1, ",") {
			return -1
		}
		if a := r.mentionAt[n]; a >= 0 && r.partyOf(a).Code != "" && r.isParty(m) && r.partyOf(m).Code == "" || !r.closed(sent, r.d.Mentions[m].End) {
			return -1 // more is known of "the bishop of Matagalpa" than of his name
		}
		return m
	}
	return -1
}
