package app_test

import (
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// registrar returns a server that keeps recoveries, and a world that is logged in to it.
func registrar(t *testing.T) (*zdmtest.Registry, *zdmtest.Server, *clitest.World) {
	t.Helper()
	s, registry := clitest.Server(t), new(zdmtest.Registry)
	registry.On(s)
	return registry, s, clitest.For(t, s)
}

// existingRecovery returns a recovery that was registered before.
func existingRecovery(name, source, target string) zdm.RecoveryRequest {
	return zdm.RecoveryRequest{JobName: name, Source: source, Target: target, Platform: "vmware", Mode: zdm.ModeFull, Repository: zdm.Repository{ID: 13}}
}

// shows fails unless a text contains every line, or part of one.
func shows(t *testing.T, text string, lines ...string) {
	t.Helper()
	for _, line := range lines {
		if !strings.Contains(text, line) {
			t.Errorf("%q is not in\n%s", line, text)
		}
	}
}

// A recovery whose name exists is not registered again unintentionally. The refusal shows what
// exists, and what to do.
func TestNameThatExistsIsRefused(t *testing.T) {
	t.Parallel()
	registry, s, w := registrar(t)
	if r := w.Run(create()...); r.Code != exit.OK || r.Stderr != "" {
		t.Fatalf("%+v", r)
	}
	for range 2 {
		r := w.Run(create()...)
		if r.Code != exit.Usage || r.Stdout != "" {
			t.Errorf("%+v", r)
		}
		shows(t, r.Stderr, `error: a recovery named "daily-recovery" exists: source-server -> target-server, Registered`+"\n",
			"\n  nothing was sent\n", "--if-absent", "--allow-duplicate", "\n    zdmctl recovery get daily-recovery\n")
	}
	if e := errorObject(t, w.Run(create("-o", "json")...)); e["kind"] != "usage" || e["exitCode"] != 2.0 || !strings.Contains(e["message"].(string), "exists") {
		t.Errorf("%v", e)
	}
	if n := len(s.Posts()); n != 1 {
		t.Errorf("%d requests were sent", n)
	}
	if r := w.Run(create("--allow-duplicate")...); r.Code != exit.OK || !strings.HasPrefix(r.Stdout, "Registered daily-recovery: ") {
		t.Errorf("%+v", r)
	}
	if names := registry.Names(); !slices.Equal(names, []string{"daily-recovery", "daily-recovery"}) {
		t.Errorf("%q", names)
	}
}

// A name that the server keeps in another form is recognized, whichever side filters the list.
func TestNameIsRecognized(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name            string
		asked, existing string
		others          bool // whether the existing one restores other servers
		code            exit.Code
		shown           string // text on stderr
	}{
		{"in another Unicode form", "복구 \u00e9", "\u1107\u1169\u11a8\u1100\u116e e\u0301", false, exit.Usage, "exists: source-server -> target-server"},
		{"in another Unicode form, other servers", "복구 \u00e9", "\u1107\u1169\u11a8\u1100\u116e e\u0301", true, exit.Usage, "exists: db-01 -> db-01-dr"},
		{"spaces around and repeated", "daily recovery", "  daily   recovery ", false, exit.Usage, "exists: source-server -> target-server"},
		{"in capitals", "daily-recovery", "DAILY-RECOVERY", false, exit.Usage, `"DAILY-RECOVERY"`},
		{"in capitals, other servers", "daily-recovery", "DAILY-RECOVERY", true, exit.OK, "warning: "},
		{"with a partition", "daily-recovery", "daily-recovery_ROOT", false, exit.Usage, `"daily-recovery_ROOT"`},
		{"with a partition, other servers", "daily-recovery", "daily-recovery_ROOT", true, exit.OK, ""},
		{"cut", "daily-recovery-of-the-ledger", "daily-recovery-of-th", false, exit.Usage, `"daily-recovery-of-th"`},
		{"a longer one", "daily-recovery", "daily-recovery-2", false, exit.OK, ""},
		{"a shorter one", "daily-recovery", "daily", false, exit.OK, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			registry, s, w := registrar(t)
			source, target := "source-server", "target-server"
			if tt.others {
				source, target = "db-01", "db-01-dr"
			}
			registry.Add(existingRecovery("other", "db-01", "db-01-dr"))
			registry.Add(existingRecovery(tt.existing, source, target))
			r := w.Run(create("--job-name", tt.asked)...)
			if sent := len(s.Posts()) == 1; r.Code != tt.code || sent != (tt.code == exit.OK) || !strings.Contains(r.Stderr, tt.shown) || tt.shown == "" && r.Stderr != "" {
				t.Errorf("%d requests, %+v", len(s.Posts()), r)
			}
		})
	}
}

