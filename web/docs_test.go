package web_test

import (
	"os"
	"strings"
	"testing"
)

// TestDocs reads the docs: every route of the API and every metric occurs in them.
func TestDocs(t *testing.T) {
	d := openDesk(t)
	api, err := os.ReadFile("../docs/api.md")
	if err != nil {
		t.Fatal(err)
	}
	guide, err := os.ReadFile("../docs/desk.md")
	if err != nil {
		t.Fatal(err)
	}
	var description struct {
		Openapi string
		Paths   map[string]map[string]struct{ Summary string }
	}
	d.json(t, "/openapi.json", &description)
	if !strings.HasPrefix(description.Openapi, "3.1") || len(description.Paths) < 18 {
		t.Errorf("OpenAPI %s with %d paths", description.Openapi, len(description.Paths))
	}
	for path, methods := range description.Paths {
		for method, op := range methods {
			if line := strings.ToUpper(method) + " " + path + "`"; !strings.Contains(string(api), line) || op.Summary == "" {
				t.Errorf("docs/api.md has no %s", line)
			}
		}
	}
	for line := range strings.Lines(d.call("GET", "/metrics", "").Body.String()) {
		if name, ok := strings.CutPrefix(line, "# TYPE dragoman_"); ok {
			name, _, _ = strings.Cut(name, " ")
			if !strings.Contains(string(guide), "`dragoman_"+name+"`") {
				t.Errorf("docs/desk.md has no dragoman_%s", name)
			}
		}
	}
}
