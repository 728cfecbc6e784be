package report_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode"

	"go.uber.org/goleak"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/journal"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/report"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// hostile is a text that would be harmful in every format.
const hostile = "=1+1|<script>alert(1)</script><img src=x onerror=y>\"'`\u202e\x1b[31m\x00\xff[a](http://evil.test) https://evil.test **b** ]]> &amp; \n# x\r\n- y"

// hostileReport returns a report with the hostile text in every value that comes from a server, a
// file or a person.
func hostileReport(t *testing.T) *report.Document {
	t.Helper()
	tape := newTape([]string{hostile}, []string{"app-01"})
	tape.run.Server, tape.run.Tool.User, tape.run.Waves[0].Name = hostile, hostile, hostile
	tape.run.Waves[0].Recoveries[0].Source = hostile
	tape.begin("09:00:00").image(hostile, hostile, hostile, journal.BasisRegistered).
		add("09:00:01", journal.Record{Event: journal.Send, Job: hostile}).
		add("09:00:02", journal.Record{Event: journal.End, Job: hostile, Outcome: "created", RequestID: hostile}).
		add("09:00:03", journal.Record{Event: journal.Observed, Job: hostile, State: &journal.State{Status: hostile, Running: true, Origin: journal.Started, After: at("09:00:01")}}).
		add("09:20:00", journal.Record{Event: journal.Observed, Job: hostile, Code: 3, Detail: hostile, State: &journal.State{
			Status: hostile, Running: true, Result: journal.Failed, After: at("09:19:00"), Start: hostile, Ended: hostile, Elapsed: hostile, History: hostile,
			Parts: []journal.Part{{Source: "/", Status: "Error", Message: hostile}},
		}}).
		add("09:20:01", journal.Record{Event: journal.Decision, What: journal.Remark, Job: hostile, Detail: hostile}).
		end("09:21:00", journal.Failed)
	fill := map[string]string{"title": hostile, "findings": hostile}
	return report.Build(report.Source{Records: tape.records, Path: hostile, Sum: "a"}, report.Options{Now: at("12:00:00"), Lang: msg.English, Fill: fill})
}

// No text from a server is interpreted as markup, a script, a link or a formula in any format.
func TestHostileTexts(t *testing.T) {
	t.Parallel()
	d := hostileReport(t)
	page := string(d.HTML(msg.English))
	for _, bad := range []string{"<script", "<img", "\u202e", "\x1b", "\x00", "onerror=y>", "\"'`"} {
		if strings.Contains(page, bad) {
			t.Errorf("HTML has %q", bad)
		}
	}
	text := string(d.Markdown(msg.English))
	for _, bad := range []string{"<script", "<img", "](http", "https://", "**b**", "\n# x", "\n- y", "\u202e", "\x1b"} {
		if strings.Contains(text, bad) {
			t.Errorf("Markdown has %q", bad)
		}
	}
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "|") && !strings.HasSuffix(strings.TrimSpace(line), "|") {
			t.Errorf("a row was broken: %q", line)
		}
	}
	table, err := d.CSV()
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(table)).ReadAll()
	if err != nil || len(rows) != 3 || len(rows[0]) != 23 {
		t.Fatalf("%q, %v", rows, err)
	}
	for _, cell := range slices.Concat(rows[1], rows[2]) {
		if trimmed := strings.TrimLeft(cell, " \t\r\n"); trimmed != "" && strings.ContainsRune("=+-@", rune(trimmed[0])) {
			t.Errorf("a formula: %q", cell)
		}
	}
	if at := bytes.IndexFunc(bytes.ReplaceAll(table, []byte("\r\n"), nil), func(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) }); at >= 0 {
		t.Errorf("a control character in the CSV: %q", table)
	}
	document, err := d.JSON()
	if err != nil || !json.Valid(document) {
		t.Error(err)
	}
}

// The page is well-formed and self-contained, and a screen reader can read its chart.
func TestPage(t *testing.T) {
	t.Parallel()
	for _, lang := range []msg.Lang{msg.English, msg.Korean} {
		for _, d := range []*report.Document{hostileReport(t), newTape([]string{"db-01"}).begin("09:02:00").build(t), report.Build(report.Source{}, report.Options{})} {
			page := d.HTML(lang)
			in := xml.NewDecoder(bytes.NewReader(page))
			in.Entity = xml.HTMLEntity
			seen := map[string]int{}
			for {
				token, err := in.Token()
				if errors.Is(err, io.EOF) {
					break
				}
				if err != nil {
					t.Fatalf("%v\n%s", err, page)
				}
				element, ok := token.(xml.StartElement)
				if !ok {
					continue
				}
				seen[element.Name.Local]++
				for _, attribute := range element.Attr {
					if name := attribute.Name.Local; name == "src" || name == "href" && attribute.Value != "data:," || strings.HasPrefix(name, "on") {
						t.Errorf("%s has %s=%q", element.Name.Local, name, attribute.Value)
					}
				}
			}
			if seen["svg"] != 1 || seen["desc"] != 1 || seen["title"] < 2 || seen["script"] != 0 || seen["thead"] < 4 {
				t.Errorf("%v", seen)
			}
		}
	}
}

// A file is refused if its extension is not that of a format.
func TestForms(t *testing.T) {
	t.Parallel()
	for path, code := range map[string]exit.Code{"a.html": exit.OK, "a.HTML": exit.OK, "a.b/c.md": exit.OK, "a.pdf": exit.Usage, "html": exit.Usage, "": exit.Usage} {
		if err := report.CheckPath(path); exit.CodeOf(err) != code {
			t.Errorf("%q: %v", path, err)
		}
	}
}
