package audit_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/audit"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

var noon = time.Date(2026, 3, 11, 12, 0, 0, 0, time.UTC)

func now() time.Time { return noon }

func open(t *testing.T, path string) *audit.Log {
	t.Helper()
	log, err := audit.Open(path, audit.Caller{User: "kim", Host: "ops1", Context: "prod", Server: "https://zdm.test/api", Command: "zdmctl recovery create"}, now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = log.Close() })
	return log
}

// lines returns the decoded lines of a log.
func lines(t *testing.T, path string) (all []map[string]any) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		var one map[string]any
		if err := json.Unmarshal([]byte(line), &one); err != nil {
			t.Errorf("%q: %v", line, err)
		}
		all = append(all, one)
	}
	return all
}

// A call has two lines with one id, which contain only known values.
func TestCall(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "audit.log")
	log := open(t, path)
	for _, tt := range []struct {
		change  zdm.Change
		job     any
		end     zdm.Exchange
		outcome string
	}{
		{zdm.Change{Method: "POST", Path: "/recoveries", Body: []byte(`{"jobName":"db-01","user":"x"}`)}, "db-01", zdm.Exchange{Status: 201, RequestID: "r1"}, audit.Done},
		{zdm.Change{Method: "PUT", Path: "/recoveries/7", Body: []byte(`{"status":"start"}`)}, "7", zdm.Exchange{Status: 409, Err: &zdm.Error{Kind: zdm.Refused, Method: "PUT", Status: 409}}, audit.Refused},
		{zdm.Change{Method: "DELETE", Path: "/schedules/7"}, nil, zdm.Exchange{Err: &zdm.Error{Kind: zdm.Unreachable, Method: "DELETE"}}, audit.NotSent},
		{zdm.Change{Method: "POST", Path: "/recoveries/image", Body: []byte(`[1]`)}, nil, zdm.Exchange{Err: &zdm.Error{Kind: zdm.Lost, Method: "POST"}}, audit.Unknown},
		{zdm.Change{Method: "POST", Path: "/x", Body: []byte(`"\n\u0000`)}, nil, zdm.Exchange{Err: errors.New("odd")}, audit.Unknown},
		{zdm.Change{Method: "POST", Path: "/" + strings.Repeat("x", 1<<20), Body: []byte(`{"jobName":"` + strings.Repeat("가", 1<<16) + `"}`)}, strings.Repeat("가", 1365) + "…", zdm.Exchange{Status: 201}, audit.Done},
	} {
		before := 0
		if _, err := os.Stat(path); err == nil {
			before = len(lines(t, path))
		}
		id, err := log.Begin(tt.change)
		if err != nil {
			t.Fatal(err)
		}
		if n := len(lines(t, path)); n != before+1 {
			t.Errorf("%d lines before the call goes out, want %d", n, before+1)
		}
		if err := log.End(id, tt.end); err != nil {
			t.Fatal(err)
		}
		all := lines(t, path)
		first, second := all[before], all[before+1]
		if first["id"] != second["id"] || first["user"] != "kim" || first["host"] != "ops1" || first["context"] != "prod" || first["server"] != "https://zdm.test/api" ||
			first["command"] != "zdmctl recovery create" || first["job"] != tt.job || first["method"] != tt.change.Method || first["time"] != "2026-03-11T12:00:00Z" {
			t.Errorf("%.300v", first)
		}
		if second["outcome"] != tt.outcome {
			t.Errorf("%v, want %s", second, tt.outcome)
		}
	}
	if info, err := os.Stat(path); err != nil || info.Size() > 64<<10 {
		t.Errorf("%v, %v", info.Size(), err)
	}
}

// Several writers at once, each with its own log as in separate processes, lose or tear no line.
func TestWritersTakeTurns(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "audit.log")
	const logs, workers, calls = 3, 4, 10
	var all sync.WaitGroup
	for range logs {
		log := open(t, path)
		for w := range workers {
			all.Go(func() {
				for i := range calls {
					id, err := log.Begin(zdm.Change{Method: "POST", Path: fmt.Sprint("/", w, "/", i)})
					if err == nil {
						err = log.End(id, zdm.Exchange{Status: 200})
					}
					if err != nil {
						t.Error(err)
					}
				}
			})
		}
	}
	all.Wait()
	ids := map[string]int{}
	for _, line := range lines(t, path) {
		ids[fmt.Sprint(line["id"])]++
	}
	if len(ids) != logs*workers*calls {
		t.Errorf("%d calls", len(ids))
	}
	for id, n := range ids {
		if n != 2 {
			t.Errorf("%s has %d lines", id, n)
		}
	}
}

// An incomplete line of a killed process damages no other line.
func TestIncompleteLine(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "audit.log")
	if err := os.WriteFile(path, []byte(`{"id":"half`), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := open(t, path).Begin(zdm.Change{Method: "POST", Path: "/x"}); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(path)
	if err != nil || strings.Count(string(text), "\n") != 2 || !strings.HasPrefix(string(text), "{\"id\":\"half\n{") {
		t.Errorf("%q, %v", text, err)
	}
}

// If the log cannot be written, as on a full disk, the call is refused.
func TestNotWritten(t *testing.T) {
	t.Parallel()
	log := open(t, filepath.Join(t.TempDir(), "audit.log"))
	if err := log.Close(); err != nil {
		t.Fatal(err)
	}
	_, err := log.Begin(zdm.Change{Method: "POST", Path: "/x"})
	if e, ok := errors.AsType[*exit.Error](err); !ok || e.Code != exit.Usage || len(e.Notes) != 1 {
		t.Errorf("%v", err)
	}
	if log.End("x", zdm.Exchange{}) == nil {
		t.Error("the end was written")
	}
}
