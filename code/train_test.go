package code

import (
	"bytes"
	"testing"
)

func TestClassifierReadsBack(t *testing.T) {
	examples := []Example{{[]uint32{1, 2}, "AID", 7}, {[]uint32{1, 3}, "REJECT", 8}, {[]uint32{2}, "AID", 9}}
	c := Train(examples)
	data, err := c.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	again, err := ReadClassifier(data)
	if err != nil {
		t.Fatal(err)
	}
	if class, p := again.Classify([]uint32{3, 99}); class != "REJECT" || p < 0.5 {
		t.Errorf("%s %.2f", class, p)
	}
	if !again.Seen(8) || again.Seen(10) {
		t.Error("the rows it was trained on are not kept")
	}
	if other, _ := Train(examples).MarshalBinary(); !bytes.Equal(data, other) {
		t.Error("the same examples give other bytes")
	}
	for n := range data {
		if _, err := ReadClassifier(data[:n]); err == nil {
			t.Fatalf("a file cut to %d bytes was read", n)
		}
	}
}

func TestTrained(t *testing.T) {
	if _, err := Trained(); err != nil {
		t.Fatal(err)
	}
}

func FuzzReadClassifier(f *testing.F) {
	data, _ := Train([]Example{{[]uint32{1}, "AID", 7}, {[]uint32{2}, "REJECT", 8}}).MarshalBinary()
	f.Add(data)
	f.Fuzz(func(t *testing.T, b []byte) {
		if c, err := ReadClassifier(b); err == nil {
			c.Classify([]uint32{1, 2, 3})
		}
	})
}
