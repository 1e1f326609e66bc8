package web_test

import (
	"bytes"
	"cmp"
	"context"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"dragoman"
)

// Tests in a real Chromium. DRAGOMAN_AXE names axe.min.js of the npm package axe-core for the test of accessibility.

var shots = flag.String("screenshots", "", "write the screenshots of docs/desk.md into this folder")

// A step is something done in the browser.
type step = chromedp.Action[chromedp.Void]

// A browser is a tab on a desk, and what went wrong in it.
type browser struct {
	ctx context.Context
	url string

	mu       sync.Mutex
	problems []string
}

func openBrowser(t *testing.T, d *desk) *browser {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			path = cmp.Or(path, p)
		}
	}
	if path == "" {
		t.Skip("needs a browser: apt-get install chromium")
	}
	server := httptest.NewServer(d.Handler())
	t.Cleanup(server.Close)
	opts := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]), chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.WindowSize(1180, 860))
	allocated, stop := chromedp.NewExecAllocator(t.Context(), opts...)
	t.Cleanup(stop)
	ctx, cancel := chromedp.NewContext(allocated)
	t.Cleanup(cancel)
	b := &browser{ctx: ctx, url: server.URL}
	if err := chromedp.Listen(ctx, b.listen); err != nil {
		t.Fatalf("start %s: %v", path, err)
	}
	_, err := chromedp.Call(ctx, network.Enable, network.EnableParams{})
	if err == nil {
		_, err = chromedp.Call(ctx, log.Enable, cdp.Empty{})
	}
	if err == nil {
		_, err = chromedp.Call(ctx, runtime.Enable, cdp.Empty{})
	}
	if err != nil {
		t.Fatalf("start %s: %v", path, err)
	}
	return b
}

// listen notes errors of scripts, refusals of the policy, dialogs, and requests to other hosts.
func (b *browser) listen(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		b.problems = append(b.problems, "exception: "+e.ExceptionDetails.Text+" "+e.ExceptionDetails.URL)
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeWarning {
			b.problems = append(b.problems, fmt.Sprint("console: ", string(e.Args[0].Value)))
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError {
			b.problems = append(b.problems, "log: "+e.Entry.Text+" "+e.Entry.URL)
		}
	case *page.EventJavascriptDialogOpening:
		b.problems = append(b.problems, "dialog: "+e.Message)
		go func() { _, _ = chromedp.Call(b.ctx, page.HandleJavaScriptDialog, page.HandleJavaScriptDialogParams{}) }()
	case *network.EventRequestWillBeSent:
		if u := e.Request.URL; !strings.HasPrefix(u, b.url) && !strings.HasPrefix(u, "data:") && !strings.HasPrefix(u, "blob:") {
			b.problems = append(b.problems, "request to "+u)
		}
	}
}

// do runs steps within a time that a loaded machine needs.
func (b *browser) do(steps ...step) error {
	ctx, cancel := context.WithTimeout(b.ctx, time.Minute)
	defer cancel()
	return chromedp.Do(ctx, steps...)
}

// ask runs an action that gives something.
func ask[T any](t *testing.T, b *browser, a chromedp.Action[T]) T {
	t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, time.Minute)
	defer cancel()
	got, err := chromedp.Run(ctx, a)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// visit opens a page, waits for what should be there, and reports what went wrong.
func (b *browser) visit(t *testing.T, path, wait string, then ...step) {
	t.Helper()
	if err := b.do(append([]step{chromedp.Navigate(b.url + path), chromedp.WaitReady(chromedp.CSS(wait))}, then...)...); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, p := range b.problems {
		t.Errorf("%s: %s", path, p)
	}
	b.problems = nil
}

// deskPages are the pages with what must be seen on each, drawn or written, and the name of its screenshot.
func deskPages(doc, seq string) []struct{ name, path, wait string } {
	return []struct{ name, path, wait string }{
		{"today", "/", ".story.top"},
		{"report", "/report/" + doc, ".mark.trigger"},
		{"actor", "/actor?who=Syria&as_of=2025-12-01", ".network canvas"},
		{"dyad", "/dyad?a=Syria&b=USA", ".item"},
		{"happening", "/happening/" + seq, ".item"},
		{"place", "/place", ".map circle"},
		{"compare", "/compare?who=Syria&before=2024-12-01&after=2025-12-01", ".fact"},
		{"search", "/search?text=coalition", ".item"},
		{"codebook", "/codebook", ".book"},
		{"try", "/try", "textarea"},
		{"alerts", "/alerts", ".rule"},
	}
}

