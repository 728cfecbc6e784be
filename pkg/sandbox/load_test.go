package sandbox_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/sandbox"
)

// plain sends a request without checking the response against the API's document, which costs more
// than the request.
func plain(t *testing.T, s *sandbox.Server, method, target, body string) answered {
	t.Helper()
	return unchecked(t, s, method, target, body, bearer(t, s))
}

func posted(t *testing.T, s *sandbox.Server, body string) answered {
	t.Helper()
	return plain(t, s, http.MethodPost, "/api/recoveries", body)
}

func got(t *testing.T, s *sandbox.Server, target string) answered {
	t.Helper()
	return plain(t, s, http.MethodGet, target, "")
}

// 200 clients register, list and delete at once. None sees a job missing or duplicated.
func TestParallelClients(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "sandbox.db")
	s := open(t, sandbox.Config{Path: path})
	const clients, each = 200, 4
	var group sync.WaitGroup
	for client := range clients {
		group.Go(func() {
			for i := range each {
				name := fmt.Sprintf("job-%d-%d", client, i)
				if answer := posted(t, s, with("jobName", `"`+name+`"`)); answer.status != http.StatusCreated {
					t.Errorf("%s: %s", name, answer.text)
				}
				if found := names(t, got(t, s, "/api/recoveries?jobName="+name)); found != name {
					t.Errorf("%s is listed as %q", name, found)
				}
				if i%2 == 0 {
					same(t, plain(t, s, http.MethodDelete, "/api/recoveries/"+name, ""), "data.summary.state", "success")
					if answer := plain(t, s, http.MethodDelete, "/api/recoveries/"+name, ""); answer.status != http.StatusNotFound {
						t.Errorf("%s was deleted twice: %s", name, answer.text)
					}
				}
			}
			if found := got(t, s, "/api/recoveries?server=12&limit=1"); found.status != http.StatusOK {
				t.Error(found.text)
			}
		})
	}
	group.Wait()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = open(t, sandbox.Config{Path: path})
	for _, query := range []string{"", "server=11", "server=source-server&serverType=source", "serverType=target&server=12", "mode=full", "center=1"} {
		seen := map[string]int{}
		for name := range strings.FieldsSeq(names(t, got(t, s, "/api/recoveries?"+query))) {
			seen[name]++
		}
		if len(seen) != clients*each/2 {
			t.Errorf("%q: %d jobs", query, len(seen))
		}
		for name, times := range seen {
			if times > 1 || strings.HasSuffix(name, "-0") || strings.HasSuffix(name, "-2") {
				t.Errorf("%q: %s is there %d times", query, name, times)
			}
		}
		same(t, got(t, s, "/api/recoveries?limit=3&"+query), "pagination.totalItems", clients*each/2.0)
	}
}

// A streamed list is one JSON document of any length.
func TestLongList(t *testing.T) {
	t.Parallel()
	s := open(t, sandbox.Config{})
	var group sync.WaitGroup
	for worker := range 50 {
		group.Go(func() {
			for i := range 20 {
				posted(t, s, with("jobName", fmt.Sprintf(`"%d-%d-%s"`, worker, i, strings.Repeat("이름", 50)), "schedule", "1"))
			}
		})
	}
	group.Wait()
	for _, target := range []string{"/api/recoveries?detail=true", "/api/recoveries/monitoring/system/11?mode=full"} {
		list := got(t, s, target)
		if !json.Valid([]byte(list.text)) || list.at(t, "message") == nil {
			t.Errorf("%s: %d bytes are not JSON", target, len(list.text))
		}
	}
	if list := got(t, s, "/api/recoveries").at(t, "data").([]any); len(list) != 1000 {
		t.Errorf("%d jobs", len(list))
	}
	same(t, got(t, s, "/api/recoveries/monitoring/system/11?page=2&limit=999"), "data.pagination.hasNextPage", false)
	same(t, got(t, s, "/api/recoveries?limit=5000"), "pagination.itemsPerPage", 1000.0)
	refused(t, plain(t, s, http.MethodDelete, "/api/schedules/1", ""), http.StatusConflict,
		"Schedule ID '1' is referenced by: backup(2), recovery(1000)")
}