// With --if-absent a command can be repeated. A script learns what happened from a document of one
// shape.
func TestIfAbsent(t *testing.T) {
	t.Parallel()
	registry, s, w := registrar(t)
	ifAbsent := func(args ...string) clitest.Result { return w.Run(create(append(args, "--if-absent")...)...) }
	document := func(job, outcome string) (keys []string) {
		t.Helper()
		r := ifAbsent("--job-name", job, "-o", "json")
		var all map[string]json.RawMessage
		var known struct {
			Job, Outcome string
			Answer       struct{ Success bool }
		}
		err := json.Unmarshal([]byte(r.Stdout), &all)
		if err == nil {
			err = json.Unmarshal([]byte(r.Stdout), &known)
		}
		if err != nil || r.Code != exit.OK || r.Stderr != "" || known.Job != job || known.Outcome != outcome || !known.Answer.Success {
			t.Errorf("want %s %s, %v: %+v", job, outcome, err, r)
		}
		return slices.Sorted(maps.Keys(all))
	}
	first, second := document("in-json", "created"), document("in-json", "unchanged")
	if want := []string{"answer", "job", "outcome"}; !slices.Equal(first, want) || !slices.Equal(second, want) {
		t.Errorf("%q, then %q", first, second)
	}
	for _, format := range []string{"yaml", "jsonl"} {
		for _, outcome := range []string{"created", "unchanged"} {
			if r := ifAbsent("--job-name", "in-"+format, "-o", format); r.Code != exit.OK || !strings.Contains(strings.ReplaceAll(r.Stdout, `"`, ""), "outcome:") || !strings.Contains(r.Stdout, outcome) {
				t.Errorf("-o %s, want %s: %+v", format, outcome, r)
			}
		}
	}
	for _, begin := range []string{"Registered in-table: ", "Already exists: in-table: source-server -> target-server; nothing was sent\n"} {
		if r := ifAbsent("--job-name", "in-table"); r.Code != exit.OK || r.Stderr != "" || !strings.HasPrefix(r.Stdout, begin) {
			t.Errorf("want %s: %+v", begin, r)
		}
	}
	for range 2 {
		if r := ifAbsent("--job-name", "by-name", "-o", "name"); r.Code != exit.OK || r.Stderr != "" || r.Stdout != "by-name\n" {
			t.Errorf("%+v", r)
		}
	}
	if n := len(registry.Names()); n != 5 || len(s.Posts()) != n {
		t.Errorf("%d recoveries, %d requests", n, len(s.Posts()))
	}
	registry.Add(existingRecovery("taken", "db-01", "db-01-dr"))
	if r := ifAbsent("--job-name", "taken"); r.Code != exit.Refused || !strings.Contains(r.Stderr, "nothing was sent") || len(s.Posts()) != 5 {
		t.Errorf("a recovery of other servers: %+v", r)
	}
	if r := ifAbsent("--allow-duplicate"); r.Code != exit.Usage || len(s.Posts()) != 5 {
		t.Errorf("%+v", r)
	}
}

