// Package standard gives tests the pipeline that the program codes with.
package standard

import (
	"testing"

	"dragoman/pipeline"
)

// Pipeline returns the standard models and a pipeline of them; the test ends where they cannot be had.
func Pipeline(t testing.TB) (*pipeline.Models, *pipeline.Pipeline) {
	t.Helper()
	models, err := pipeline.Load(pipeline.Options{})
	if err != nil {
		t.Fatal(err)
	}
	p, err := models.Pipeline()
	if err != nil {
		t.Fatal(err)
	}
	return models, p
}
