package ledger

import (
	"context"
	"slices"
	"strings"
	"sync"

	"cel.dev/cel-go/cel"
	celast "cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
)

// Reading a record to evaluate an expression over it is dear. Those parts of an expression that must hold for the whole to
// hold, and that can be decided before, are: comparisons of numbers by the table of events, and what is asked of one party
// alone by the dictionary of parties, once for each.

// push collects those parts.
func (w *whereProgram) push(env *cel.Env, e celast.Expr, info *celast.SourceInfo) error {
	if e.Kind() == celast.CallKind {
		call := e.AsCall()
		if call.FunctionName() == operators.LogicalAnd {
			for _, arg := range call.Args() {
				if err := w.push(env, arg, info); err != nil {
					return err
				}
			}
			return nil
		}
		if w.pushNumber(call) {
			return nil
		}
	}
	for _, side := range []string{"source", "target"} {
		if !alone(e, side) {
			continue
		}
		text, err := cel.ExprToString(e, info)
		if err != nil {
			return err
		}
		ast, issues := env.Compile(text)
		if issues.Err() != nil {
			return issues.Err()
		}
		program, err := env.Program(ast, cel.EvalOptions(cel.OptOptimize), cel.CostLimit(mostCost))
		if err != nil {
			return err
		}
		w.sides = append(w.sides, &sideTest{side: side, where: &whereProgram{source: text, program: program}, known: map[int64]bool{}})
	}
	return nil
}

func (w *whereProgram) pushNumber(call celast.CallExpr) bool {
	op, ok := map[string]string{operators.Less: "<", operators.LessEquals: "<=", operators.Greater: ">", operators.GreaterEquals: ">=", operators.Equals: "="}[call.FunctionName()]
	if !ok || len(call.Args()) != 2 || call.Args()[0].Kind() != celast.SelectKind || call.Args()[1].Kind() != celast.LiteralKind {
		return false
	}
	field := call.Args()[0].AsSelect()
	if field.Operand().Kind() != celast.IdentKind || field.Operand().AsIdent() != "event" {
		return false
	}
	switch name := field.FieldName(); name {
	case "intensity", "score", "quad":
		switch v := call.Args()[1].AsLiteral().Value().(type) {
		case float64:
			w.columns.and("e."+name+" "+op+" ?", v)
			return true
		case int64:
			w.columns.and("e."+name+" "+op+" ?", float64(v))
			return true
		}
	}
	return false
}

// alone reports whether an expression looks at one party and at nothing else, nor at its role: that is the mention's.
func alone(e celast.Expr, side string) bool {
	others := slices.DeleteFunc([]string{"event", "source", "target", "report"}, func(s string) bool { return s == side })
	seen, other := false, false
	celast.PostOrderVisit(e, celast.NewExprVisitor(func(x celast.Expr) {
		switch x.Kind() {
		case celast.IdentKind:
			seen = seen || x.AsIdent() == side
			other = other || slices.Contains(others, x.AsIdent())
		case celast.SelectKind:
			other = other || x.AsSelect().FieldName() == "role"
		}
	}))
	return seen && !other
}

// A sideTest is a part of an expression that looks at one party of an event.
type sideTest struct {
	side  string
	where *whereProgram
	mu    sync.Mutex
	known map[int64]bool // by number of the party; what it is never changes
}

// passing keeps the hits whose parties may pass. What the dictionary has clipped, and what fails to evaluate, is left to the
// whole expression.
func (t *sideTest) passing(ctx context.Context, n *names, hits []hit) ([]hit, error) {
	party := func(h *hit) int64 {
		if t.side == "source" {
			return h.source
		}
		return h.target
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	fresh := map[int64]bool{}
	for i := range hits {
		if id := party(&hits[i]); !fresh[id] {
			if _, ok := t.known[id]; !ok {
				fresh[id] = true
			}
		}
	}
	parties, err := n.partiesOf(ctx, fresh)
	if err != nil {
		return nil, err
	}
	if len(t.known)+len(fresh) > mostNames {
		clear(t.known)
	}
	for id := range fresh {
		view := &PartyView{}
		if p := parties[id]; p != nil {
			view = viewParty(&p.body)
			if p.clipped() {
				t.known[id] = true
				continue
			}
		}
		keep, err := t.where.eval(map[string]any{t.side: view})
		t.known[id] = keep || err != nil
	}
	return slices.DeleteFunc(hits, func(h hit) bool { return !t.known[party(&h)] }), nil
}

// clipped reports whether the dictionary may hold less of a party than its records do.
func (p *party) clipped() bool {
	b := &p.body
	return max(len(b.Name), len(b.Actor), len(b.Code), len(b.Country)) > mostIndexed-4 || len(b.Sectors) >= mostSectors ||
		strings.Contains(b.Name+b.Actor+b.Code+b.Country, "\uFFFD")
}
