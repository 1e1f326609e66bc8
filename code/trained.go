package code

import (
	_ "embed"
	"sync"
)

//go:embed rerank.bin
var rerank []byte

// Trained returns the classifier that Dragoman ships, made by `dragoman train code`.
var Trained = sync.OnceValues(func() (*Classifier, error) { return ReadClassifier(rerank) })
