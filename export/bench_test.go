package export_test

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dragoman"
	"dragoman/export"
)

// madeUp is n records like real ones, over years days: three events to one standing.
func madeUp(n, days int) []*export.Record {
	var kinds []*export.Record
	for r, err := range export.Read(strings.NewReader(benchLines)) {
		if err != nil {
			panic(err)
		}
		kinds = append(kinds, r)
	}
	out := make([]*export.Record, n)
	first := dragoman.NewDate(2020, 1, 1)
	for i := range out {
		r := *kinds[i%len(kinds)]
		day := dragoman.Day(first + dragoman.Date(i*days/n) + dragoman.Date(i%5))
		r.Seq, r.Recorded = int64(i+1), time.Unix(1_700_000_000+int64(i), 0)
		r.Report = export.Report{ID: dragoman.NewID("doc", fmt.Sprint(i/8)), Ref: fmt.Sprintf("reports/%d.txt", i/8), Publisher: "Morning Post", Title: fmt.Sprintf("Report %d", i/8), Published: day.From + 1}
		if e := r.Event; e != nil {
			c := *e
			c.ID, c.When, c.Evidence.Doc = dragoman.NewID("event", fmt.Sprint(i)), &dragoman.When{Interval: day}, r.Report.ID
			r.Event = &c
		} else {
			c := *r.Standing
			c.ID, c.When, c.Evidence.Doc = dragoman.NewID("standing", fmt.Sprint(i)), &dragoman.When{Interval: day}, r.Report.ID
			r.Standing = &c
		}
		out[i] = &r
	}
	return out
}

// moved gives a record a later day; the record it was copied from stays.
func moved(r *export.Record, days int) {
	move := func(w *dragoman.When) *dragoman.When {
		c := *w
		c.From += dragoman.Date(days)
		c.End += dragoman.Date(days)
		return &c
	}
	if r.Event != nil {
		e := *r.Event
		e.When = move(e.When)
		r.Event = &e
	} else {
		s := *r.Standing
		s.When = move(s.When)
		r.Standing = &s
	}
}

