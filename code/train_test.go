package code

import (
	"bytes"
	"testing"
)

func TestClassifierReadsBack(t *testing.T) {
	examples := []Example{{Features: []uint32{1, 2}, Class: "AID", Key: 7}, {Features: []uint32{1, 3}, Class: "REJECT", Key: 8}, {Features: []uint32{2}, Class: "AID", Key: 9},
		{Features: []uint32{3, 5}, Class: "REJECT", Key: 11, Weight: 0.5}}
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
	data, _ := Train([]Example{{Features: []uint32{1}, Class: "AID", Key: 7}, {Features: []uint32{2}, Class: "REJECT", Key: 8}, {Features: []uint32{1, 2}, Class: "AID", Key: 9}}).MarshalBinary()
	f.Add(data)
	f.Fuzz(func(t *testing.T, b []byte) {
		if c, err := ReadClassifier(b); err == nil {
			c.Classify([]uint32{1, 2, 3})
		}
	})
}
