package zdm_test

import (
	"bufio"
	"errors"
	"io"
	"net"
	"net/http"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// Names are sent unchanged in the path of every call: no part of them is interpreted on the way.
func TestNamesOnTheWire(t *testing.T) {
	tests := []struct{ name, segment string }{
		{"web-01", "web-01"},
		{"a/b", "a%2Fb"},
		{"/", "%2F"},
		{"100%", "100%25"},
		{"%2e%2e", "%252e%252e"},
		{"a+b c", "a+b%20c"},
		{"web-01 (10.44.7.12)", "web-01%20%2810.44.7.12%29"},
		{"서버", "%EC%84%9C%EB%B2%84"},
		{"a?b#c", "a%3Fb%23c"},
		{`"q"`, "%22q%22"},
		{"{id}", "%7Bid%7D"},
		{"a:b;c", "a:b%3Bc"},
		{`C:\x`, "C:%5Cx"},
		{".", "%2E"},
		{"..", "%2E%2E"},
		{"...", "..."},
		{"a\x00\n", "a%00%0A"},
		{"\xff", "%FF"},
	}
	seen := make(chan string, 1)
	server := wire(t, func(_ int, conn net.Conn) {
		r := bufio.NewReader(conn)
		request, _ := readRequest(r)
		if request == nil {
			return
		}
		seen <- request.Method + " " + request.RequestURI
		_, _ = io.WriteString(conn, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"+data(`{"id":1,"summary":{"state":"success"}}`))
	})
	c := newClient(t, server)
	ctx := t.Context()
	calls := []struct {
		method, before, after string
		call                  func(name string) error
	}{
		{"GET", "/api/recoveries/", "", func(s string) error { _, err := c.Recovery(ctx, s, zdm.RecoveryFilter{}); return err }},
		{"DELETE", "/api/recoveries/", "?center=a%2Fb", func(s string) error { _, err := c.DeleteRecovery(ctx, s, "a/b"); return err }},
		{"PUT", "/api/recoveries/", "", func(s string) error { _, err := c.UpdateRecovery(ctx, s, &zdm.RecoveryUpdate{}); return err }},
		{"GET", "/api/servers/", "/partitions", func(s string) error {
			_, err := c.ServerPartitions(s, zdm.PartitionQuery{}).Get(ctx)
			return err
		}},
	}
	for _, tt := range tests {
		for _, call := range calls {
			if err := call.call(tt.name); err != nil {
				t.Errorf("%q: %v", tt.name, err)
				continue
			}
			if got, want := <-seen, call.method+" "+call.before+tt.segment+call.after; got != want {
				t.Errorf("%q: sent %s, want %s", tt.name, got, want)
			}
		}
	}
}

// The path of a job without a name would be the path of all jobs.
func TestNoNameSendsNothing(t *testing.T) {
	c := inProcess(t, func(http.ResponseWriter, *http.Request) { t.Error("a call was made") })
	ctx := t.Context()
	_, get := c.Recovery(ctx, "", zdm.RecoveryFilter{})
	_, remove := c.DeleteRecovery(ctx, "", "1")
	_, put := c.UpdateRecovery(ctx, "", &zdm.RecoveryUpdate{})
	_, list := c.ServerPartitions("", zdm.PartitionQuery{}).Get(ctx)
	_, schedule := c.DeleteSchedule(ctx, "", "")
	for _, err := range []error{get, remove, put, list, schedule} {
		if !errors.Is(err, zdm.ErrNoIdentifier) {
			t.Errorf("got %v", err)
		}
	}
}

func TestIsID(t *testing.T) {
	for identifier, want := range map[string]bool{
		"905": true, "0": true, "": false, "web": false, "9a": false, "-1": false, " 1": false, "1.0": false, "９": false, "١": false,
	} {
		if zdm.IsID(identifier) != want {
			t.Errorf("IsID(%q) = %v", identifier, !want)
		}
	}
}
