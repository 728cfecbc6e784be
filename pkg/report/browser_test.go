package report_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/internal/needs"
	"github.com/zdmctl/zdmctl/pkg/journal"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

// vendor occurs in the names of all hosts that Chromium contacts by itself. Not all of these
// requests can be disabled.
const vendor = "google"

// browser is a headless Chromium that sends all requests to a proxy of the test.
type browser struct {
	t     *testing.T
	proxy *httptest.Server

	mu       sync.Mutex
	requests []string
}

func newBrowser(t *testing.T) *browser {
	t.Helper()
	needs.Programs(t, "chromium")
	b := &browser{t: t}
	b.proxy = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b.mu.Lock()
		defer b.mu.Unlock()
		if !strings.Contains(r.Host, vendor) { // the browser itself checks for updates
			b.requests = append(b.requests, r.Method+" "+r.URL.String())
		}
		w.WriteHeader(http.StatusNotFound)
	}))
	t.Cleanup(b.proxy.Close)
	return b
}

// prints opens a page. It returns the page as a PDF, its console output, and the URLs it requested.
func (b *browser) prints(page []byte) (pdf []byte, console, requests []string) {
	b.t.Helper()
	printed := filepath.Join(b.t.TempDir(), "report.pdf")
	console, requests = b.opens(page, "--no-pdf-header-footer", "--print-to-pdf="+printed)
	pdf, err := os.ReadFile(printed)
	if err != nil {
		b.t.Fatal(err)
	}
	return pdf, console, requests
}

