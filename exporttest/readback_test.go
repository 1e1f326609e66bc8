package exporttest

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	_ "github.com/duckdb/duckdb-go/v2"
	"github.com/piprate/json-gold/ld"
)

const records = "../export/testdata/records.jsonl"

// dragoman runs the program.
func dragoman(t *testing.T, args ...string) []byte {
	t.Helper()
	program := os.Getenv("DRAGOMAN")
	if program == "" {
		program = filepath.Join("..", "bin", "dragoman")
	}
	program, err := filepath.Abs(program)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(program); err != nil {
		t.Skipf("no program at %s: build it, or name it by DRAGOMAN", program)
	}
	cmd := exec.Command(program, args...)
	var out, complaints bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &complaints
	if err := cmd.Run(); err != nil {
		t.Fatalf("dragoman %s: %v\n%s", strings.Join(args, " "), err, complaints.Bytes())
	}
	return out.Bytes()
}

// ask asks DuckDB and returns the rows as text, "|" between cells.
func ask(t *testing.T, query string) []string {
	t.Helper()
	db, err := sql.Open("duckdb", "")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	rows, err := db.Query("SELECT COLUMNS(*)::VARCHAR FROM (" + query + ")")
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	defer rows.Close()
	cols, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for rows.Next() {
		cells := make([]sql.NullString, len(cols))
		at := make([]any, len(cols))
		for i := range cells {
			at[i] = &cells[i]
		}
		if err := rows.Scan(at...); err != nil {
			t.Fatal(err)
		}
		words := make([]string, len(cells))
		for i, c := range cells {
			words[i] = "NULL"
			if c.Valid {
				words[i] = c.String
			}
		}
		out = append(out, strings.Join(words, "|"))
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

func same(t *testing.T, what string, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s:\n%s\nwant\n%s", what, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestParquet reads both tables, their types, their partitions and their nulls.
func TestParquet(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "world")
	dragoman(t, "export", "--format", "parquet", "--out", dir, records)
	events := "read_parquet('" + dir + "/events/**/*.parquet', hive_partitioning = true)"
	same(t, "events", ask(t, "SELECT year, month, first_day, type, source_name, target_country, killed_low, lat FROM "+events+" ORDER BY id"), []string{
		"2024|3|2024-03-01|PROTEST|teachers|NULL|NULL|46.0",
		"2025|11|2025-11-10|CONSULT|Ahmed al-Sharaa|USA|NULL|38.9072",
		"2023|6|2023-06-29|ASSAULT|militiamen|SDN|12.0|13.45",
		"NULL|NULL|NULL|AGREE|European Union|SDN|NULL|NULL",
		"NULL|NULL|NULL|AID|United Nations|NULL|NULL|NULL",
	})
	same(t, "types", ask(t, "SELECT column_name, column_type FROM (DESCRIBE SELECT first_day, seq, quad, intensity, contexts, killed_low, recorded FROM "+events+")"), []string{
		"first_day|DATE", "seq|BIGINT", "quad|INTEGER", "intensity|DOUBLE", "contexts|VARCHAR", "killed_low|DOUBLE", "recorded|TIMESTAMP WITH TIME ZONE",
	})
	same(t, "a quote", ask(t, "SELECT quote FROM "+events+" WHERE type = 'ASSAULT'"), []string{
		"Militiamen shot at villagers near Geneina on Thursday, killing\nat least 12 and wounding 30, the \"United Nations\" said."})
	standings := "read_parquet('" + dir + "/standings/**/*.parquet', hive_partitioning = true)"
	same(t, "standings", ask(t, "SELECT relation, subject_name, object_name, change, modality, first_day, last_day, year FROM "+standings+" ORDER BY relation"), []string{
		"allied_with|United States|Finland|end|denied|NULL|2022-12-31|2022",
		"holds_office|Ahmed al-Sharaa|Syria|hold|done|2025-11-10|NULL|2025",
		"leads|Leyla Karim|Relief Council|past|done|NULL|NULL|NULL",
		"listed_on|Harbour Bank|US sanctions list|begin|done|2023-04-01|NULL|2023",
		"member_of|Finland|NATO|begin|done|2023-04-04|NULL|2023",
		"sanctions|European Union|Harbour Bank|hold|done|NULL|NULL|NULL",
	})
}

// TestTables reads the tables of text by DuckDB's own reader of CSV, which finds their form by itself where they have a header.
func TestTables(t *testing.T) {
	dir := t.TempDir()
	for _, c := range []struct{ format, options, query, want string }{
		{"csv", "", "SELECT count(*), sum(killed_low), min(first_day), max(typeof(first_day)) FROM", "5|12|2023-06-29|DATE"},
		{"csv-standings", "", "SELECT count(*), count(first_day), max(change) FROM", "6|3|past"},
		{"polecat", ", delim = '\t', header = true", `SELECT count(*), sum("Intensity"), max("Actor COW"), max("Story Locations") FROM`, "4|-7.5|652|Washington"},
		{"icews", ", delim = '\t', header = true", `SELECT count(*), min("Intensity"), max("CAMEO Code") FROM`, "4|-10.0|190"},
		{"gdelt", ", delim = '\t', header = false", "SELECT count(*), count(DISTINCT column00), min(column30), max(column04) FROM", "4|4|-10.0|2025.8493"},
	} {
		path := filepath.Join(dir, c.format)
		dragoman(t, "export", "--format", c.format, "--out", path, records)
		got := ask(t, c.query+" read_csv('"+path+"'"+c.options+")")
		same(t, c.format, got, []string{c.want})
	}
	same(t, "gdelt's width", ask(t, "SELECT count(*) FROM (DESCRIBE SELECT * FROM read_csv('"+filepath.Join(dir, "gdelt")+"', delim = '\t', header = false))"), []string{"61"})
}

// TestJSONLD expands the document and makes triples of it, without a look at the web.
func TestJSONLD(t *testing.T) {
	var doc any
	if err := json.Unmarshal(dragoman(t, "export", "--format", "jsonld", records), &doc); err != nil {
		t.Fatal(err)
	}
	options := ld.NewJsonLdOptions("")
	options.DocumentLoader = noLoader{}
	options.Format = "application/n-quads"
	options.SafeMode = true // a term that the context does not know is an error
	out, err := ld.NewJsonLdProcessor().ToRDF(doc, options)
	if err != nil {
		t.Fatal(err)
	}
	triples := out.(string)
	for _, want := range []string{
		`<http://www.wikidata.org/entity/Q19609806> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://schema.org/Person> .`,
		`<https://schema.org/agent> <http://www.wikidata.org/entity/Q19609806> .`,
		`<https://schema.org/startTime> "2025-11-10"^^<http://www.w3.org/2001/XMLSchema#date> .`,
		`<urn:dragoman:term:subject> <http://www.wikidata.org/entity/Q33> .`,
		`<urn:dragoman:term:relation> "member_of" .`,
		`<http://www.w3.org/ns/prov#wasDerivedFrom> <urn:dragoman:report:`,
		`<https://schema.org/location> <https://sws.geonames.org/4140963/> .`,
	} {
		if !strings.Contains(triples, want) {
			t.Errorf("no triple has %s", want)
		}
	}
	if t.Failed() {
		t.Log(triples)
	}
}

// noLoader refuses to load: a document that needs the web to be read is not whole.
type noLoader struct{}

func (noLoader) LoadDocument(url string) (*ld.RemoteDocument, error) {
	return nil, ld.NewJsonLdError(ld.LoadingDocumentFailed, url)
}

// TestFollowTheMoney holds entities to the schemata: each property is one that its schema has, each reference leads to an entity
// of the schema that the property wants, and what a schema requires is there.
func TestFollowTheMoney(t *testing.T) {
	var schemata map[string]struct {
		Extends    []string          `json:"extends"`
		Required   []string          `json:"required"`
		Properties map[string]string `json:"properties"` // to the schema of the entity it names, "" for a value
	}
	b, err := os.ReadFile("testdata/ftm.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, &schemata); err != nil {
		t.Fatal(err)
	}
	var lineage func(schema string) []string
	lineage = func(schema string) []string {
		out := []string{schema}
		for _, s := range schemata[schema].Extends {
			out = append(out, lineage(s)...)
		}
		return out
	}
	type entity struct {
		ID, Schema string
		Properties map[string][]string
	}
	entities := map[string]entity{}
	for line := range bytes.Lines(dragoman(t, "export", "--format", "ftm", records)) {
		var e entity
		if err := json.Unmarshal(line, &e); err != nil {
			t.Fatal(err)
		}
		entities[e.ID] = e
	}
	seen := map[string]bool{}
	for _, e := range entities {
		seen[e.Schema] = true
		if _, ok := schemata[e.Schema]; !ok {
			t.Errorf("%s: no schema %s", e.ID, e.Schema)
			continue
		}
		has := map[string]string{}
		for _, s := range lineage(e.Schema) {
			for p, of := range schemata[s].Properties {
				if _, ok := has[p]; !ok {
					has[p] = of
				}
			}
			for _, p := range schemata[s].Required {
				if len(e.Properties[p]) == 0 {
					t.Errorf("%s %s: no %s", e.Schema, e.ID, p)
				}
			}
		}
		for p, values := range e.Properties {
			of, ok := has[p]
			if !ok {
				t.Errorf("%s has no property %s", e.Schema, p)
			}
			for _, v := range values {
				if of != "" && !slices.Contains(lineage(entities[v].Schema), of) {
					t.Errorf("%s.%s: %s is %q, not %s", e.Schema, p, v, entities[v].Schema, of)
				}
			}
		}
	}
	for _, s := range []string{"Person", "PublicBody", "LegalEntity", "Organization", "Event", "Article", "Membership", "Occupancy", "Position", "Directorship", "Sanction"} {
		if !seen[s] {
			t.Errorf("no %s is in the case", s)
		}
	}
}