const benchLines = `{"kind":"event","id":"85b65aeaa334d67775c617fbb9d2ef70","type":"ASSAULT","mode":"firearms","cameo":"190","quad":4,"intensity":-9,"goldstein":-10,"contexts":["military"],"source":{"name":"militiamen","code":"SDN PRM","country":"SDN","sectors":["PRM"],"text":"Militiamen","span":[0,10]},"target":{"name":"villagers","code":"SDN CVL","country":"SDN","sectors":["CVL"],"text":"villagers","span":[19,28]},"where":{"name":"Geneina","country":"SDN","admin1":"West Darfur","lat":13.45,"lon":22.45,"feature":"city","text":"Geneina","span":[34,41]},"magnitudes":[{"kind":"killed","low":12,"high":null,"unit":"people","text":"at least 12","span":[63,74]}],"modality":"done","score":0.66,"evidence":{"doc":"bb15d530c6af5dbfbcbf8e4d6aafce84","ref":"a.txt","sentence":1,"span":[0,118],"trigger":[11,15],"quote":"Militiamen shot at villagers near Geneina on Thursday, killing at least 12 and wounding 30, the United Nations said.","rule":"assault.frames:7"}}
{"kind":"event","id":"e881708e66ad15110f0bb5e84ecac54e","type":"CONSULT","mode":"phone","cameo":"041","quad":1,"intensity":1.5,"goldstein":1,"contexts":["diplomatic"],"source":{"name":"Subrahmanyam Jaishankar","actor":"person/subrahmanyam-jaishankar","code":"IND GOV","country":"IND","sectors":["GOV"],"role":"Foreign Minister of India","text":"Subrahmanyam Jaishankar","span":[362,385]},"target":{"name":"Wang Yi","actor":"person/wang-yi","code":"CHN GOV","country":"CHN","sectors":["GOV"],"role":"Foreign Minister of China","text":"Wang Yi","span":[414,421]},"modality":"done","score":0.75,"evidence":{"doc":"bb15d530c6af5dbfbcbf8e4d6aafce84","ref":"a.txt","sentence":5,"span":[338,495],"trigger":[431,436],"quote":"Indian Foreign Minister Subrahmanyam Jaishankar and his Chinese counterpart Wang Yi spoke by phone on Wednesday.","rule":"consult.frames:46"}}
{"kind":"event","id":"748b25676148965b4758d142042290b4","type":"AGREE","cameo":"037","quad":1,"intensity":2.5,"goldstein":5,"source":{"name":"Finland","actor":"country/FIN","code":"FIN","country":"FIN","wikidata":"Q33","text":"Finland","span":[0,7]},"target":{"name":"NATO","actor":"org/nato","code":"IGO MIL","country":"IGO","sectors":["MIL"],"wikidata":"Q7184","text":"NATO","span":[20,24]},"modality":"planned","attribution":{"speaker":{"name":"United Nations","actor":"org/un","country":"UNO","text":"the UN","span":[40,46]},"verb":"said"},"score":0.72,"evidence":{"doc":"bb15d530c6af5dbfbcbf8e4d6aafce84","ref":"a.txt","sentence":6,"span":[0,60],"trigger":[10,16],"quote":"Finland agreed with NATO to hold talks on the border, the UN said.","rule":"agree.frames:45"}}
{"kind":"standing","id":"483b3c67fce51341ddc4c2e1484522d3","relation":"holds_office","subject":{"name":"Wang Yi","actor":"person/wang-yi","code":"CHN GOV","country":"CHN","sectors":["GOV"],"role":"Foreign Minister of China","text":"Wang Yi","span":[414,421]},"object":{"name":"China","actor":"country/CHN","code":"CHN","country":"CHN","wikidata":"Q148","text":"Chinese","span":[33,39]},"value":"Foreign Minister","change":"hold","modality":"done","score":0.85,"evidence":{"doc":"bb15d530c6af5dbfbcbf8e4d6aafce84","ref":"a.txt","sentence":5,"span":[338,495],"trigger":[345,361],"quote":"Indian Foreign Minister Subrahmanyam Jaishankar and his Chinese counterpart Wang Yi spoke by phone on Wednesday.","rule":"office.frames:3"}}
`

// BenchmarkWrite is one record of output; the bytes are those written.
func BenchmarkWrite(b *testing.B) {
	records := madeUp(4096, 365)
	for _, f := range export.Formats() {
		b.Run(string(f), func(b *testing.B) {
			n := &counter{}
			w, err := export.New(f, n)
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				if err := w.Write(records[i%len(records)]); err != nil {
					b.Fatal(err)
				}
			}
			if err := w.Close(); err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(float64(n.n)/float64(b.N), "bytes/record")
		})
	}
}

// BenchmarkParquet is a table of 100,000 records in twelve months, and in six hundred.
func BenchmarkParquet(b *testing.B) {
	const n = 100_000
	for _, months := range []int{12, 600} {
		records := madeUp(n, months*30)
		b.Run(fmt.Sprint(months, " months"), func(b *testing.B) {
			for b.Loop() {
				w, err := export.NewParquet(filepath.Join(b.TempDir(), "out"))
				if err != nil {
					b.Fatal(err)
				}
				for i := range records {
					if err := w.Write(records[i*7919%n]); err != nil { // any order: the worst for months
						b.Fatal(err)
					}
				}
				if err := w.Close(); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "records/s")
		})
	}
}

// BenchmarkRead is reading JSON Lines.
func BenchmarkRead(b *testing.B) {
	b.SetBytes(int64(len(benchLines)) / 4)
	in := strings.Repeat(benchLines, 1000)
	for b.Loop() {
		n := 0
		for _, err := range export.Read(io.LimitReader(strings.NewReader(in), int64(len(in)))) {
			if err != nil {
				b.Fatal(err)
			}
			if n++; n == 4000 {
				break
			}
		}
		b.SetBytes(int64(len(in)))
	}
}

type counter struct{ n int64 }

func (c *counter) Write(p []byte) (int, error) {
	c.n += int64(len(p))
	return len(p), nil
}
