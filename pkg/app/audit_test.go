package app_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/internal/faultproxy"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
)

// auditLine is a line of an audit log.
type auditLine struct {
	ID, Time, User, Host, Context, Server, Command, Job, Method, Path, RequestID, Outcome string
	Status                                                                                int
}

func auditLines(t *testing.T, path string) (all []auditLine) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		var one auditLine
		if err := json.Unmarshal([]byte(line), &one); err != nil {
			t.Errorf("%q: %v", line, err)
		}
		all = append(all, one)
	}
	return all
}

// changes returns command lines for every kind of change, in an order in which each succeeds, with
// the call that is recorded.
func changes(w *clitest.World) [][2]string {
	w.File("db.yaml", request("db-01", "web-01", "web-01-dr"))
	w.File("wave/web.yaml", request("web-01", "source-server", "target-server"))
	w.File("status.json", `{"center":"1","status":"start","password":"`+zdmtest.Password+`"}`)
	return [][2]string{
		{"recovery create -f db.yaml", "POST /recoveries db-01"},
		{"recovery apply -f wave", "POST /recoveries web-01"},
		{"recovery update db-01 --mode increment", "PUT /recoveries/"},
		{"recovery start db-01", "PUT /recoveries/"},
		{"recovery stop db-01", "PUT /recoveries/"},
		{"schedule create --center 1 --schedule daily~10:00", "POST /schedules"},
		{"api PUT /recoveries/web-01?secret=" + url.QueryEscape(zdmtest.Password) + " -f status.json", "PUT /recoveries/web-01"},
		{"recovery delete db-01 --yes", "DELETE /recoveries/"},
	}
}

func changeArgs(w *clitest.World, line string) []string {
	args := strings.Fields(line)
	for i, arg := range args {
		if arg == "db.yaml" || arg == "wave" || arg == "status.json" {
			args[i] = filepath.Join(w.Dir, arg)
		}
		args[i] = strings.ReplaceAll(args[i], "~", " ")
	}
	return args
}

// Every change is recorded with its user and its outcome. Reads and logins are not recorded.
func TestAuditLog(t *testing.T) {
	t.Parallel()
	w := clitest.New(t)
	w.Env["ZDMCTL_CONTEXT"] = "sandbox"
	log := filepath.Join(w.Dir, "audit.log")
	if r := w.Run("config", "set", "audit-log", log); r.Code != exit.OK {
		t.Fatalf("%+v", r)
	}
	seen := 0
	for _, change := range changes(w) {
		for _, args := range [][]string{{"recovery", "list"}, changeArgs(w, change[0])} {
			if r := w.Run(args...); r.Code != exit.OK {
				t.Fatalf("%q: %+v", args, r)
			}
		}
		all := auditLines(t, log)
		if len(all) != seen+2 {
			t.Fatalf("%s: %d lines more", change[0], len(all)-seen)
		}
		call, result := all[seen], all[seen+1]
		words := strings.Fields(change[0])
		got := strings.TrimSpace(call.Method + " " + call.Path + " " + call.Job)
		if call.ID == "" || call.ID != result.ID || !strings.HasPrefix(got, change[1]) || call.User == "" || call.Host == "" || call.Context != "sandbox" ||
			call.Server == "" || call.Outcome != "" || result.Outcome != "done" || result.Status/100 != 2 || result.RequestID == "" {
			t.Errorf("%s: %+v, %+v", change[0], call, result)
		}
		if command := "zdmctl " + strings.Join(words[:min(len(words), 2)], " "); words[0] != "api" && !strings.HasPrefix(call.Command, command) || words[0] == "api" && call.Command != "zdmctl api" {
			t.Errorf("%s: command %q", change[0], call.Command)
		}
		seen = len(all)
	}
	if info, err := os.Stat(log); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
}

