package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

var update = flag.Bool("update", false, "rewrite docs/cli.md from the verbs")

const cliDoc = "../../docs/cli.md"

// TestCLIDoc holds docs/cli.md to the verbs and their flags: it is written from them.
func TestCLIDoc(t *testing.T) {
	var c cli
	parser, err := newParser(&c, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	b.WriteString("# The command line\n\n")
	b.WriteString("This page is written from the verbs: `go test ./cmd/dragoman -run CLIDoc -update`. Every verb also has `--help`.\n\n")
	b.WriteString("Exit codes: 0 all done; 1 some input was wrong or not found, the rest was done; 2 the call is wrong, nothing was done; " +
		"3 a file of ours is damaged, a disk is full, or a defect; 130 stopped by Ctrl-C, what was finished is kept.\n")
	for _, node := range parser.Model.Leaves(true) {
		writeVerb(&b, node)
	}
	if *update {
		if err := os.WriteFile(cliDoc, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(cliDoc)
	if err != nil || !bytes.Equal(got, b.Bytes()) {
		t.Errorf("docs/cli.md does not say what the verbs are: run go test ./cmd/dragoman -run CLIDoc -update (%v)", err)
	}
}

// writeVerb writes a verb's section: what it does, its arguments and flags, its examples.
func writeVerb(b *bytes.Buffer, node *kong.Node) {
	fmt.Fprintf(b, "\n## %s\n\n%s\n", node.FullPath(), node.Help)
	for _, p := range node.Positional {
		fmt.Fprintf(b, "\n- `%s` %s", p.Summary(), p.Help)
	}
	for _, group := range node.AllFlags(true) {
		for _, f := range group {
			if f.Name == "help" {
				continue
			}
			fmt.Fprintf(b, "\n- `--%s` %s", f.Name, f.Help)
			if f.HasDefault && f.Default != "" && f.Default != "0" {
				fmt.Fprintf(b, " Default `%s`.", f.Default)
			}
			if len(f.Envs) > 0 {
				fmt.Fprintf(b, " Also from `%s`.", strings.Join(f.Envs, "`, `"))
			}
		}
	}
	b.WriteString("\n")
	if node.Detail != "" {
		before, examples, found := strings.Cut(node.Detail, "Example")
		if s := strings.TrimSpace(before); s != "" {
			fmt.Fprintf(b, "\n%s\n", s)
		}
		if found {
			_, examples, _ = strings.Cut(examples, "\n")
			fmt.Fprintf(b, "\n```sh\n%s\n```\n", dedent(examples))
		}
	}
}

func dedent(s string) string {
	var lines []string
	for line := range strings.Lines(s) {
		lines = append(lines, strings.TrimSpace(line))
	}
	return strings.Join(lines, "\n")
}
