package zdm_test

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

func many(item string, n int) string { return "[" + strings.Repeat(item+",", n-1) + item + "]" }

func TestCheckBounds(t *testing.T) {
	tests := []struct {
		name, document string
		fits           bool
	}{
		{"nothing", "", true},
		{"as many items as may be", many("0", zdm.MaxItems), true},
		{"one item too many", many("0", zdm.MaxItems+1), false},
		{"one too many after a byte order mark and spaces", "\ufeff \n" + many("0", zdm.MaxItems+1), false},
		{"items of many lists", many(many("{}", 10), zdm.MaxItems/10), false},
		{"as many members as may be", `{` + strings.Repeat(`"a":1,`, zdm.MaxValues-1) + `"a":1}`, true},
		{"one member too many", `{` + strings.Repeat(`"a":1,`, zdm.MaxValues) + `"a":1}`, false},
		{"as deep as may be", strings.Repeat("[", zdm.MaxDepth) + strings.Repeat("]", zdm.MaxDepth), true},
		{"one too deep", strings.Repeat("[", zdm.MaxDepth+1) + strings.Repeat("]", zdm.MaxDepth+1), false},
		{"objects too deep", strings.Repeat(`{"a":`, zdm.MaxDepth+1) + "1" + strings.Repeat("}", zdm.MaxDepth+1), false},
		{"wide and not deep", "[" + strings.Repeat("[],", 1000) + "[]]", true},
		{"closed more than opened", "[" + strings.Repeat("]", 1000) + strings.Repeat("[", zdm.MaxDepth), true},
		{"brackets and commas in strings", `["` + strings.Repeat(`[{,\"`, zdm.MaxValues) + `"]`, true},
		{"no JSON", "<p>" + strings.Repeat("[,", zdm.MaxValues), true},
	}
	for _, tt := range tests {
		if err := zdm.CheckBounds([]byte(tt.document)); (err == nil) != tt.fits {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
}

// An answer beyond the limits is an error, and is not requested again. Its effect on a registration
// is unknown.
func TestAnswersBeyondTheBounds(t *testing.T) {
	for name, body := range map[string]string{
		"a registration of many partitions": data(`{"common":{"state":"success"},"partitions":` + many("{}", 10_000) + `}`),
		"deep":                              data(strings.Repeat("[", 1000) + strings.Repeat("]", 1000)),
	} {
		s := &script{answers: []answer{{status: 201, body: body}}}
		_, failed := create(t, newClient(t, "http://in.process", func(c *zdm.Config) { c.Transport = s }))
		if failed == nil || failed.Kind != zdm.Foreign || !failed.OutcomeUnknown() || !failed.Lasting() {
			t.Errorf("%s: %v", name, failed)
		}
	}
	s := &script{answers: []answer{{status: 200, body: data(many(`{"id":"1"}`, zdm.MaxItems+1))}}}
	_, err := newClient(t, "http://in.process", func(c *zdm.Config) { c.Transport = s }).Users(zdm.UserQuery{}).Get(t.Context())
	if failed, ok := errors.AsType[*zdm.Error](err); !ok || failed.Kind != zdm.Foreign || s.calls != 1 {
		t.Errorf("a list: %d calls, %v", s.calls, err)
	}
}

// pages serves pages of new items, however many are requested.
type pages struct {
	item  func(n int) string
	asked int
}

func (p *pages) RoundTrip(r *http.Request) (*http.Response, error) {
	var b strings.Builder
	for n := range 20_000 {
		fmt.Fprintf(&b, "%s,", p.item(p.asked*20_000+n))
	}
	p.asked++
	body := `{"success":true,"data":[` + strings.TrimSuffix(b.String(), ",") + `],"pagination":{"hasNextPage":true}}`
	return (&script{answers: []answer{{status: 200, body: body}}}).RoundTrip(r)
}

// An endless list ends with an error.
func TestEndlessPages(t *testing.T) {
	p := &pages{item: func(n int) string { return `{"id":"` + strconv.Itoa(n) + `"}` }}
	c := newClient(t, "http://in.process", func(c *zdm.Config) { c.Transport = p })
	items := 0
	var last error
	for _, err := range c.Users(zdm.UserQuery{}).Raw(t.Context()) {
		if last = err; err == nil {
			items++
		}
	}
	if last == nil || !strings.Contains(last.Error(), "no end") || items > zdm.MaxListed {
		t.Errorf("%d items, %v", items, last)
	}
	same := &pages{item: func(n int) string { return fmt.Sprintf(`{"job":{"info":{"id":"%d","name":"j"}}}`, n) }}
	c = newClient(t, "http://in.process", func(c *zdm.Config) { c.Transport = same })
	if _, err := c.FindRecovery(t.Context(), "j"); err == nil || same.asked != 1 {
		t.Errorf("jobs of one name without end: %d pages, %v", same.asked, err)
	}
}
