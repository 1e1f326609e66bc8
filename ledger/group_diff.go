package ledger

import (
	"bytes"
	"slices"

	"dragoman"
)

// The difference between what the ledger has of a report and what is to be written.

// read works out what an edition's reading of a report changes.
func (g *group) read(e *Entry, ed dragoman.Edition) (Result, error) {
	res := Result{Doc: e.id}
	st := g.docs[e.id]
	if st != nil && !outranks(ed, st.edition) {
		if st.edition != ed {
			res.Outranked = st.edition.Name
		}
		return res, nil
	}
	for _, old := range g.idents[e.ident] {
		if old != st && outranks(old.edition, ed) {
			res.Outranked = old.edition.Name
			return res, nil
		}
	}
	if st == nil {
		st = g.newDoc(e, ed)
		res.New = true
	} else {
		g.redone[st.id] = g.editions[ed]
	}
	st.edition = ed
	first := g.seq + 1
	g.next.readings++
	read := make(map[dragoman.ID]bool, len(e.records))
	for i := range e.records {
		r := &e.records[i]
		read[r.id] = true
		old := st.live[r.id]
		if old != nil && (old.person || st.judged[r.id]) || old == nil && st.judged[r.words] {
			continue // a person's word stands
		}
		if old != nil && old.kind == r.kind {
			same, err := samePacked(old.body, r)
			if err != nil {
				return res, err
			}
			if same {
				continue
			}
		}
		g.assert(st, r)
		res.Written++
	}
	res.Retracted = g.retractBut(st, read)
	g.tReadings.add(g.next.readings, st.id, g.editions[ed], g.now, first, g.seq-first+1)
	for _, old := range g.idents[e.ident] {
		if old != st {
			res.Retracted += g.replace(old, ed)
		}
	}
	if g.seq >= first {
		res.First, res.Last = first, g.seq
	}
	return res, nil
}

// samePacked reports whether r says what is kept. A packer of another version may pack the same into other bytes.
func samePacked(kept []byte, r *record) (bool, error) {
	if bytes.Equal(kept, r.pack) {
		return true, nil
	}
	body, err := unpack(kept)
	return bytes.Equal(body, r.body), err
}

// newDoc adds a report.
func (g *group) newDoc(e *Entry, ed dragoman.Edition) *docState {
	g.next.docs++
	st := &docState{id: g.next.docs, hash: e.id, loaded: true, live: map[dragoman.ID]*lastLine{}, judged: map[dragoman.ID]bool{},
		pub: g.terms.must(clip(e.article.Source)), date: int64(e.article.Published)}
	st.root = g.copies.place(st.id, e)
	g.docs[e.id] = st
	var ident any
	if e.ident != 0 {
		ident = e.ident
		g.idents[e.ident] = append(g.idents[e.ident], st)
	}
	g.tDocs.add(st.id, e.id[:], ident, st.pub, st.date, g.seq, st.root, g.editions[ed], e.packed)
	g.textDocs = append(g.textDocs, st.id)
	g.texts = append(g.texts, e)
	return st
}

// replace retracts all of a report whose place another took, as a reading of its own.
func (g *group) replace(old *docState, ed dragoman.Edition) int {
	g.next.readings++
	first := g.seq + 1
	n := g.retractBut(old, nil)
	g.tReadings.add(g.next.readings, old.id, g.editions[ed], g.now, first, int64(n))
	old.edition = ed
	g.redone[old.id] = g.editions[ed]
	return n
}

// retractBut retracts the records of a report that are not in keep, but for those a person has judged.
func (g *group) retractBut(st *docState, keep map[dragoman.ID]bool) int {
	var gone []dragoman.ID
	for id, ln := range st.live {
		if !keep[id] && ln.kind != kindRetract && !ln.person && !st.judged[id] {
			gone = append(gone, id)
		}
	}
	slices.SortFunc(gone, func(a, b dragoman.ID) int { return bytes.Compare(a[:], b[:]) })
	for _, id := range gone {
		g.retract(st, id)
	}
	return len(gone)
}

func (g *group) retract(st *docState, id dragoman.ID) {
	g.seq++
	g.end(st.live[id])
	g.tAssertions.add(g.seq, g.next.readings, int64(kindRetract), int64(0), bytes.Clone(id[:]), []byte{})
	st.live[id] = &lastLine{seq: g.seq, kind: kindRetract}
}

// end says that the assertion about to be written takes the place of old.
func (g *group) end(old *lastLine) {
	if old != nil && old.kind != kindRetract {
		g.ended = append(g.ended, ending{int64(old.kind), old.fact, old.seq, g.seq})
	}
}

// assert writes one record.
func (g *group) assert(st *docState, r *record) {
	g.seq++
	old := st.live[r.id]
	g.end(old)
	ln := &lastLine{seq: g.seq, kind: r.kind, body: r.pack}
	first, snd := g.side(r.first), g.side(r.snd)
	if r.kind == kindEvent {
		g.addEvent(st, r, first, snd)
	} else {
		ln.fact = g.addStanding(st, r, first, snd)
	}
	g.tAssertions.add(g.seq, g.next.readings, int64(r.kind), ln.fact, bytes.Clone(r.id[:]), r.pack)
	st.live[r.id] = ln
}
