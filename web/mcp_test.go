package web_test

import (
	"encoding/json"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// TestMCP calls each tool as a language model's client does; every record that an answer holds can be cited.
func TestMCP(t *testing.T) {
	d := openDesk(t)
	_, record, _ := d.aReport(t)
	here, there := mcp.NewInMemoryTransports()
	server, err := d.MCP().Connect(t.Context(), there, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	client, err := mcp.NewClient(&mcp.Implementation{Name: "test"}, nil).Connect(t.Context(), here, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	tools, err := client.ListTools(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, tool := range tools.Tools {
		names = append(names, tool.Name)
		if !tool.Annotations.ReadOnlyHint {
			t.Errorf("tool %s does not say that it only reads", tool.Name)
		}
	}
	slices.Sort(names)
	if want := []string{"code_text", "diff", "evidence", "find_events", "standing_as_of", "timeline", "who"}; !slices.Equal(names, want) {
		t.Errorf("tools %q, want %q", names, want)
	}
	for _, c := range []struct {
		tool string
		args map[string]any
		says []string
	}{
		{"code_text", map[string]any{"text": "France accused Mali of attacks on Monday.", "published": "2025-11-12"}, []string{`"id"`, "France accused Mali"}},
		{"find_events", map[string]any{"actor": "SYR", "types": []string{"CONSULT"}}, []string{record, `"sentence"`}},
		{"standing_as_of", map[string]any{"actor": "Syria", "as_of": "2025-12-01"}, []string{"holds_office", `"evidence"`}},
		{"timeline", map[string]any{"actor": "Syria", "newest": true}, []string{`"sentence"`}},
		{"diff", map[string]any{"actor": "Syria", "before": "2024-01-01", "after": "2025-12-01"}, []string{`"change"`, `"sentence"`}},
		{"evidence", map[string]any{"id": record}, []string{`"trigger"`, "al-Sharaa"}},
		{"who", map[string]any{"words": "the Syrian leader", "on": "2025-11-10"}, []string{"person/ahmed-al-sharaa"}},
	} {
		res, err := client.CallTool(t.Context(), &mcp.CallToolParams{Name: c.tool, Arguments: c.args})
		if err != nil {
			t.Errorf("%s: %v", c.tool, err)
			continue
		}
		text, err := json.Marshal(res)
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range c.says {
			if res.IsError || !strings.Contains(strings.ReplaceAll(string(text), `\"`, `"`), want) {
				t.Errorf("%s: no %q in %.300s", c.tool, want, text)
			}
		}
	}
	if res, err := client.CallTool(t.Context(), &mcp.CallToolParams{Name: "find_events", Arguments: map[string]any{"from": "yesterday"}}); err != nil || !res.IsError {
		t.Errorf("a bad day: %v %v", res, err)
	}
}

// TestMCPOverHTTP: the same tools answer at /mcp.
func TestMCPOverHTTP(t *testing.T) {
	d := openDesk(t)
	server := httptest.NewServer(d.Handler())
	defer server.Close()
	client, err := mcp.NewClient(&mcp.Implementation{Name: "test"}, nil).Connect(t.Context(), &mcp.StreamableClientTransport{Endpoint: server.URL + "/mcp"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	res, err := client.CallTool(t.Context(), &mcp.CallToolParams{Name: "who", Arguments: map[string]any{"words": "NATO"}})
	if err != nil || res.IsError {
		t.Fatalf("who: %v %v", res, err)
	}
}
