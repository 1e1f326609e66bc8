// Package packed packs the tables and weights that the program carries, with zstd. Equal input gives equal bytes.
package packed

import (
	"fmt"

	"github.com/klauspost/compress/zstd"

	"dragoman"
)

// Append packs data behind head, which stays as it is.
func Append(head, data []byte) []byte {
	w, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(1))
	if err != nil {
		panic(err) // its settings are wrong
	}
	return w.EncodeAll(data, head)
}

// Open returns the data that Append packed, of no more than limit bytes. The error is ErrCorrupt.
func Open(packed []byte, limit int) ([]byte, error) {
	r, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(uint64(max(limit, 1))))
	if err != nil {
		return nil, fmt.Errorf("open packed data: %w", err)
	}
	defer r.Close()
	data, err := r.DecodeAll(packed, nil)
	if err != nil {
		return nil, fmt.Errorf("open packed data: %w: %w", err, dragoman.ErrCorrupt)
	}
	return data, nil
}
