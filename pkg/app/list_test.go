package app_test

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
)

// lookups returns the commands that read, each with the path that it requests.
func lookups() map[string]string {
	return map[string]string{
		"recovery list": "/recoveries", "recovery get web": "/recoveries/web", "recovery history": "/recoveries/histories",
		"server list": "/servers", "server get web": "/servers/web", "server partitions": "/servers/partitions", "server partitions web": "/servers/web/partitions",
		"center list": "/zdms", "center get core": "/zdms/core", "repository list": "/zdms/repositories",
		"backup list": "/backups", "backup get web_ROOT": "/backups/web_ROOT", "backup images web": "/backups/images/server/web",
		"schedule list": "/schedules", "schedule get 31": "/schedules/31", "user list": "/users", "user get ops@example.com": "/users/ops@example.com",
		"cloud-auth list": "/cloud-auth/recovery", "cloud-auth regions aws": "/cloud-auth/regions/aws",
	}
}

// hostileText is what a server may put into any field: an escape sequence, a text direction, a line
// break.
const hostileText = `"evil\u001b[2J\u202e\nname"`

// A filter with an empty value, as from an unset variable, is refused: the list would be wider than
// intended, and what it shows may be deleted next.
func TestFiltersWithoutAValue(t *testing.T) {
	t.Parallel()
	s := clitest.Server(t)
	w := clitest.For(t, s)
	for line, flags := range map[string]string{
		"recovery list":     "job-name partition drive source target involving backup-job repository-path job-id repository-id status mode platform repository-type sort",
		"recovery history":  "partition source target result sort",
		"backup list":       "source partition drive",
		"backup images":     "partition drive backup-job repository-path repository-id repository-type",
		"backup images web": "partition drive backup-job repository-path repository-id",
		"server list":       "center",
	} {
		for flag := range strings.FieldsSeq(flags) {
			for _, value := range []string{"", " "} {
				r := w.Run(append(strings.Fields(line), "--"+flag, value)...)
				if r.Code != exit.Usage || r.Stdout != "" || !strings.Contains(r.Stderr, "--"+flag) {
					t.Errorf("%s --%s %q: %+v", line, flag, value, r)
				}
			}
		}
	}
	if requests := s.Requests(); len(requests) > 0 {
		t.Errorf("%d requests were sent", len(requests))
	}
}

