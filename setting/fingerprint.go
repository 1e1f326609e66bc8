package setting

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
)

// Fingerprint names the built-in gazetteer by a hash of its file: part of the edition that reads with it.
func (g *Gazetteer) Fingerprint() string {
	h := sha256.New()
	_, _ = io.WriteString(h, embedded) // a hash never fails
	return hex.EncodeToString(h.Sum(nil))
}
