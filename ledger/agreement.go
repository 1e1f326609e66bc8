package ledger

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"

	"dragoman"
)

// An Agreement says how far persons agree in their judgements, and how often the records they judged were right.
type Agreement struct {
	Judged int `json:"judged"` // records with at least one judgement
	// Alpha is Krippendorff's alpha for nominal data over all persons and records ("Computing Krippendorff's
	// Alpha-Reliability", 2011); null where no record was judged twice, or all verdicts are the same.
	Alpha     *float64    `json:"krippendorff_alpha"`
	Pairs     []Pair      `json:"pairs"`
	Types     []Precision `json:"types"`
	Rules     []Precision `json:"rules"`
	Precision float64     `json:"precision"` // accepted of judged, all types
}

// A Pair of persons, and Cohen's kappa over the records that both judged ("A Coefficient of Agreement for Nominal Scales", 1960).
type Pair struct {
	A       string   `json:"a"`
	B       string   `json:"b"`
	Records int      `json:"records"`
	Agreed  int      `json:"agreed"`
	Kappa   *float64 `json:"kappa"` // null where chance alone agrees fully
}

// A Precision is the share of a type's or a rule's judged records that were accepted. A record that several persons judged
// is right where more accept it than not.
type Precision struct {
	Name      string  `json:"name"`
	Judged    int     `json:"judged"`
	Right     int     `json:"right"`
	Precision float64 `json:"precision"`
}

type judgementRow struct {
	Judgement
	judged  int64 // the assertion that was judged
	verdict int
}

// judgements fetches judgements in order; where has "(?)" for the list of keys.
func (l *Ledger) judgements(ctx context.Context, where string, keys []int64) ([]judgementRow, error) {
	var out []judgementRow
	const columns = `SELECT j.seq, j.record, d.hash, t.term, j.verdict, j.judged, j.reason FROM judgements j JOIN docs d ON d.id = j.doc JOIN terms t ON t.id = j.person WHERE `
	scan := func(r *sql.Rows) error {
		var j judgementRow
		var record, doc []byte
		if err := r.Scan(&j.Seq, &record, &doc, &j.Person, &j.verdict, &j.judged, &j.Reason); err != nil {
			return err
		}
		j.Verdict = verdicts[j.verdict]
		var err error
		if j.Record, err = idOf(record); err != nil {
			return err
		}
		j.Doc, err = idOf(doc)
		out = append(out, j)
		return err
	}
	err := in(ctx, l.store, l.store.r, columns+where+" ORDER BY j.seq", keys, scan)
	return out, err
}

// Judgements returns all judgements in order.
func (l *Ledger) Judgements(ctx context.Context) ([]Judgement, error) {
	rows, err := l.judgementRows(ctx)
	out := make([]Judgement, len(rows))
	for i, r := range rows {
		out[i] = r.Judgement
	}
	return out, err
}

func (l *Ledger) judgementRows(ctx context.Context) ([]judgementRow, error) {
	var top int64
	if err := l.store.readOne(ctx, "SELECT coalesce(max(seq), 0) FROM judgements", nil, &top); err != nil {
		return nil, fmt.Errorf("judgements: %w", err)
	}
	rows, err := l.judgements(ctx, "j.seq <= (?)", []int64{top})
	if err != nil {
		return nil, fmt.Errorf("judgements: %w", err)
	}
	return rows, nil
}

