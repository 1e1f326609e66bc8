package score

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"text/tabwriter"
)

// Print writes the agreement for people: a line a layer, then a line a type or relation.
func (a *Agreement) Print(w io.Writer, differences bool) error {
	out := tabwriter.NewWriter(w, 0, 8, 2, ' ', 0)
	fmt.Fprintf(out, "texts\t%d\tthe same in all layers\t%d\n\nlayer\tkappa\tobserved\tjudged\n", a.Texts, a.Same)
	for _, row := range []struct {
		name string
		k    *Kappa
	}{{"event type", &a.Type}, {"relation", &a.Relation}, {"modality", &a.Modality}, {"mode", &a.Mode}, {"change", &a.Change}} {
		fmt.Fprintf(out, "%s\t%.3f\t%.3f\t%d\n", row.name, row.k.Kappa, row.k.Observed, row.k.N)
	}
	fmt.Fprintf(out, "\nlayer\tF1\tboth\tfirst only\tsecond only\n")
	for _, row := range []struct {
		name string
		p    PRF
	}{{"dyad", a.Dyad}, {"standing", a.Standing}, {"magnitude", a.Magnitude}} {
		fmt.Fprintf(out, "%s\t%.3f\t%d\t%d\t%d\n", row.name, row.p.F1, row.p.Right, row.p.Missing, row.p.Wrong)
	}
	fmt.Fprintf(out, "\ntype or relation\tkappa\tobserved\tjudged\n")
	for _, name := range slices.Sorted(maps.Keys(a.ByType)) {
		k := a.ByType[name]
		fmt.Fprintf(out, "%s\t%.3f\t%.3f\t%d\n", name, k.Kappa, k.Observed, k.N)
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("print agreement: %w", err)
	}
	if !differences {
		return nil
	}
	for _, line := range a.Differences {
		if _, err := fmt.Fprintln(w, line); err != nil {
			return fmt.Errorf("print differences: %w", err)
		}
	}
	return nil
}