// opens opens a page. It returns its console output and the URLs it requested.
func (b *browser) opens(page []byte, use ...string) (console, requests []string) {
	b.t.Helper()
	dir := b.t.TempDir()
	path := filepath.Join(dir, "report.html")
	if err := os.WriteFile(path, page, 0o600); err != nil {
		b.t.Fatal(err)
	}
	if bytes.Contains(page, []byte(vendor)) {
		b.t.Fatal("a page must not name the hosts that are not counted")
	}
	args := []string{
		"--headless", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
		"--disable-extensions", "--disable-default-apps", "--disable-domain-reliability", "--user-data-dir=" + filepath.Join(dir, "profile"),
		"--proxy-server=" + b.proxy.URL, "--proxy-bypass-list=<-loopback>", "--enable-logging=stderr",
	}
	if os.Getuid() == 0 {
		args = append(args, "--no-sandbox")
	}
	cmd := exec.CommandContext(b.t.Context(), "chromium", append(append(args, use...), (&url.URL{Scheme: "file", Path: path}).String())...)
	cmd.Env = append(os.Environ(), "HOME="+dir)
	said, err := cmd.CombinedOutput()
	if err != nil {
		b.t.Fatalf("%v: %s", err, said)
	}
	for line := range strings.Lines(string(said)) {
		if strings.Contains(line, "CONSOLE") {
			console = append(console, line)
		}
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	return console, b.requests
}

// printable is an upper bound for a row: less than the height of an A4 page without margins, in CSS
// pixels.
const printable = 900

// styles holds the computed styles that determine page breaks.
type styles struct {
	Rows    int      // of tables
	Cut     []string // elements that may be split, and table heads that are not repeated
	Tallest float64  // row, in pixels
}

// styles opens all pages inside another one, whose script reads their computed styles.
func (b *browser) styles(pages ...[]byte) (found []styles) {
	b.t.Helper()
	const begins, ends = "styles: ", " :styles"
	var outer strings.Builder
	outer.WriteString("<!DOCTYPE html><body>")
	for _, page := range pages {
		fmt.Fprintf(&outer, `<iframe width="1000" srcdoc="%s"></iframe>`, html.EscapeString(string(page)))
	}
	outer.WriteString(`<script>
const stylesOf = frame => {
  const all = selector => frame.contentDocument.querySelectorAll(selector);
  const computed = (element, name) => frame.contentWindow.getComputedStyle(element).getPropertyValue(name);
  const found = {Rows: all("tbody tr").length, Cut: null, Tallest: 0};
  const bad = element => (found.Cut ||= []).push(element.outerHTML.slice(0, 60));
  for (const row of all("tr, svg, .blank")) if (computed(row, "break-inside") !== "avoid") bad(row);
  for (const table of all("table")) if (!table.tHead || computed(table.tHead, "display") !== "table-header-group") bad(table);
  for (const row of all("tr")) found.Tallest = Math.max(found.Tallest, row.getBoundingClientRect().height);
  return found;
};
onload = () => console.log("` + begins + `" + JSON.stringify([...document.querySelectorAll("iframe")].map(stylesOf)) + "` + ends + `");
</script></body>`)
	console, _ := b.opens([]byte(outer.String()), "--dump-dom")
	_, text, _ := strings.Cut(strings.Join(console, ""), begins)
	text, _, ended := strings.Cut(text, ends)
	if err := json.Unmarshal([]byte(text), &found); err != nil || !ended || len(found) != len(pages) {
		b.t.Fatalf("%v: %q", err, console)
	}
	return found
}

// The report requests nothing, writes nothing to the console, and prints to pages, even if its
// values are hostile.
func TestReportInABrowser(t *testing.T) {
	t.Parallel()
	t.Run("what the checks must find", func(t *testing.T) {
		t.Parallel()
		_, console, requests := newBrowser(t).prints([]byte(`<!DOCTYPE html><img src="http://elsewhere.test/a.png"><script>console.log("hello")</script>`))
		if len(console) != 1 || len(requests) != 1 || requests[0] != "GET http://elsewhere.test/a.png" {
			t.Errorf("the console has %q, and it asked for %q", console, requests)
		}
	})
	hostile := []string{
		`<script>console.log(1)</script>`, `"><img src=http://elsewhere.test/b.png onerror=alert(1)>`, `]]></title></svg><script>alert(1)</script>`, `</style><link rel=stylesheet href=http://elsewhere.test/c.css>`,
		"a|b\r\n# c", "\u202Egnp.exe", `=cmd|'/c calc'!A0`, `url(http://elsewhere.test/d.png)`, strings.Repeat("W", 300), strings.Repeat("데이터 ", 60),
	}
	for i := range 60 {
		hostile = append(hostile, fmt.Sprintf("job-%02d", i))
	}
	tape := newTape(hostile).begin("09:02:00").clock("09:02:00", "+09:00", journal.ZoneTimestamp)
	for _, job := range hostile {
		tape.image(job, job+".ZIA", "2026-03-11 01:00:00", journal.BasisRegistered).runs(job, "09:02:09", "09:02:11", "09:20:41", "09:25:51", journal.Complete)
	}
	d := tape.end("09:30:00", journal.Complete).build(t)
	for _, lang := range []msg.Lang{msg.English, msg.Korean} {
		t.Run(string(lang), func(t *testing.T) {
			t.Parallel()
			pdf, console, requests := newBrowser(t).prints(d.HTML(lang))
			if len(console) != 0 || len(requests) != 0 {
				t.Errorf("the console has %q, and it asked for %q", console, requests)
			}
			if pages := bytes.Count(pdf, []byte("/Type /Page\n")); !bytes.HasPrefix(pdf, []byte("%PDF-")) || pages < 3 {
				t.Errorf("a PDF of %d pages, %d bytes", pages, len(pdf))
			}
		})
	}
	t.Run("page breaks", func(t *testing.T) {
		t.Parallel()
		plain := `<!DOCTYPE html><body><table><thead style="display: table-row-group"></thead><tbody><tr><td>a</td></tr></tbody></table></body>`
		found := newBrowser(t).styles([]byte(plain), d.HTML(msg.English), d.HTML(msg.Korean))
		if bad := found[0]; bad.Rows != 1 || len(bad.Cut) != 2 || bad.Tallest <= 0 {
			t.Errorf("%+v", bad)
		}
		for _, styles := range found[1:] {
			if styles.Rows < len(hostile) || styles.Cut != nil || styles.Tallest <= 0 || styles.Tallest > printable {
				t.Errorf("rows can be cut by the end of a page: %+v", styles)
			}
		}
	})
}
