package syntax

import (
	"crypto/sha256"
	"encoding/hex"
)

// Fingerprint names the built-in model by a hash of its file: part of the edition that reads with it.
func (m *Model) Fingerprint() string {
	sum := sha256.Sum256(englishBytes)
	return hex.EncodeToString(sum[:])
}
