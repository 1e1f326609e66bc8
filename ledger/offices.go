package ledger

import (
	"context"
	"database/sql"

	"dragoman"
)

// officeOf is the office that a draft is of, where only one can hold it.
func (b *factBook) officeOf(d *draft) (factKey, bool) {
	k := d.key
	k.subject = 0
	return k, d.mod == dragoman.Done && k.value != 0 && k.object != 0 && exclusive(b.terms[k.value])
}

// loadRivals fetches who else is said to hold offices.
func (b *factBook) loadRivals(ctx context.Context, offices map[factKey][]*draft) error {
	var objects, relations, values []int64
	for k := range offices {
		objects, relations, values = append(objects, k.object), append(relations, k.relation), append(values, k.value)
	}
	if len(offices) == 0 {
		return nil
	}
	var c, inner clause
	inner.oneOf("object", sortedUnique(objects))
	inner.oneOf("relation", sortedUnique(relations))
	inner.oneOf("value", sortedUnique(values))
	var rivals []int64
	err := b.l.store.rows(ctx, b.l.store.r, "SELECT id, relation, object, value FROM facts WHERE "+inner.String(), nil, func(r *sql.Rows) error {
		var fact int64
		var k factKey
		err := r.Scan(&fact, &k.relation, &k.object, &k.value)
		if _, asked := offices[k]; asked && b.told[fact] == nil {
			rivals = append(rivals, fact)
		}
		return err
	})
	if err != nil || len(rivals) == 0 {
		return err
	}
	c.oneOf("f.id", rivals)
	return b.fetch(ctx, c)
}

// contest sets the holders of the offices in an answer against all others who are said to hold them.
func (b *factBook) contest(ctx context.Context, answer []*draft, drafts map[int64][]*draft, v dragoman.Date) error {
	offices := map[factKey][]*draft{}
	for _, d := range answer {
		if k, ok := b.officeOf(d); ok {
			offices[k] = nil
		}
	}
	if err := b.loadRivals(ctx, offices); err != nil || len(offices) == 0 {
		return err
	}
	for fact, k := range b.keys {
		k.subject = 0
		if _, asked := offices[k]; !asked {
			continue
		}
		if drafts[fact] == nil {
			drafts[fact] = draftsOf(fact, b.keys[fact], b.told[fact])
		}
		for _, d := range drafts[fact] {
			if d.mod == dragoman.Done {
				d.out.Status = d.statusOn(v)
				offices[k] = append(offices[k], d)
			}
		}
	}
	for _, ds := range offices {
		rivals(ds, v)
	}
	return nil
}