// Every lookup shows what it can of an undocumented response, or reports what is wrong. A script
// gets what the server sent.
func TestLookupsOfUndocumentedResponses(t *testing.T) {
	odd := []struct {
		name   string
		status int
		body   string
		shown  string    // on stderr, for people
		code   exit.Code // of a list
		one    exit.Code // of a get, if different
		items  bool      // the response has items: showing none is an error
	}{
		{name: "a list of one", items: true, body: `{"success": true, "data": [{"id": 1, "name": "x", "extra": {"a": 1e400}}]}`},
		{name: "an object", items: true, body: `{"success": true, "data": {"id": "1", "name": "x"}}`},
		{name: "null", code: exit.Refused, body: `{"success": true, "data": null}`},
		{name: "no data", code: exit.Refused, body: `{"success": true}`},
		{name: "an empty object", code: exit.Refused, body: `{"success": true, "data": {}}`},
		{name: "a total without items", code: exit.Refused, body: `{"success": true, "data": [], "pagination": {"totalItems": 40}}`},
		{name: "null items", items: true, body: `{"success": true, "data": [null, {"id": null, "name": null}]}`},
		{name: "wrong types", items: true, body: `{"success": "true", "data": [{"id": {"center": 3}, "name": ["a"], "system": "x", "job": "y", "image": 7, "partition": true, "size": "NaN", "usage": "NaN%", "status": null}]}`},
		{name: "hostile text", items: true, body: `{"success": true, "data": [{"id": ` + hostileText + `, "name": ` + hostileText + `, "letter": ` + hostileText + `, "code": ` + hostileText + `}]}`},
		{name: "invalid pagination", body: `{"success": true, "data": [], "pagination": {"totalPages": "many", "totalItems": -1, "hasNextPage": null}}`, one: exit.Refused},
		{name: "an error object", status: 404, code: exit.Refused, body: `{"success": false, "error": {"code": "X-1", "message": "first||second", "details": {"cause": "third"}}}`, shown: "first"},
		{name: "an error in a success", status: 200, code: exit.Refused, body: `{"success": false, "error": "one bad row", "requestID": "r7"}`, shown: "one bad row"},
		{name: "HTML", status: 200, code: exit.Refused, body: `<html><title>portal</title></html>`, shown: "portal"},
		{name: "nothing", status: 200, code: exit.Refused, body: ``},
		{name: "half", status: 200, code: exit.Refused, body: `{"success": true, "data": [{"id": "1"`},
		{name: "not text", status: 200, code: exit.Refused, body: "\xff\xfe{"},
		{name: "a number", status: 200, code: exit.Refused, body: `{"success": true, "data": 7}`},
		{name: "another JSON object", status: 200, code: exit.Refused, body: `{"message": "ZDM API", "environment": "production"}`, shown: "ZDM API"},
		{name: "an empty 400", status: 400, code: exit.Refused, body: ``, shown: "HTTP 400"},
		{name: "an empty 431", status: 431, code: exit.Refused, body: ``, shown: "HTTP 431"},
		{name: "an unknown route", status: 500, code: exit.Refused, body: `{"success": false, "error": {"code": "X", "message": "Cannot GET", "details": {"cause": "no route"}}}`, shown: "no route"},
		{name: "several reasons", status: 500, code: exit.Refused, body: `{"success": false, "error": {"message": "one||two"}}`, shown: "two"},
		{name: "reasons by field", status: 400, code: exit.Refused, body: `{"success": false, "error": {"message": "bad", "details": {"type": ["not a type"]}}}`, shown: "not a type"},
		{name: "errors of validation", status: 422, code: exit.Refused, body: `{"success": false, "error": "Request validation failed.", "detail": {"validationErrors": {"mode": ["mode is required"]}}}`, shown: "mode is required"},
		{name: "a refusal in an uninformative body", status: 403, code: exit.Credentials, body: `{"success": false}`},
		{name: "a refused token", status: 401, code: exit.Credentials, body: `{"success": false, "error": "토큰이 만료되었습니다."}`, shown: "토큰이 만료되었습니다."},
	}
	for command, path := range lookups() {
		t.Run(command, func(t *testing.T) {
			t.Parallel()
			s := clitest.Server(t)
			w := clitest.For(t, s)
			for _, tt := range odd {
				s.On("/api"+path, zdmtest.Reply(max(tt.status, http.StatusOK), "", []byte(tt.body)))
				for _, format := range []string{"table", "wide", "name", "csv", "json", "jsonl", "yaml"} {
					if format == "csv" && strings.Contains(command, " get ") {
						continue
					}
					r := w.Run(append(strings.Fields(command), "-o", format, "--retries", "0")...)
					unprintable(t, strings.ReplaceAll(r.Stdout, "\r\n", "\n"), r.Stderr)
					want := tt.code
					if strings.Contains(command, " get ") && tt.one != exit.OK {
						want = tt.one
					}
					if people := format == "table" || format == "wide" || format == "name" || format == "csv"; people && tt.items && blank(r.Stdout, format) {
						want = exit.Refused
					}
					if r.Code != want || !strings.Contains(format, "json") && !strings.Contains(r.Stderr, tt.shown) {
						t.Errorf("%s, -o %s: exit code %d, want %d\n%s%s", tt.name, format, r.Code, want, r.Stdout, r.Stderr)
					}
					if (r.Code != exit.OK) != strings.Contains(r.Stderr, "error") {
						t.Errorf("%s, -o %s: stderr %q", tt.name, format, r.Stderr)
					}
				}
			}
		})
	}
}

// blank reports whether a table has only headings and dashes.
func blank(stdout, format string) bool {
	if _, rows, found := strings.Cut(stdout, "\n"); found && format != "name" && !strings.Contains(stdout, ": ") {
		stdout = rows
	}
	return strings.Trim(stdout, "-, \r\n") == ""
}

// paged serves a list of n recoveries in pages of up to most items.
func paged(n, most int) zdmtest.Answer {
	return func(w http.ResponseWriter, r *http.Request, _ <-chan struct{}) {
		page, _ := strconv.Atoi(r.URL.Query().Get("page"))
		limit, _ := strconv.Atoi(r.URL.Query().Get("limit"))
		limit = min(limit, most)
		from := min((page-1)*limit, n)
		to := min(from+limit, n)
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprintf(w, `{"success":true,"requestID":"r%d","data":[`, page)
		for i := from; i < to; i++ {
			if i > from {
				fmt.Fprint(w, ",")
			}
			fmt.Fprintf(w, `{"job":{"info":{"id":"%d","name":"job-%d"}}}`, i+1, i+1)
		}
		fmt.Fprintf(w, `],"pagination":{"currentPage":%d,"totalPages":%d,"totalItems":%d,"itemsPerPage":%d,"hasNextPage":%t},"message":"m"}`,
			page, (n+limit-1)/limit, n, limit, to < n)
	}
}

