package dragoman_test

import (
	"os/exec"
	"path"
	"slices"
	"strings"
	"testing"
)

// mayImport is the table of docs/design.md: which packages of ours each may import. The root may be imported by all.
var mayImport = map[string][]string{
	"country":           {},
	"internal/conllu":   {},
	"internal/inflect":  {},
	"internal/npm":      {},
	"internal/packed":   {},
	"intake":            {},
	"segment":           {},
	"truecase":          {},
	"syntax":            {"internal/conllu", "internal/inflect", "internal/packed"},
	"mention":           {"internal/conllu", "internal/packed", "country"},
	"actor":             {"country", "internal/packed"},
	"setting":           {"country"},
	"codebook":          {},
	"code":              {"codebook", "country", "internal/inflect", "internal/packed"},
	"ledger":            {"country"},
	"pipeline":          {"codebook", "country", "segment", "truecase", "syntax", "mention", "actor", "setting", "code"},
	"export":            {"codebook", "country"},
	"feed":              {"intake"},
	"watch":             {"ledger"},
	"client":            {},
	"web":               {"codebook", "pipeline", "ledger", "export", "intake", "actor", "code", "country", "watch"},
	"worker":            {"pipeline", "ledger", "intake"},
	"mention/compile":   {"mention", "segment", "internal/npm"}, // it splits names as text is split
	"setting/compile":   {"setting", "country", "internal/npm"},
	"internal/standard": {"pipeline"},
	"internal/score":    nil, // measures every stage
	"cmd/dragoman":      nil, // the door: anything
}

// onlyThere holds outside packages that one package alone may know, and why.
var onlyThere = []struct{ prefix, owner, why string }{
	{"modernc.org/sqlite", "ledger", "only the ledger knows a database"},
	{"github.com/jackc/pgx", "ledger", "only the ledger knows a database"},
	{"database/sql", "ledger", "only the ledger knows a database"},
	{"github.com/nats-io", "worker", "only the worker knows NATS"},
	{"github.com/danielgtaylor/huma", "web", "only web serves HTTP"},
	{"github.com/alecthomas/kong", "cmd/dragoman", "only cmd knows flags"},
}

func TestLayout(t *testing.T) {
	out, err := exec.Command("go", "list", "-f", `{{.ImportPath}} {{join .Imports " "}}`, "./...").Output()
	if err != nil {
		t.Fatalf("list packages: %v", err)
	}
	for line := range strings.Lines(string(out)) {
		fields := strings.Fields(line)
		pkg := strings.TrimPrefix(strings.TrimPrefix(fields[0], "dragoman"), "/")
		if slices.Contains([]string{"util", "common", "core", "helper", "types", "base", "misc"}, path.Base(pkg)) {
			t.Errorf("package %s: the name says nothing of its job", pkg)
		}
		checkImports(t, pkg, fields[1:])
	}
}

func checkImports(t *testing.T, pkg string, imports []string) {
	t.Helper()
	allowed, known := mayImport[pkg]
	for _, imp := range imports {
		if ours, ok := strings.CutPrefix(imp, "dragoman/"); ok {
			// A compiler of a package's own tables is a command below it: it may import its package and what that may.
			owner, isCommand := strings.CutSuffix(pkg, "/compile")
			if pkg == "" {
				t.Errorf("the root imports %s: it holds nouns and imports the standard library alone", imp)
			} else if !known && !isCommand {
				t.Errorf("package %s is not in the table of docs/design.md: add it with its job", pkg)
			} else if known && allowed != nil && !slices.Contains(allowed, ours) {
				t.Errorf("%s imports %s: stages meet only in Document; see the table of docs/design.md", pkg, ours)
			} else if !known && isCommand && ours != owner && !slices.Contains(mayImport[owner], ours) {
				t.Errorf("%s imports %s, which %s may not", pkg, ours, owner)
			}
		}
		for _, only := range onlyThere {
			if strings.HasPrefix(imp, only.prefix) && pkg != only.owner {
				t.Errorf("%s imports %s: %s", pkg, imp, only.why)
			}
		}
	}
}