// If the log cannot be written, every change is refused and nothing is sent. Reads still work.
func TestAuditLogThatCannotBeWritten(t *testing.T) {
	t.Parallel()
	for _, place := range []string{"audit.log", "nowhere/audit.log", "link"} {
		s := clitest.Server(t)
		s.On("GET "+zdmtest.Recoveries, zdmtest.List())
		w := clitest.For(t, s)
		path := filepath.Join(w.Dir, place)
		w.Env["ZDMCTL_AUDIT_LOG"] = path
		switch place {
		case "audit.log":
			w.File(place, "")
			if err := os.Chmod(path, 0o644); err != nil {
				t.Fatal(err)
			}
		case "link":
			if err := os.Symlink(w.File("other.log", ""), path); err != nil {
				t.Fatal(err)
			}
		}
		for _, args := range [][]string{
			append([]string{"recovery", "create"}, basicFlags()...),
			{"recovery", "apply", "-f", contractPath(t, "basic.json"), "--journal", filepath.Join(w.Dir, "wave.journal")},
			{"recovery", "delete", "7", "8", "--yes"},
			{"recovery", "stop", "7"},
			{"schedule", "delete", "7", "--yes"},
			{"api", "DELETE", "/recoveries/7"},
		} {
			r := w.Run(args...)
			if r.Code != exit.Usage || !strings.Contains(r.Stderr, path) || !strings.Contains(r.Stderr, "nothing was sent") || !strings.Contains(r.Stderr, "audit-log") {
				t.Errorf("%s, %q: %+v", place, args, r)
			}
		}
		for _, r := range s.Requests() {
			if r.Method != http.MethodGet {
				t.Errorf("%s: %s %s was sent", place, r.Method, r.Path)
			}
		}
		if r := w.Run("recovery", "list"); r.Code != exit.OK {
			t.Errorf("%+v", r)
		}
		if _, err := os.Stat(filepath.Join(w.Dir, "wave.journal")); err == nil {
			t.Error("apply began a journal")
		}
	}
}

func TestAuditLogIsAnAbsolutePath(t *testing.T) {
	t.Parallel()
	w := clitest.New(t)
	for _, path := range []string{"audit.log", "~/audit.log", "./audit.log"} {
		w.Env["ZDMCTL_AUDIT_LOG"] = path
		if r := w.Run("recovery", "list", "--context", "sandbox"); r.Code != exit.Usage || !strings.Contains(r.Stderr, "absolute path") {
			t.Errorf("%q: %+v", path, r)
		}
	}
}

// With eight workers, every registration that the server receives is in the log exactly once.
func TestAuditLogOfApply(t *testing.T) {
	t.Parallel()
	const requests = 100
	var log atomic.Pointer[string]
	var sent, early atomic.Int64
	b := startBackend(t)
	proxy := faultproxy.Start(b, func(r *http.Request) faultproxy.Fault {
		if path := log.Load(); path != nil && r.Method == http.MethodPost {
			n := sent.Add(1)
			if text, err := os.ReadFile(*path); err != nil || int64(strings.Count(string(text), `"method":"POST"`)) < n {
				early.Add(1)
			}
		}
		return faultproxy.None
	})
	t.Cleanup(proxy.Close)
	w := b.world(t, proxy)
	files, path := wave(t, w, requests), filepath.Join(w.Dir, "audit.log")
	w.Env["ZDMCTL_AUDIT_LOG"] = path
	log.Store(&path)
	if r := w.Run("recovery", "apply", "-f", files, "--parallel", "8", "-o", "name"); r.Code != exit.OK {
		t.Fatalf("%+v", r)
	}
	if early.Load() > 0 || sent.Load() != requests {
		t.Errorf("%d of %d requests were sent before they were recorded", early.Load(), sent.Load())
	}
	jobs, results := map[string]int{}, map[string]int{}
	for _, line := range auditLines(t, path) {
		if line.Method != "" {
			jobs[line.Job]++
		} else {
			results[line.ID+" "+line.Outcome]++
		}
	}
	if len(jobs) != requests || len(results) != requests {
		t.Errorf("%d jobs, %d results", len(jobs), len(results))
	}
	for name, n := range jobs {
		if n != 1 {
			t.Errorf("%s is recorded %d times", name, n)
		}
	}
	if len(b.jobs(t)) != requests {
		t.Error("not all are registered")
	}
}