// Pages are requested up to the limit and merged into one list.
func TestListMergesPages(t *testing.T) {
	t.Parallel()
	tests := []struct {
		args        string
		most        int // maximum on a page
		shown, asks int
		note        string
		pagination  bool // of the only page
	}{
		{args: "", most: 500, shown: 50, asks: 1, note: "showing 50 of 1234; --all shows the rest\n", pagination: true},
		{args: "--limit 7", most: 500, shown: 7, asks: 1, note: "showing 7 of 1234; --all shows the rest\n", pagination: true},
		{args: "--limit 30", most: 20, shown: 30, asks: 2, note: "showing 30 of 1234; --all shows the rest\n"},
		{args: "--limit 600", most: 500, shown: 600, asks: 2, note: "showing 600 of 1234; --all shows the rest\n"},
		{args: "--limit 5000", most: 500, shown: 1234, asks: 3},
		{args: "--all", most: 500, shown: 1234, asks: 3},
		{args: "--all", most: 100, shown: 1234, asks: 13},
	}
	for _, tt := range tests {
		t.Run(fmt.Sprint(tt.args, " of ", tt.most), func(t *testing.T) {
			s := clitest.Server(t)
			s.On(zdmtest.Recoveries, paged(1234, tt.most))
			w := clitest.For(t, s)
			list := append([]string{"recovery", "list"}, strings.Fields(tt.args)...)
			for format, lines := range map[string]int{"name": tt.shown, "jsonl": tt.shown, "table": tt.shown + 1} {
				r := w.Run(append(list, "-o", format)...)
				if got := strings.Count(r.Stdout, "\n"); r.Code != exit.OK || got != lines || r.Stderr != tt.note {
					t.Errorf("-o %s: exit code %d, %d lines, stderr %q", format, r.Code, got, r.Stderr)
				}
			}
			if got := len(s.Requests()); got != 3*tt.asks {
				t.Errorf("%d requests for three lists, want %d each", got, tt.asks)
			}
			r := w.Run(append(list, "--jq", `[(.data|length), (.data[-1].job.info.name), has("pagination"), .message]`)...)
			if want := fmt.Sprintf("[%d,\"job-%d\",%t,\"m\"]\n", tt.shown, tt.shown, tt.pagination); r.Stdout != want {
				t.Errorf("the document is %s, want %s", r.Stdout, want)
			}
		})
	}
}

// A list that breaks off is an error: a table is not printed, and a script that reads lines gets an
// error.
func TestListThatBreaksOff(t *testing.T) {
	t.Parallel()
	s := clitest.Server(t)
	whole := paged(1000, 500)
	s.On(zdmtest.Recoveries, func(w http.ResponseWriter, r *http.Request, closed <-chan struct{}) {
		if r.URL.Query().Get("page") == "2" {
			zdmtest.Reply(http.StatusInternalServerError, "", []byte(`{"success": false, "error": "one bad row"}`))(w, r, closed)
			return
		}
		whole(w, r, closed)
	})
	w := clitest.For(t, s)
	for format, lines := range map[string]int{"table": 0, "json": 0, "yaml": 0, "jsonl": 500, "name": 500} {
		r := w.Run("recovery", "list", "--all", "-o", format, "--retries", "0")
		if r.Code != exit.Refused || strings.Count(r.Stdout, "\n") != lines || !strings.Contains(r.Stderr, "one bad row") {
			t.Errorf("-o %s: exit code %d, %d lines\n%s", format, r.Code, strings.Count(r.Stdout, "\n"), r.Stderr)
		}
	}
}

// A table of any number of jobs is printed. One with more text than is kept is refused before
// anything is shown, with a way out.
func TestTableThatIsTooLong(t *testing.T) {
	t.Parallel()
	s := clitest.Server(t)
	name := strings.Repeat("n", 8<<10)
	s.On(zdmtest.Recoveries, func(w http.ResponseWriter, r *http.Request, _ <-chan struct{}) {
		page, _ := strconv.Atoi(r.URL.Query().Get("page"))
		var items []string
		for i := range 500 {
			items = append(items, fmt.Sprintf(`{"job":{"info":{"id":"%d","name":"%s"}}}`, page*500+i, name))
		}
		fmt.Fprintf(w, `{"success":true,"data":[%s],"pagination":{"hasNextPage":%t}}`, strings.Join(items, ","), page < 20)
	})
	w := clitest.For(t, s)
	r := w.Run("recovery", "list", "--all")
	if r.Code != exit.Refused || r.Stdout != "" || !strings.Contains(r.Stderr, "64 MiB") || !strings.Contains(r.Stderr, "jsonl") {
		t.Errorf("exit code %d, %d bytes\n%s", r.Code, len(r.Stdout), r.Stderr)
	}
	if asked := len(s.Requests()); asked > 18 { // pages that fill 64 MiB, and none is requested while such a large one is held
		t.Errorf("%d pages requested", asked)
	}
}
