package segment

import (
	"strings"
	"testing"
)

// TestLongInputs segments text that would take hours if any step looked at more than a bounded part of it again.
func TestLongInputs(t *testing.T) {
	const size = 1 << 19
	for _, unit := range []string{`"`, "'", "“a", ".", "a.", "A.B", "x@", "http:", "http://)", "1-", "1.", "[1]", "a-", "-", "\u0301", "\u200d", "?\" ", "Mr. ", "a\n", "By A\n",
		"A B C: ", "non-", "日", "word word word word word word word word.\n", "A, ", "( ", ": -", "é"} {
		checkSpans(t, strings.Repeat(unit, size/len(unit)))
	}
}
