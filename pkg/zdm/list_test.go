package zdm_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// users returns the data of a page of users with these ids.
func users(ids ...int) string {
	items := make([]string, len(ids))
	for i, id := range ids {
		items[i] = fmt.Sprintf(`{"id":%d,"email":"u%d@example.com"}`, id, id)
	}
	return "[" + strings.Join(items, ",") + "]"
}

func span(first, last int) []int {
	var ids []int
	for id := first; id <= last; id++ {
		ids = append(ids, id)
	}
	return ids
}

// page returns one answer of a list.
func page(ids []int, pagination string) string {
	body := `{"success":true,"data":` + users(ids...)
	if pagination != "" {
		body += `,"pagination":` + pagination
	}
	return body + "}"
}

func TestPagesEnd(t *testing.T) {
	const limit = 3
	type answers func(page int) string
	tests := []struct {
		name   string
		answer answers
		want   []int // ids
		calls  int
		fails  bool
	}{
		{"documented", func(p int) string {
			if p > 3 {
				return page(nil, `{"currentPage":4,"totalPages":0,"hasNextPage":false,"hasPreviousPage":true}`)
			}
			return page(span(3*p-2, min(3*p, 7)), fmt.Sprintf(`{"currentPage":%d,"totalPages":3,"totalItems":7,"itemsPerPage":3,"hasNextPage":%v}`, p, p < 3))
		}, span(1, 7), 3, false},
		{"only hasNextPage", func(p int) string {
			return page(span(3*p-2, 3*p), fmt.Sprintf(`{"hasNextPage":"%v"}`, p < 2))
		}, span(1, 6), 2, false},
		{"only totalPages, as text", func(p int) string { return page(span(3*p-2, 3*p), `{"totalPages":"2"}`) }, span(1, 6), 2, false},
		{"only totalItems", func(p int) string { return page(span(3*p-2, min(3*p, 5)), `{"totalItems":5}`) }, span(1, 5), 2, false},
		{"contradicting", func(p int) string { return page(span(3*p-2, 3*p), `{"hasNextPage":false,"totalPages":2}`) }, span(1, 6), 2, false},
		{"fewer on a page than asked for", func(p int) string {
			return page(span(2*p-1, 2*p), fmt.Sprintf(`{"hasNextPage":%v}`, p < 3))
		}, span(1, 6), 3, false},
		{"fewer on a page than asked for, and no pagination", func(p int) string {
			if p > 2 {
				return page(nil, "")
			}
			return page(span(2*p-1, 2*p), "")
		}, span(1, 4), 3, false},
		{"no pagination, short last page", func(p int) string { return page(span(3*p-2, min(3*p, 5)), "") }, span(1, 5), 2, false},
		{"no pagination, full last page", func(p int) string {
			if p > 2 {
				return page(nil, "")
			}
			return page(span(3*p-2, 3*p), "")
		}, span(1, 6), 3, false},
		{"pagination without information", func(int) string { return page(span(1, 2), `{"currentPage":null,"totalPages":"-"}`) }, span(1, 2), 2, false},
		{"pagination of another type", func(int) string { return page(span(1, 2), `"-"`) }, span(1, 2), 2, false},
		{"ignores paging, longer than a page", func(int) string { return page(span(1, 9), "") }, span(1, 9), 1, false},
		{"ignores paging, shorter than a page", func(int) string { return page(span(1, 2), "") }, span(1, 2), 2, false},
		{"ignores paging, exactly a page", func(int) string { return page(span(1, 3), "") }, span(1, 3), 2, false},
		{"ignores paging and reports it", func(int) string { return page(span(1, 9), `{"totalPages":1,"hasNextPage":false}`) }, span(1, 9), 1, false},
		{"the same page for ever", func(int) string { return page(span(1, 3), `{"hasNextPage":true}`) }, span(1, 3), 2, true},
		{"two pages in turn for ever", func(p int) string { return page(span(1+3*(p%2), 3+3*(p%2)), `{"hasNextPage":true}`) },
			[]int{4, 5, 6, 1, 2, 3}, 3, true},
		{"empty pages for ever", func(p int) string {
			if p > 1 {
				return page(nil, `{"hasNextPage":true}`)
			}
			return page(span(1, 3), `{"hasNextPage":true}`)
		}, span(1, 3), 2, true},
		{"an empty page before the last", func(p int) string { return page(span(3*p-2, 3*p)[:3*(p%2)], `{"totalItems":9}`) }, span(1, 3), 2, true},
		{"an empty page at the end", func(p int) string {
			return page(span(3*p-2, 3*p)[:3*(p%2)], `{"totalPages":0,"totalItems":0,"hasPreviousPage":true}`)
		}, span(1, 3), 1, false},
		{"an empty page without a count", func(p int) string { return page(span(3*p-2, 3*p)[:3*(p%2)], "") }, span(1, 3), 2, false},
		{"an item moves to the next page", func(p int) string {
			if p == 1 {
				return page([]int{9, 8, 7}, `{"totalPages":2}`)
			}
			return page([]int{7, 6}, `{"totalPages":2}`)
		}, []int{9, 8, 7, 6}, 2, false},
		{"the total grows", func(p int) string { return page(span(3*p-2, 3*p), fmt.Sprintf(`{"totalPages":%d}`, min(p+1, 4))) }, span(1, 12), 4, false},
		{"the total shrinks", func(p int) string { return page(span(3*p-2, 3*p), fmt.Sprintf(`{"totalPages":%d}`, 5-2*p)) }, span(1, 6), 2, false},
		{"nothing", func(int) string { return page(nil, `{"totalPages":0}`) }, nil, 1, false},
		{"null", func(int) string { return `{"success":true,"data":null}` }, nil, 1, true},
		{"one object", func(int) string { return `{"success":true,"data":{"id":1}}` }, []int{1}, 2, false},
		{"a failure on the way", func(p int) string {
			if p == 2 {
				return `{"success":false,"error":"a bad row"}`
			}
			return page(span(1, 3), `{"hasNextPage":true}`)
		}, span(1, 3), 2, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			calls := 0
			c := inProcess(t, func(w http.ResponseWriter, r *http.Request) {
				calls++
				number, _ := strconv.Atoi(r.URL.Query().Get("page"))
				if number != calls || r.URL.Query().Get("limit") != "3" {
					t.Errorf("call %d requested %s", calls, r.URL.RawQuery)
				}
				_, _ = io.WriteString(w, tt.answer(number))
			})
			var ids []int
			var failed error
			for user, err := range c.Users(zdm.UserQuery{Paging: zdm.Paging{Limit: limit}}).All(t.Context()) {
				if failed = err; err != nil {
					continue
				}
				id, _ := strconv.Atoi(string(user.ID))
				ids = append(ids, id)
			}
			if !slices.Equal(ids, tt.want) || calls != tt.calls || (failed != nil) != tt.fails {
				t.Errorf("got %v in %d calls, %v; want %v in %d", ids, calls, failed, tt.want, tt.calls)
			}
		})
	}
}

