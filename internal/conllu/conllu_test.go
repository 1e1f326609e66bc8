package conllu

import (
	"strings"
	"testing"

	"dragoman"
)

const sample = `# newdoc id = one
# sent_id = one-1
1-2	Don't	_	_	_	_	_	_	_	_
1	Do	do	AUX	VB	_	3	aux	_	_
2	n't	not	PART	RB	_	3	advmod	_	_
3	go	go	VERB	VB	_	0	root	_	SpaceAfter=No
3.1	gone	go	VERB	VBN	_	_	_	_	_
4	.	.	PUNCT	.	_	3	punct	_	_

# sent_id = one-2
1	Stop	stop	VERB	VB	_	0	root	_	_
`

func TestReadAndAppend(t *testing.T) {
	var d dragoman.Document
	for s, err := range Read(strings.NewReader(sample)) {
		if err != nil {
			t.Fatal(err)
		}
		s.Append(&d, false)
	}
	if want := "Don't go.\nStop"; d.Text != want {
		t.Errorf("text %q, want %q", d.Text, want)
	}
	if got := d.Word(1) + " " + d.Lemmas[1] + " " + d.Tokens[1].Deprel.String(); got != "n't not advmod" {
		t.Errorf("token 1 is %q", got)
	}
	if d.Tokens[1].Head != 2 || d.Tokens[2].Head != -1 || d.Sentences[1].First != 4 {
		t.Errorf("heads or sentences are off: %+v %+v", d.Tokens, d.Sentences)
	}
}

func TestReadNamesTheLine(t *testing.T) {
	for _, err := range Read(strings.NewReader("# sent_id = x\n1\tone\n")) {
		if err == nil || !strings.Contains(err.Error(), "line 2: 2 columns") {
			t.Errorf("error %v", err)
		}
	}
}
