package zdm_test

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// An answer that is not clearly a list of recoveries does not show that a name is free.
func TestLookFailsClosed(t *testing.T) {
	one, two := job("1", "nightly", "a", "b"), job("2", "weekly", "a", "b")
	for name, body := range map[string]string{
		"null":                     data("null"),
		"success twice":            `{"success":false,"success":true,"data":[]}`,
		"no data":                  `{"success":true}`,
		"an empty object":          data("{}"),
		"a text":                   data(`"x"`),
		"a boolean":                data("false"),
		"a number":                 data("1"),
		"a list in an object":      data(`{"list":[` + one + `]}`),
		"a null":                   data("[null]"),
		"a dash":                   data(`["-"]`),
		"a list in a list":         data("[[" + one + "]]"),
		"servers":                  data(`[{"id":"1","name":"nightly","agent":{}}]`),
		"a job without a name":     data(`[{"job":{"info":{"id":"1"}}}]`),
		"a name that is an object": data(`[{"job":{"info":{"id":"1","name":{}}}}]`),
		"a name that is a list":    data(`[{"job":{"info":{"id":"1","name":["nightly"]}}}]`),
		"a name that is true":      data(`[{"job":{"info":{"id":"1","name":true}}}]`),
		"a name that is null":      data(`[{"job":{"info":{"id":"1","name":null}}}]`),
		"a name that is a dash":    data(`[{"job":{"info":{"id":"1","name":"-"}}}]`),
		"one id twice":             data("[" + one + "," + one + "]"),
		"fewer than in total":      `{"success":true,"data":[],"pagination":{"totalItems":500,"totalPages":1,"currentPage":1,"hasNextPage":false}}`,
		"more than in total":       `{"success":true,"data":[` + one + `,` + two + `],"pagination":{"totalItems":1,"totalPages":1}}`,
		"an empty page":            `{"success":true,"data":[],"pagination":{"totalPages":3,"hasNextPage":true}}`,
		"the same page again":      `{"success":true,"data":[` + one + `],"pagination":{"totalItems":2,"totalPages":2,"hasNextPage":true}}`,
		"a registration":           data(`{"common":{"jobName":"nightly"},"partitions":[],"summary":{}}`),
		"one good and one bad":     data("[" + one + `,{"job":"x"}]`),
	} {
		calls := 0
		c := unchecked(t, func(w http.ResponseWriter, _ *http.Request) {
			calls++
			_, _ = io.WriteString(w, body)
		})
		found, err := c.Namesakes(t.Context(), request())
		if err == nil || calls > 2 {
			t.Errorf("%s: %d found after %d calls", name, len(found.Same)+len(found.Like), calls)
		}
	}
}

// A list without paging, in pages, or of one recovery is read to its end.
func TestLookReadsLists(t *testing.T) {
	var jobs []string
	for i := range 600 {
		jobs = append(jobs, job(fmt.Sprint(i), fmt.Sprint("job-", i), "a", "b"))
	}
	page := func(r *http.Request, size int) string {
		n := 1
		_, _ = fmt.Sscan(r.URL.Query().Get("page"), &n)
		return "[" + strings.Join(jobs[min((n-1)*size, len(jobs)):min(n*size, len(jobs))], ",") + "]"
	}
	for _, tt := range []struct {
		name        string
		answer      func(r *http.Request) string
		want, calls int
	}{
		{"empty", func(*http.Request) string { return data("[]") }, 0, 1},
		{"one, and no list", func(*http.Request) string { return data(jobs[0]) }, 1, 2},
		{"whole whatever the page", func(*http.Request) string { return data("[" + strings.Join(jobs, ",") + "]") }, 600, 1},
		{"in pages that are counted", func(r *http.Request) string {
			return `{"success":true,"data":` + page(r, 500) + `,"pagination":{"totalItems":600,"totalPages":2}}`
		}, 600, 2},
		{"the last page reports that there is none", func(r *http.Request) string {
			return `{"success":true,"data":` + page(r, 500) + `,"pagination":{"totalItems":600,"hasNextPage":false}}`
		}, 600, 2},
		{"smaller pages than asked for", func(r *http.Request) string { return data(page(r, 100)) }, 600, 7},
		{"no number of items", func(r *http.Request) string {
			return `{"success":true,"data":` + page(r, 300) + `,"pagination":{"totalPages":2}}`
		}, 600, 2},
	} {
		calls, n := 0, 0
		c := unchecked(t, func(w http.ResponseWriter, r *http.Request) {
			calls++
			_, _ = io.WriteString(w, tt.answer(r))
		})
		for page, err := range c.Look(t.Context(), zdm.RecoveryQuery{}) {
			if err != nil {
				t.Fatalf("%s: %v", tt.name, err)
			}
			n += len(page.Recoveries)
		}
		if n != tt.want || calls != tt.calls {
			t.Errorf("%s: %d recoveries in %d calls, want %d in %d", tt.name, n, calls, tt.want, tt.calls)
		}
	}
}

// Namesakes distinguishes recoveries with the same name, with a name that the server made from it,
// and with a similar name.
func TestNamesakes(t *testing.T) {
	list := []string{
		job("1", "nightly", "web-01", "web-01-dr"), job("2", "nightly", "db-01", "db-01-dr"), job("3", "nightly_ROOT", "web-01", "web-01-dr"), job("4", "nightly_ROOT", "db-01", "db-01-dr"),
		job("5", "NIGHTLY", "web-01", "web-01-dr"), job("6", "NIGHTLY", "db-01", "db-01-dr"), job("7", "weekly", "web-01", "web-01-dr"),
	}
	c := unchecked(t, replying(200, data("["+strings.Join(list, ",")+"]")))
	found, err := c.Namesakes(t.Context(), request())
	if err != nil {
		t.Fatal(err)
	}
	ids := func(list []zdm.Recovery) (all string) {
		for _, r := range list {
			all += string(r.Job.Info.ID)
		}
		return all
	}
	if ids(found.Same) != "12" || ids(found.Like) != "35" || ids(found.Near) != "6" || fmt.Sprint(found.IDs()) != "[1 2 3 5]" {
		t.Errorf("same %s, like %s, near %s", ids(found.Same), ids(found.Like), ids(found.Near))
	}
}