// TestInBrowser looks at each page: nothing fails in it, nothing is asked of another host, and axe finds no serious fault.
func TestInBrowser(t *testing.T) {
	d := openDesk(t)
	b := openBrowser(t, d)
	doc, _, n := d.aReport(t)
	axe, err := os.ReadFile(os.Getenv("DRAGOMAN_AXE"))
	if err != nil {
		t.Log("accessibility is not tested: npm pack axe-core, and set DRAGOMAN_AXE to its axe.min.js")
	}
	for _, p := range deskPages(doc, strconv.FormatInt(n, 10)) {
		then := []step{chromedp.Sleep(300 * time.Millisecond)}
		if p.name == "try" {
			then = append(then, chromedp.SetValue(chromedp.CSS("textarea[name=text]"), tryText), chromedp.SetValue(chromedp.CSS("input[name=published]"), "2025-11-12"),
				chromedp.Click(chromedp.CSS("form.try button")), chromedp.WaitVisible(chromedp.CSS(".record")))
		}
		b.scheme(t, "light")
		b.visit(t, p.path, p.wait, then...)
		for _, scheme := range []string{"light", "dark"} {
			b.shoot(t, p.name, scheme)
			if axe != nil {
				b.checkAccess(t, p.path+" "+scheme, string(axe))
			}
		}
	}
	if err := b.do(chromedp.EmulateViewport(390, 780)); err != nil {
		t.Fatal(err)
	}
	b.visit(t, "/", ".story.top")
	b.shoot(t, "narrow", "light")
	for _, p := range deskPages(doc, strconv.FormatInt(n, 10)) {
		b.visit(t, p.path, "main")
		if over := ask(t, b, chromedp.Evaluate[int](`document.documentElement.scrollWidth - innerWidth`)); over > 0 {
			t.Errorf("%s is %d pixels wider than a narrow screen", p.path, over)
		}
	}
}

const tryText = "PARIS - France on Tuesday recalled its ambassador from Niger and suspended all development aid, two days after soldiers seized power in Niamey.\n\n" +
	"The African Union may impose sanctions next week, an official said."

// checkAccess runs axe on the page as it stands.
func (b *browser) checkAccess(t *testing.T, where, axe string) {
	t.Helper()
	ask(t, b, chromedp.Evaluate[int](axe+"; 1"))
	faults := ask(t, b, chromedp.Evaluate[[]string](`axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21aa"]}).then(r => r.violations
		.filter(v => v.impact === "serious" || v.impact === "critical").map(v => v.id + ": " + v.nodes.slice(0, 3).map(n => n.target + " " + n.html.slice(0, 120) + " " + (n.any[0]?.message ?? "")).join(" | ")))`, chromedp.EvalAwaitPromise))
	for _, f := range faults {
		t.Errorf("%s: %s", where, f)
	}
}

// TestKeyboard judges by keys alone: j chooses, a accepts, and the ledger holds it.
func TestKeyboard(t *testing.T) {
	d := openDesk(t)
	b := openBrowser(t, d)
	doc, _, _ := d.aReport(t)
	key := func(k string) step { return chromedp.KeyEvent(k) }
	seen := func(css string) step { return chromedp.WaitVisible(chromedp.CSS(css)) }
	b.visit(t, "/signin?to=/report/"+doc, "main", chromedp.SetValue(chromedp.CSS("input[name=token]"), d.token), chromedp.Click(chromedp.CSS("form.ask button")), seen(".judge"))
	if err := b.do(key("j"), seen(".record.here"), key("a"), seen(".record.here .verdict b")); err != nil {
		t.Fatalf("accept: %v", err)
	}
	verdict := ask(t, b, chromedp.Text(chromedp.CSS(".record.here .verdict")))
	if err := b.do(key("j"), key("r"), seen(".record.here .verdict b"), key("j"), key("e"), seen(".record.here textarea")); err != nil {
		t.Fatalf("reject: %v", err)
	}
	b.shoot(t, "judging", "light")
	amending := ask(t, b, chromedp.Value(chromedp.CSS(".record.here textarea")))
	if err := b.do(chromedp.Click(chromedp.CSS(".record.here details button")), seen(".record.here .verdict b"), key("j"), key("w"), seen(".record.here .why-text")); err != nil {
		t.Fatalf("amend: %v", err)
	}
	judged, err := d.ledger.Judgements(t.Context())
	if err != nil || len(judged) != 3 || judged[0].Person != "ana" || !strings.Contains(verdict, "accept") || !strings.Contains(amending, `"kind"`) {
		t.Errorf("judged %v (%v), verdict %q", judged, err, verdict)
	}
}

