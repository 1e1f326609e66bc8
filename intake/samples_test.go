package intake

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"fmt"
	"sync"
	"testing"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/nlnwa/gowarc/v2"

	"dragoman"
)

const (
	nitfSample = `<?xml version="1.0" encoding="ISO-8859-1"?>
<!DOCTYPE nitf SYSTEM "http://www.nitf.org/IPTC/NITF/3.2/specification/dtd/nitf-3-2.dtd">
<nitf><head><title>Border reopens</title><docdata><doc-id id-string="nitf-1"/><date.issue norm="20240506T101500Z"/></docdata>
<pubdata name="The Harbour Times" date.publication="20240507" ex-ref="https://harbour.example/1"/></head>
<body><body.head><hedline><hl1>Border reopens</hl1></hedline><dateline>VIENNA, May 6</dateline></body.head>
<body.content><block class="lead_paragraph"><p>Caf&eacute; owners cheered.</p></block><block class="full_text"><p>Caf&eacute; owners cheered.</p><p>The   border was
reopened on <em>Monday</em>.</p><media><media-caption>A picture.</media-caption></media></block></body.content></body></nitf>`
	newsMLSample = `<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header/><itemSet>
<packageItem guid="p"/><newsItem guid="urn:newsml:1" version="2"><itemMeta><provider literal="HT"/><versionCreated>2024-05-06T10:15:00+02:00</versionCreated><pubStatus qcode="stat:usable"/></itemMeta>
<contentMeta><language tag="en-GB"/><headline>Border reopens</headline><creditline>Harbour Times</creditline></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body><p>The border was reopened.</p><p>Trade began.</p></body></html></inlineXML></contentSet></newsItem>
<newsItem guid="urn:newsml:2"><itemMeta><versionCreated>2024-05-06</versionCreated><pubStatus qcode="stat:canceled"/></itemMeta><contentSet><inlineData contenttype="text/plain">Wrong.</inlineData></contentSet></newsItem>
<newsItem guid="urn:newsml:3"><itemMeta><versionCreated>2024-05-07T00:00:00Z</versionCreated></itemMeta><contentSet><inlineData contenttype="text/plain">Plain text.

Second.</inlineData></contentSet></newsItem></itemSet></newsMessage>`
	petrarchSample = `<?xml version="1.0"?><Sentences>
<Sentence date="20240506" id="AFP_1" source="AFP" sentence="true"><Text>
Kenya expelled two diplomats.
</Text><Parse>(ROOT (S))</Parse></Sentence>
<Sentence date="20240507" id="AFP_2" source="AFP" sentence="true"><Text>Rwanda protested.</Text></Sentence></Sentences>`
	rssSample = `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>T</title><item><title>Border</title><link>https://harbour.example/2</link>
<pubDate>Mon, 06 May 2024 10:00:00 +0200</pubDate><description>Short.</description><content:encoded><![CDATA[<p>The border was reopened.</p><p>Trade &amp; traffic began.</p>]]></content:encoded></item></channel></rss>`
	atomSample = `<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><title>Border</title><link rel="alternate" href="https://harbour.example/3"/><id>tag:3</id>
<published>2024-05-06T10:00:00+02:00</published><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The border was reopened.</p></div></content></entry></feed>`
	mailSample = "From: =?utf-8?q?M=C3=BCller_Desk?= <desk@desk.example>\r\nSubject: =?iso-8859-1?q?Caf=E9_talks?=\r\nDate: Mon, 06 May 2024 23:30:00 +0200\r\nMessage-ID: <1@desk.example>\r\n" +
		"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=XX\r\n\r\npreamble\r\n--XX\r\nContent-Type: multipart/alternative; boundary=YY\r\n\r\n" +
		"--YY\r\nContent-Type: text/html\r\n\r\n<p>Not this.</p>\r\n--YY\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nThe caf=E9 =\r\ntalks began.\r\n--YY--\r\n" +
		"--XX\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment\r\n\r\nJVBERi0=\r\n--XX--\r\n"
	mboxSample = "From a@desk.example Mon May  6 10:00:00 2024\nFrom: A <a@desk.example>\nSubject: One\nMessage-ID: <1@x>\n\nThe talks began.\n>From Vienna came no word.\n\n" +
		"From b@desk.example Mon May  6 11:00:00 2024\nFrom: b@desk.example\nSubject: Two\n\nThe talks ended.\n"
)

func gzipped(parts ...[]byte) []byte {
	var b bytes.Buffer
	for _, p := range parts {
		w := gzip.NewWriter(&b)
		_, _ = w.Write(p)
		_ = w.Close()
	}
	return b.Bytes()
}

var encoder = sync.OnceValue(func() *zstd.Encoder {
	w, _ := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithWindowSize(1<<17))
	return w
})

