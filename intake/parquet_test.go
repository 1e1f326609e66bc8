package intake

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress"
	"github.com/parquet-go/parquet-go/encoding"

	"dragoman"
)

type parquetReport struct {
	ID        string  `parquet:"id"`
	Text      *string `parquet:"text,optional"`
	Source    string  `parquet:"source"`
	Published int32   `parquet:"published,date"`
	Other     float64 `parquet:"score"`
}

// parquetFile writes n rows, one in seven without a text.
func parquetFile(t testing.TB, n int, options ...parquet.WriterOption) []byte {
	t.Helper()
	var b bytes.Buffer
	w := parquet.NewGenericWriter[parquetReport](&b, options...)
	rng := rand.New(rand.NewPCG(1, 2))
	for i := range n {
		text := fmt.Sprintf("Kenya expelled %d diplomats. %s", i, strings.Repeat("It did. ", rng.IntN(40)))
		r := parquetReport{ID: fmt.Sprint("row-", i), Text: &text, Source: []string{"AFP", "AP", "Reuters"}[rng.IntN(3)], Published: 19849 + int32(i%9)}
		if i%7 == 6 {
			r.Text = nil
		}
		if _, err := w.Write([]parquetReport{r}); err != nil {
			t.Fatal(err)
		}
		if i == n/2 {
			if err := w.Flush(); err != nil { // a second row group
				t.Fatal(err)
			}
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestParquet(t *testing.T) {
	const n = 3000
	codecs := []compress.Codec{&parquet.Uncompressed, &parquet.Snappy, &parquet.Gzip, &parquet.Zstd, &parquet.Brotli, &parquet.Lz4Raw}
	encodings := []encoding.Encoding{&parquet.Plain, &parquet.RLEDictionary, &parquet.DeltaLengthByteArray, &parquet.DeltaByteArray}
	for i, codec := range codecs {
		for version := 1; version <= 2; version++ {
			enc := encodings[(i+version)%len(encodings)]
			t.Run(fmt.Sprint(codec, " ", enc, " v", version), func(t *testing.T) {
				b := parquetFile(t, n, parquet.Compression(codec), parquet.DataPageVersion(version), parquet.PageBufferSize(1<<14),
					parquet.DefaultEncodingFor(parquet.ByteArray, enc), parquet.DefaultEncodingFor(parquet.Int32, &parquet.DeltaBinaryPacked))
				got, errs := readAll(t, Options{}, write(t, "a.parquet", string(b)))
				if len(got)+len(errs) != n || len(errs) != n/7 {
					t.Fatalf("%d articles, %d errors, first %v", len(got), len(errs), errs[0])
				}
				for k, a := range got {
					i := k + k/6
					if a.Key != fmt.Sprint("row-", i) || !strings.HasPrefix(a.Text, fmt.Sprintf("Kenya expelled %d diplomats.", i)) || a.Published != dragoman.NewDate(2024, 5, 6)+dragoman.Date(i%9) || a.Source == "" {
						t.Fatalf("row %d: %+v", i, a)
					}
				}
			})
		}
	}
}
