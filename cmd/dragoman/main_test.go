package main

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"dragoman": func() { os.Exit(run(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) },
	})
}

// TestExitCodes tells a wrong call, of which nothing was done, from input that is wrong or missing, and from a defect.
func TestExitCodes(t *testing.T) {
	t.Chdir(t.TempDir())
	for name, text := range map[string]string{"report.txt": "Kenya expelled two Rwandan diplomats.", "text.db": "This is no ledger.", "taken/x": ""} {
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		want int
		call string
	}{
		{exitOK, "add report.txt --quiet"},
		{exitOK, "events --box=-1,29,5,31"},
		{exitUsage, "code report.txt --published 11/11/2025"},
		{exitUsage, "add report.txt --published 2025-02-30"},
		{exitUsage, "submit report.txt --published soon"},
		{exitUsage, "events --from 2025-13"},
		{exitUsage, "events --from 2025 --to 2024"},
		{exitUsage, "events --quad 9"},
		{exitUsage, "events --modality maybe"},
		{exitUsage, "events --box 1,2,3"},
		{exitUsage, "events --where event.foo"},
		{exitUsage, "events --known-at soon"},
		{exitUsage, "events --cursor x"},
		{exitUsage, "events --limit=-1"},
		{exitUsage, "counts --quad 0"},
		{exitUsage, "standing Kenya --as-of soon"},
		{exitUsage, "diff Kenya --between 2025-01-01"},
		{exitUsage, "diff Kenya --between 2025-01-01,2024-01-01"},
		{exitUsage, "show x"},
		{exitUsage, "judge x reject --as ana"},
		{exitUsage, "who HTS --on soon"},
		{exitUsage, "baseline --until soon"},
		{exitUsage, "export --format parquet"},
		{exitUsage, "watch"},
		{exitUsage, "watch --where x"},
		{exitUsage, "serve --listen nowhere"},
		{exitInput, "code gone.txt"},
		{exitInput, "events --db gone.db"},
		{exitInput, "events --db text.db"},
		{exitInput, "show 0f3c6d5b8a7e4c21a5f60b1d9e8c7a64"},
		{exitInput, "who frob"},
		{exitInput, "export --format csv gone.jsonl"},
		{exitInput, "export --format csv --out taken"},
		{exitInput, "export --format parquet --out taken"},
	} {
		var stderr strings.Builder
		if got := run(t.Context(), strings.Fields(c.call), strings.NewReader(""), io.Discard, &stderr); got != c.want {
			t.Errorf("dragoman %s: exit code %d, want %d: %s", c.call, got, c.want, stderr.String())
		}
	}
}

// TestScripts runs the verbs as a person would: a case a file.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			wd, err := os.Getwd()
			env.Setenv("REPO", wd+"/../..")
			return err
		},
	})
}
