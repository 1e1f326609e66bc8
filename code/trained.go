package code

import (
	_ "embed"
	"sync"
)

//go:embed pairs.bin
var pairs []byte

// Trained returns the classifier that Dragoman ships, made by `dragoman train code`.
var Trained = sync.OnceValues(func() (*Classifier, error) { return ReadClassifier(pairs) })