// A list whose items change while it is read contains each of them once.
func TestChangingItemsComeOnce(t *testing.T) {
	calls := 0
	c := inProcess(t, func(w http.ResponseWriter, _ *http.Request) {
		calls++
		_, _ = fmt.Fprintf(w, `{"success":true,"data":[{"job":{"info":{"id":"905","name":"a","status":{"time":{"elapsed":"00:00:%02d"}}}}}]}`, calls)
	})
	n := 0
	for _, err := range c.Recoveries(zdm.RecoveryQuery{}).All(t.Context()) {
		if n++; err != nil {
			t.Fatal(err)
		}
	}
	if n != 1 {
		t.Errorf("%d items", n)
	}
}

func TestPagesBeginWhereAsked(t *testing.T) {
	var asked []string
	c := inProcess(t, func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.URL.RawQuery)
		_, _ = io.WriteString(w, page(span(len(asked), len(asked)), `{"totalPages":4}`))
	})
	list := c.Users(zdm.UserQuery{Country: "SE", Paging: zdm.Paging{Page: 3}})
	for range 2 { // a list can be iterated again
		for _, err := range list.Raw(t.Context()) {
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	if _, err := list.Get(t.Context()); err != nil {
		t.Fatal(err)
	}
	want := []string{"country=SE&limit=500&page=3", "country=SE&limit=500&page=4", "country=SE&limit=500&page=3", "country=SE&limit=500&page=4", "country=SE&page=3"}
	if !slices.Equal(asked, want) {
		t.Errorf("asked %q", asked)
	}
}

// An empty first page is returned too, since it is the answer. Regions have no pages.
func TestPagesHoldTheAnswer(t *testing.T) {
	c := inProcess(t, replying(200, `{"success":true,"requestID":"r7","data":[],"message":"none"}`))
	for range 2 {
		n := 0
		for page, err := range c.Regions("aws").Pages(t.Context()) {
			if n++; err != nil || page.RequestID != "r7" || page.Message != "none" || len(page.Items) != 0 {
				t.Errorf("got %+v, %v", page, err)
			}
		}
		if n != 1 {
			t.Errorf("%d pages", n)
		}
	}
	result, err := inProcess(t, replying(200, page(span(1, 2), `{"currentPage":1,"totalPages":9,"totalItems":18,"hasNextPage":true}`))).
		Users(zdm.UserQuery{}).Get(t.Context())
	if err != nil || len(result.Data) != 2 || result.Pagination == nil || result.Pagination.TotalItems.N != 18 {
		t.Errorf("got %+v, %v", result, err)
	}
	inside, err := inProcess(t, replying(200, data(`{"job":[],"pagination":{"totalPages":2}}`))).MonitorServer(t.Context(), "s", zdm.MonitorServerQuery{Page: 1})
	if err != nil || inside.Pagination == nil || inside.Pagination.TotalPages.N != 2 {
		t.Errorf("got %+v, %v", inside, err)
	}
}

func TestLeavingAListEndsIt(t *testing.T) {
	calls := 0
	c := inProcess(t, func(w http.ResponseWriter, _ *http.Request) {
		calls++
		_, _ = io.WriteString(w, page(span(3*calls-2, 3*calls), `{"hasNextPage":true}`))
	})
	list := c.Users(zdm.UserQuery{})
	for user := range list.All(t.Context()) {
		if user.ID == "4" {
			break
		}
	}
	if calls != 2 {
		t.Errorf("%d calls", calls)
	}
}

// A list that always has new items ends with an error.
func TestEndlessListEnds(t *testing.T) {
	calls := 0
	c := inProcess(t, func(w http.ResponseWriter, _ *http.Request) {
		calls++
		_, _ = io.WriteString(w, page([]int{calls}, `{"hasNextPage":true}`))
	})
	var failed error
	for _, err := range c.Users(zdm.UserQuery{}).Raw(t.Context()) {
		failed = err
	}
	if e, ok := errors.AsType[*zdm.Error](failed); !ok || e.Kind != zdm.Foreign || !strings.Contains(failed.Error(), "no end") {
		t.Errorf("after %d calls: %v", calls, failed)
	}
}

func TestPlainList(t *testing.T) {
	for _, body := range []string{`[{"a":1},{"a":2}]`, data(`[{"a":1},{"a":2}]`)} {
		list, err := inProcess(t, replying(200, body)).Items("/users?country=SE", nil)
		if err != nil {
			t.Fatal(err)
		}
		var items []string
		for item, err := range list.All(t.Context()) {
			if err != nil {
				t.Fatal(err)
			}
			items = append(items, string(item))
		}
		if !slices.Equal(items, []string{`{"a":1}`, `{"a":2}`}) {
			t.Errorf("%s: got %q", body, items)
		}
	}
	if _, err := newClient(t, "https://h").Items("/a%zz", nil); !errors.Is(err, zdm.ErrPath) {
		t.Errorf("got %v", err)
	}
}

// Reading 100 000 jobs takes the memory of one page.
func TestLongListInFlatMemory(t *testing.T) {
	const jobs, most = 100_000, 64 << 20
	filler := strings.Repeat("x", 500)
	c := inProcess(t, func(w http.ResponseWriter, r *http.Request) {
		number, _ := strconv.Atoi(r.URL.Query().Get("page"))
		_, _ = io.WriteString(w, `{"success":true,"data":[`)
		for i := range zdm.PageSize {
			if i > 0 {
				_, _ = io.WriteString(w, ",")
			}
			_, _ = fmt.Fprintf(w, `{"job":{"info":{"id":"%d","name":"job","lastUpdated":"%s"}}}`, (number-1)*zdm.PageSize+i, filler)
		}
		_, _ = fmt.Fprintf(w, `],"pagination":{"totalPages":%d}}`, jobs/zdm.PageSize)
	})
	var before, now runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	n := 0
	for _, err := range c.Recoveries(zdm.RecoveryQuery{}).Raw(t.Context()) {
		if n++; err != nil {
			t.Fatal(err)
		}
		if n%10_000 == 0 {
			runtime.ReadMemStats(&now)
			if now.HeapInuse > before.HeapInuse+most {
				t.Fatalf("after %d jobs the heap has grown by %d MB", n, (now.HeapInuse-before.HeapInuse)>>20)
			}
		}
	}
	if n != jobs {
		t.Errorf("%d jobs", n)
	}
	t.Logf("heap grew by %d MB at the end", (int64(now.HeapInuse)-int64(before.HeapInuse))>>20)
}

// An answer that shows no items although it has data is not an empty list.
func TestListsOfNothing(t *testing.T) {
	for _, tt := range []struct {
		answer string
		page   int
		fails  bool
	}{
		{page(nil, ""), 0, false},
		{page(nil, `{"totalItems":0,"hasNextPage":false}`), 0, false},
		{page(nil, `{"totalItems":"-"}`), 0, false},
		{data("null"), 0, true},
		{`{"success":true}`, 0, true},
		{data("{}"), 0, true},
		{data(" { } "), 0, true},
		{data(`{"data":null,"pagination":{"totalItems":0}}`), 0, true},
		{data(`{"data":[],"pagination":{"totalItems":0}}`), 0, false},
		{data("true"), 0, true},
		{page(nil, `{"totalItems":5,"hasNextPage":false}`), 3, false},
		{page(nil, `{"totalItems":5,"hasNextPage":false}`), 0, true},
		{page(nil, `{"totalItems":"5"}`), 1, true},
		{data(`"none"`), 0, true},
		{data(`[null,{"id":1}]`), 0, false},
	} {
		c := unchecked(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, tt.answer) })
		for _, err := range c.Users(zdm.UserQuery{Paging: zdm.Paging{Page: tt.page}}).Pages(t.Context()) {
			if (err != nil) != tt.fails {
				t.Errorf("%s, page %d: %v", tt.answer, tt.page, err)
			}
			break
		}
	}
}