func zstded(p []byte) []byte { return encoder().EncodeAll(p, nil) }

// A packed file is one for an archive.
type packed struct {
	name string
	body []byte
}

func zipped(files ...packed) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range files {
		in, _ := w.Create(f.name)
		_, _ = in.Write(f.body)
	}
	_ = w.Close()
	return b.Bytes()
}

func tarred(files ...packed) []byte {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, f := range files {
		_ = w.WriteHeader(&tar.Header{Name: f.name, Size: int64(len(f.body)), Mode: 0o600})
		_, _ = w.Write(f.body)
	}
	_ = w.Close()
	return b.Bytes()
}

// warcRecord is a record as gowarc writes it: a writer that is not ours.
func warcRecord(t testing.TB, b *bytes.Buffer, kind gowarc.RecordType, uri, block string) {
	t.Helper()
	rb := gowarc.NewRecordBuilder(kind, gowarc.WithFixDigest(true), gowarc.WithFixContentLength(true), gowarc.WithAddMissingDigest(true))
	mime := "application/http; msgtype=response"
	if kind == gowarc.Conversion {
		mime = "text/plain"
	}
	for k, v := range map[string]string{"WARC-Target-URI": uri, "WARC-Date": "2024-05-06T10:00:00Z", "Content-Type": mime} {
		rb.AddWarcHeader(k, v)
	}
	_, _ = rb.WriteString(block)
	rec, _, err := rb.Build()
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := gowarc.NewMarshaler().Marshal(b, rec, 0); err != nil {
		t.Fatal(err)
	}
}

func response(mime, body string) string {
	return "HTTP/1.1 200 OK\r\nContent-Type: " + mime + "\r\n\r\n" + body
}

func warcSample(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	warcRecord(t, &b, gowarc.Response, "https://harbour.example/ferry?x=1", response("text/html; charset=utf-8", page))
	warcRecord(t, &b, gowarc.Response, "https://harbour.example/a.png", response("image/png", "\x89PNG"))
	warcRecord(t, &b, gowarc.Response, "https://harbour.example/c", fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n", len(page), page))
	warcRecord(t, &b, gowarc.Response, "https://harbour.example/z", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"+string(gzipped([]byte(page))))
	warcRecord(t, &b, gowarc.Response, "https://harbour.example/gone", "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n"+page)
	warcRecord(t, &b, gowarc.Conversion, "https://harbour.example/t", "The border was reopened.")
	return b.Bytes()
}

// samples are good inputs of each kind, by name.
func samples(t testing.TB) map[string][]byte {
	t.Helper()
	text := packed{"b.txt", []byte("Kenya sent troops.")}
	warc := warcSample(t)
	return map[string][]byte{
		"a.txt": text.body, "a.html": []byte(page), "a.jsonl": []byte(`{"id":"1","text":"One."}` + "\n" + `{"text":"Two."}`),
		"a.json": []byte(`[{"text":"One."},{"text":"Two."}]`), "a.csv": []byte("id,text\n1,One.\n2,Two.\n"), "a.tsv": []byte("id\ttext\n7\tOne.\n"),
		"nitf.xml": []byte(nitfSample), "newsml.xml": []byte(newsMLSample), "petrarch.xml": []byte(petrarchSample), "rss.xml": []byte(rssSample), "atom.xml": []byte(atomSample),
		"a.eml": []byte(mailSample), "a.mbox": []byte(mboxSample), "a.warc": warc, "a.warc.gz": gzipped(warc[:len(warc)/2], warc[len(warc)/2:]), "a.zst": zstded(text.body),
		"a.zip": zipped(text, packed{"c.csv", []byte("text\nOne.\n")}), "a.tar": tarred(text, packed{"c.json", []byte(`[{"text":"One."}]`)}),
		"a.tgz": gzipped(tarred(text)), "nested.zip": zipped(packed{"in.tar.gz", gzipped(tarred(packed{"in.zip", zipped(text)}))}),
		"a.parquet": parquetFile(t, 20),
	}
}

// readOne reads content as a file of a name.
func readOne(r *Reader, name string, content []byte) (articles []dragoman.Article, errs []error) {
	w := &walk{r: r, out: func(it Item, err error) bool {
		if err != nil {
			errs = append(errs, err)
		} else {
			articles = append(articles, it.Article)
		}
		return true
	}}
	w.file(stamp(name, nil), name, func(send sink) bool {
		m := r.meter()
		b := bytes.NewReader(content)
		return r.entry(entry{ref: name, name: name, r: source{b, m}, at: sourceAt{b, m}, size: int64(len(content)), m: m}, m.ticking(send))
	})
	return articles, errs
}