// TestSliders: moving the clock of the world changes what stands, and the address says so.
func TestSliders(t *testing.T) {
	d := openDesk(t)
	b := openBrowser(t, d)
	b.visit(t, "/actor?who=Syria&as_of=2025-12-01", "input.slider:not([hidden])")
	ask(t, b, chromedp.Evaluate[int](`(() => { const s = document.querySelector('[data-for=as_of]'); s.value = 10; s.dispatchEvent(new Event("input")); s.dispatchEvent(new Event("change")); return 1; })()`))
	ask(t, b, chromedp.Poll[bool](`!location.search.includes("2025-12-01")`))
	address := ask(t, b, chromedp.Location())
	if err := b.do(chromedp.ScrollIntoView(chromedp.CSS("[data-map]")), chromedp.WaitVisible(chromedp.CSS(".map svg circle"))); err != nil {
		t.Errorf("the map is not drawn when it is near: %v", err)
	}
	if !strings.Contains(address, "as_of=") {
		t.Errorf("address %s", address)
	}
}

// TestHostileInBrowser: nothing of a hostile report runs, in any page that shows it, nor does a paragraph of 5 MB stop the page.
func TestHostileInBrowser(t *testing.T) {
	d := openDesk(t)
	b := openBrowser(t, d)
	id := d.add(t, hostile())
	for _, path := range []string{"/report/" + id, "/", "/search?text=accused", "/actor?who=France"} {
		b.visit(t, path, "main", chromedp.Sleep(200*time.Millisecond))
	}
	doc := new(dragoman.Document)
	doc.Reset(dragoman.Article{Key: "long", Title: "A long paragraph", Text: strings.Repeat("word <b>bold</b> ", 300_000)})
	models, err := load()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.ledger.Record(t.Context(), doc, models.Edition()); err != nil {
		t.Fatal(err)
	}
	b.visit(t, "/report/"+doc.ID.String(), ".text", chromedp.Click(chromedp.CSS(`a[rel=next]`)), chromedp.WaitReady(chromedp.CSS(".text")))
}

// scheme turns pages light or dark.
func (b *browser) scheme(t *testing.T, scheme string) {
	t.Helper()
	_, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
	if err != nil {
		t.Fatal(err)
	}
}

// shoot writes a screenshot where the flag asks for them.
func (b *browser) shoot(t *testing.T, name, scheme string) {
	t.Helper()
	b.scheme(t, scheme)
	time.Sleep(150 * time.Millisecond)
	data := ask(t, b, chromedp.CaptureScreenshot())
	if *shots == "" || scheme == "dark" && name != "report" {
		return
	}
	if scheme == "dark" {
		name += "-dark"
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, fewColors(img)); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(*shots, name+".png"), out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

// fewColors keeps an image's 256 most frequent colours: pages are ink on paper, and the files are a third as large.
func fewColors(img image.Image) image.Image {
	count := map[color.RGBA]int{}
	r := img.Bounds()
	coarse := func(x, y int) color.RGBA {
		cr, cg, cb, _ := img.At(x, y).RGBA()
		return color.RGBA{uint8(cr >> 11 << 3), uint8(cg >> 11 << 3), uint8(cb >> 11 << 3), 255}
	}
	exact := map[color.RGBA]color.RGBA{}
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			c := coarse(x, y)
			if count[c]++; count[c] == 1 {
				cr, cg, cb, _ := img.At(x, y).RGBA()
				exact[c] = color.RGBA{uint8(cr >> 8), uint8(cg >> 8), uint8(cb >> 8), 255}
			}
		}
	}
	var colors []color.RGBA
	for c := range count {
		colors = append(colors, c)
	}
	slices.SortFunc(colors, func(a, b color.RGBA) int {
		return cmp.Or(count[b]-count[a], int(a.R)-int(b.R), int(a.G)-int(b.G), int(a.B)-int(b.B))
	})
	var palette color.Palette
	for _, c := range colors[:min(len(colors), 256)] {
		palette = append(palette, exact[c])
	}
	out := image.NewPaletted(r, palette)
	draw.Draw(out, r, img, r.Min, draw.Src)
	return out
}