// Agreement computes how far persons agree and how precise types and rules are; of several verdicts of one person on one
// record the last counts.
func (l *Ledger) Agreement(ctx context.Context) (*Agreement, error) {
	rows, err := l.judgementRows(ctx)
	if err != nil {
		return nil, err
	}
	type unit struct{ doc, record dragoman.ID }
	table := map[unit]map[string]int{}
	judged := map[unit]int64{}
	for _, j := range rows {
		u := unit{j.Doc, j.Record}
		if table[u] == nil {
			table[u] = map[string]int{}
		}
		table[u][j.Person] = j.verdict
		judged[u] = j.judged
	}
	units := make([]map[string]int, 0, len(table))
	lines, err := l.lines(ctx, sortedUnique(slices.Collect(maps.Values(judged))))
	if err != nil {
		return nil, fmt.Errorf("agreement: %w", err)
	}
	bySeq := map[int64]*Line{}
	for i := range lines {
		bySeq[lines[i].Seq] = &lines[i]
	}
	a := &Agreement{Judged: len(table), Pairs: []Pair{}}
	types, rules := map[string]*Precision{}, map[string]*Precision{}
	right := 0
	for u, votes := range table {
		units = append(units, votes)
		accepted := 0
		for _, v := range votes {
			if verdicts[v] == Accept {
				accepted++
			}
		}
		ok := 2*accepted > len(votes)
		if ok {
			right++
		}
		line := bySeq[judged[u]]
		typ := ""
		if line.Event != nil {
			typ = line.Event.Type
		} else if line.Standing != nil {
			typ = line.Standing.Relation
		}
		tally(types, typ, ok)
		if v := evidenceOf(line); v != nil {
			tally(rules, v.Rule, ok)
		}
	}
	if len(table) > 0 {
		a.Precision = float64(right) / float64(len(table))
	}
	a.Types, a.Rules = precisions(types), precisions(rules)
	a.Pairs = pairs(units)
	a.Alpha = krippendorff(units)
	return a, nil
}

func tally(m map[string]*Precision, name string, ok bool) {
	p := m[name]
	if p == nil {
		p = &Precision{Name: name}
		m[name] = p
	}
	p.Judged++
	if ok {
		p.Right++
	}
}

func precisions(m map[string]*Precision) []Precision {
	out := make([]Precision, 0, len(m))
	for _, p := range m {
		p.Precision = float64(p.Right) / float64(p.Judged)
		out = append(out, *p)
	}
	slices.SortFunc(out, func(a, b Precision) int {
		return cmp.Or(cmp.Compare(b.Judged, a.Judged), cmp.Compare(a.Name, b.Name))
	})
	return out
}

// pairs computes Cohen's kappa for each two persons with records in common: (agreed - by chance) / (1 - by chance).
func pairs(units []map[string]int) []Pair {
	people := map[string]bool{}
	for _, u := range units {
		for p := range u {
			people[p] = true
		}
	}
	names := sortedKeys(people)
	out := []Pair{}
	for i, a := range names {
		for _, b := range names[i+1:] {
			p := Pair{A: a, B: b}
			var ofA, ofB [3]float64
			for _, u := range units {
				x, okA := u[a]
				y, okB := u[b]
				if !okA || !okB {
					continue
				}
				p.Records++
				ofA[x]++
				ofB[y]++
				if x == y {
					p.Agreed++
				}
			}
			if p.Records == 0 {
				continue
			}
			n := float64(p.Records)
			chance := 0.0
			for v := range ofA {
				chance += ofA[v] / n * ofB[v] / n
			}
			if chance < 1 {
				k := (float64(p.Agreed)/n - chance) / (1 - chance)
				p.Kappa = &k
			}
			out = append(out, p)
		}
	}
	return out
}

// krippendorff computes alpha = 1 - observed disagreement / expected disagreement from the matrix of coincidences.
func krippendorff(units []map[string]int) *float64 {
	var o [3][3]float64
	for _, u := range units {
		m := float64(len(u))
		if m < 2 {
			continue
		}
		var count [3]float64
		for _, v := range u {
			count[v]++
		}
		for c := range count {
			for k := range count {
				pairs := count[c] * count[k]
				if c == k {
					pairs = count[c] * (count[c] - 1)
				}
				o[c][k] += pairs / (m - 1)
			}
		}
	}
	var n, observed, expected float64
	var of [3]float64
	for c := range o {
		for k := range o {
			of[c] += o[c][k]
			n += o[c][k]
			if c != k {
				observed += o[c][k]
			}
		}
	}
	for c := range of {
		for k := range of {
			if c != k {
				expected += of[c] * of[k]
			}
		}
	}
	if n < 2 || expected == 0 {
		return nil
	}
	a := 1 - (n-1)*observed/expected
	return &a
}