// renamed returns the ways in which servers store a name.
func renamed() map[string]func(string) string {
	return map[string]func(string) string{
		"with a partition": func(name string) string { return name + "_ROOT" },
		"cut":              func(name string) string { return name[:len(name)-2] },
		"in capitals":      strings.ToUpper,
		"without hyphens":  func(name string) string { return strings.ReplaceAll(name, "-", "_") },
	}
}

// A name that the server derived from the request's is reported, and later steps use it.
func TestRenamedRecovery(t *testing.T) {
	t.Parallel()
	for form, rename := range renamed() {
		t.Run(form, func(t *testing.T) {
			t.Parallel()
			registry, s, w := registrar(t)
			registry.Rename = rename
			const asked = "daily-recovery-of-the-ledger"
			name := rename(asked)
			file := w.File("request.json", strings.Replace(contract(t, "basic.json"), "daily-recovery", asked, 1))
			note := `the server registered it as "` + name + `", not as "` + asked + `"`

			r := w.Run("recovery", "create", "-f", file)
			if r.Code != exit.OK || r.Stderr != "note: "+note+"\n" || !strings.HasPrefix(r.Stdout, "Registered "+name+": ") {
				t.Errorf("create: %+v", r)
			}
			if r := w.Run("recovery", "create", "-f", file); r.Code != exit.Usage || !strings.Contains(r.Stderr, "zdmctl recovery get "+name) {
				t.Errorf("create again: %+v", r)
			}
			if r := w.Run("recovery", "create", "-f", file, "--if-absent", "-o", "name"); r.Code != exit.OK || r.Stdout != name+"\n" {
				t.Errorf("create --if-absent: %+v", r)
			}
			if r := w.Run("recovery", "create", "-f", file, "--if-absent", "-o", "json", "--jq", ".job, .outcome"); r.Code != exit.OK || r.Stdout != name+"\nunchanged\n" {
				t.Errorf("create --if-absent -o json: %+v", r)
			}
			for _, more := range [][]string{nil, {"--journal", w.Dir + "/wave.journal"}, {"--journal", w.Dir + "/wave.journal"}} {
				r := w.Run(append([]string{"recovery", "apply", "-f", file, "-o", "json"}, more...)...)
				if it := onlyItem(t, r); r.Code != exit.OK || it.Job != asked || it.Name != name || it.Outcome != "unchanged" || !slices.Contains(it.Remarks, note) {
					t.Errorf("apply %q: %+v", more, r)
				}
			}
			if n := len(s.Posts()); n != 1 {
				t.Errorf("%d requests were sent", n)
			}
		})
	}
}

// A recovery that apply registers under another name is found by the next run, with and without the
// journal.
func TestRenamedRecoveriesAreAppliedOnce(t *testing.T) {
	t.Parallel()
	for form, rename := range renamed() {
		t.Run(form, func(t *testing.T) {
			t.Parallel()
			registry, s, w := registrar(t)
			registry.Rename = rename
			const requests = 20 // enough for a list to be read instead of single lookups
			text := read(t, wave(t, w, requests))
			file := w.File("wave.yaml", regexp.MustCompile(`wave-\d+`).ReplaceAllString(text, "$0-of-the-nightly-recovery")) // long enough to be truncated
			journal := []string{"--journal", w.Dir + "/wave.journal"}
			for i, more := range [][]string{journal, journal, nil} {
				r := w.Run(append([]string{"recovery", "apply", "-f", file, "-o", "jsonl"}, more...)...)
				for _, it := range items(t, r.Stdout) {
					if want := map[bool]string{true: "created", false: "unchanged"}[i == 0]; it.Outcome != want || it.Name != rename(it.Job) {
						t.Errorf("run %d: %+v", i, it)
					}
				}
				if r.Code != exit.OK {
					t.Errorf("run %d: %+v", i, r)
				}
			}
			if n := len(s.Posts()); n != requests {
				t.Errorf("%d requests were sent", n)
			}
		})
	}
}
