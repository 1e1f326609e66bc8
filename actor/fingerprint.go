package actor

import (
	"crypto/sha256"
	"encoding/hex"
)

// Fingerprint names the built-in directory by a hash of its files: part of the edition that reads with it.
func (d *Directory) Fingerprint() string {
	h := sha256.New()
	h.Write(compiled)
	h.Write([]byte(roleText))
	return hex.EncodeToString(h.Sum(nil))
}
