package pipeline

import (
	"dragoman"
	"dragoman/code"
)

// Version is the release, and Rank its place among all: a release that reads better than the last has a higher one.
const (
	Version = "0.1.0"
	Rank    = 1
)

// Edition is who reads with these models: the release, and a fingerprint of its models, directory and codebook.
func (m *Models) Edition() dragoman.Edition {
	id := dragoman.NewID("edition", m.Syntax.Fingerprint(), m.Mention.Fingerprint(), m.Directory.Fingerprint(), m.Gazetteer.Fingerprint(), m.Book.Fingerprint(), code.Fingerprint())
	return dragoman.Edition{Name: "dragoman/" + Version + "+" + id.String()[:12], Rank: Rank}
}
