package codebook

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
)

// Fingerprint names a book by a hash of its frames as they print: part of the edition that reads with it.
func (b *Book) Fingerprint() string {
	h := sha256.New()
	for _, f := range b.Frames {
		_, _ = io.WriteString(h, f.Rule()+"\n"+f.String()+"\n") // a hash never fails
	}
	return hex.EncodeToString(h.Sum(nil))
}
