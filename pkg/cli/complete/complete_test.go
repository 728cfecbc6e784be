package complete_test

import (
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// complete returns what a shell is offered for a command line, each with its description.
func complete(t *testing.T, w *clitest.World, line ...string) []string {
	t.Helper()
	r := w.Run(append([]string{"__complete"}, line...)...)
	offered := strings.Split(strings.TrimSpace(r.Stdout), "\n")
	last := len(offered) - 1
	if r.Code != exit.OK || !strings.HasPrefix(offered[last], ":") || strings.Contains(r.Stderr, "error") || strings.Contains(r.Stderr, "warning") {
		t.Errorf("%q: %+v", line, r)
	}
	return offered[:last]
}

// offers fails unless every word is offered.
func offers(t *testing.T, w *clitest.World, words string, line ...string) {
	t.Helper()
	offered := "\n" + strings.Join(complete(t, w, line...), "\n") + "\n"
	for word := range strings.SplitSeq(words, ", ") {
		if !strings.Contains(offered, "\n"+word+"\n") && !strings.Contains(offered, "\n"+word+"\t") {
			t.Errorf("%q: no %q among %s", line, word, offered)
		}
	}
}

// Completions that need no server work offline, and leave no files.
func TestCompleteOffline(t *testing.T) {
	w := clitest.New(t)
	for line, words := range map[string]string{
		"":                                   "recovery, server, completion, version",
		"recovery ":                          "create, apply, plan, validate, init, list, get, update, start, stop, delete, watch, history",
		"help recovery ":                     "create, watch",
		"recovery create --":                 "--source, --job-name, --output",
		"recovery create --platform ":        "vmware, xenserver, baremetal",
		"recovery create --mode ":            "full, increment",
		"recovery create --overwrite=":       "allow, not-allow",
		"recovery create --script-run ":      "before, after",
		"recovery plan --after-reboot ":      "reboot, shutdown, maintain",
		"recovery update --platform ":        "vmware",
		"recovery list --status ":            "preparing, processing, error",
		"recovery list --sort ":              "asc, desc",
		"recovery get --by ":                 "name, id",
		"server list --mode ":                "source, target",
		"cloud-auth regions ":                "aws, gcp",
		"completion ":                        "bash, zsh, fish, powershell",
		"config get ":                        "server, password-command, current-context",
		"context use ":                       "sandbox",
		"--context ":                         "sandbox",
		"recovery list -o ":                  "table, wide, json, jsonl, yaml, name",
		"--lang ":                            "en, ko",
		"api ":                               "GET, POST, PUT, PATCH, DELETE",
		"recovery create --repository-type ": "smb, nfs",
	} {
		offers(t, w, words, strings.Split(line, " ")...)
	}
	for _, line := range []string{"recovery create --source ", "recovery get ", "version ", "recovery create --job-name ", "server list ", "config set server ", "recovery create --no-such "} {
		if got := complete(t, w, strings.Split(line, " ")...); len(got) > 0 {
			t.Errorf("%q: %q", line, got)
		}
	}
	if left, err := os.ReadDir(w.Dir); err != nil || len(left) > 0 {
		t.Errorf("%v, %v", left, err)
	}
}

// Only flags and arguments that take files complete with files.
func TestCompleteFiles(t *testing.T) {
	w := clitest.New(t)
	for line, directive := range map[string]string{
		"recovery create -f ": ":0", "recovery apply --journal ": ":0", "--ca-file ": ":0", "sandbox serve --db ": ":0", "recovery init -O ": ":0",
		"recovery create --mail-event ": ":4", "version ": ":4", "recovery create ": ":4", "recovery create --job ": ":4",
	} {
		if r := w.Run(append([]string{"__complete"}, strings.Split(line, " ")...)...); !strings.HasSuffix(strings.TrimSpace(r.Stdout), directive) {
			t.Errorf("%s: %+v", line, r)
		}
	}
}

// Every flag and argument that takes an item of the server completes it from the server.
func TestCompleteNames(t *testing.T) {
	w := clitest.New(t)
	w.Env["ZDMCTL_CONTEXT"] = "sandbox"
	if r := w.Run("recovery", "create", "--center", "1", "--source", "source-server", "--target", "target-server", "--platform", "vmware", "--repository-id", "13",
		"--mode", "full", "--list-only", "--job", "source=/,target=/dev/sda1", "--job-name", "daily-recovery", "--schedule", "daily 10:00"); r.Code != exit.OK {
		t.Fatalf("%+v", r)
	}
	for line, names := range map[string]string{
		"recovery create --source ":        "web-01, ledger-01 (198.51.100.31)",
		"recovery create --source web":     "web-01, web-01-dr",
		"recovery init --target ":          "web-01-dr",
		"recovery watch --source ":         "web-01",
		"recovery list --involving ":       "web-01",
		"recovery create --center ":        "main-center, 부산센터",
		"recovery create --repository-id ": "13",
		"recovery create --user ":          "demo@example.com",
		"recovery create --schedule ":      "1",
		"recovery get ":                    "daily-recovery",
		"recovery update ":                 "daily-recovery",
		"recovery watch ":                  "daily-recovery",
		"recovery history ":                "daily-recovery",
		"recovery list --job-name ":        "daily-recovery",
		"recovery list --backup-job ":      "daily-backup-root",
		"server get ":                      "web-01",
		"server partitions ":               "web-01",
		"backup images ":                   "web-01",
		"backup get ":                      "daily-backup-root, 원장_data",
		"backup list --job-name ":          "daily-backup-root",
		"center get ":                      "main-center",
		"schedule get ":                    "1",
		"schedule delete ":                 "1, 2",
		"user get ":                        "demo@example.com",
		"context set x --repository ":      "13",
	} {
		offers(t, w, names, strings.Split(line, " ")...)
	}
	if got := complete(t, w, "recovery", "delete", "daily-recovery", ""); len(got) > 0 {
		t.Errorf("a name that is there already: %q", got)
	}
	if got := complete(t, w, "recovery", "get", "daily-recovery", ""); len(got) > 0 {
		t.Errorf("a second argument: %q", got)
	}
	if got := complete(t, w, "server", "get", "web-01-"); len(got) != 1 || got[0] != "web-01-dr\tTarget Rocky Linux 9.3" {
		t.Errorf("%q", got)
	}
}

func serversAnswer(names ...string) zdmtest.Answer {
	items := make([]string, len(names))
	for i, name := range names {
		items[i] = `{"id":"` + strconv.Itoa(101+i) + `","name":` + name + `,"agent":{"mode":"Source"},"os":{"version":"a\tb\u001b[31m"}}`
	}
	return zdmtest.Reply(http.StatusOK, "", []byte(`{"success":true,"data":[`+strings.Join(items, ",")+`],"message":"","timestamp":""}`))
}

// Names are cached for a minute, for one server and account, in a file that contains no secret and
// that only the user can read.
func TestCompleteRemembers(t *testing.T) {
	s := clitest.Server(t)
	s.On("/api/servers", serversAnswer(`"web-01"`))
	w := clitest.For(t, s)
	for range 3 {
		offers(t, w, "web-01", "server", "get", "")
	}
	if n := len(s.Requests()); n != 1 {
		t.Errorf("%d requests", n)
	}
	files, err := filepath.Glob(filepath.Join(w.Dir, ".cache", "zdmctl", "*"))
	if err != nil || len(files) != 1 {
		t.Fatalf("%q, %v", files, err)
	}
	if info, err := os.Stat(files[0]); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
	for name, content := range map[string]string{
		"old":     `{"at":"` + clitest.Now().Add(-61*time.Second).Format(time.RFC3339) + `","names":[{"value":"old"}]}`,
		"future":  `{"at":"` + clitest.Now().Add(time.Hour).Format(time.RFC3339) + `","names":[{"value":"future"}]}`,
		"torn":    `{"at":"2026-03-11T12:00:00Z","names":[{"va`,
		"painted": `{"at":"2026-03-11T12:00:00Z","names":[{"value":"web-09","about":"\u001b[31m"}]}`,
		"hostile": `{"at":"2026-03-11T12:00:00Z","names":[{"value":"$(reboot)"}]}`,
		"nothing": ``,
	} {
		if err := os.WriteFile(files[0], []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if got := complete(t, w, "server", "get", ""); len(got) != 1 || !strings.HasPrefix(got[0], "web-01\t") {
			t.Errorf("%s: %q", name, got)
		}
	}
	s.On("/api/servers", serversAnswer(`"theirs"`))
	offers(t, w, "web-01", "server", "get", "")
	w.Env["ZDMCTL_TOKEN"] = clitest.Token() + "x" // token of another account
	offers(t, w, "theirs", "server", "get", "")
	other := clitest.Server(t)
	other.On("/api/servers", serversAnswer(`"elsewhere"`))
	w.Env["ZDMCTL_SERVER"] = other.URL
	offers(t, w, "elsewhere", "server", "get", "")
}

// A response never adds more than a name to the command line.
func TestCompleteHostileNames(t *testing.T) {
	s := clitest.Server(t)
	s.On("/api/servers", serversAnswer(`"$(reboot)"`, "\"`reboot`\"", `"a;reboot"`, `"a\nb"`, `"a\tb"`, `"\u001b[2J"`, `"--yes"`, `""`, `null`, `7`, `"a'b"`, `"plain (10.0.0.1)"`))
	// Items without a name, or whose name could be read as an ID, are offered by ID.
	const about = `Source a\tb\x1b[31m`
	want := []string{"108\t" + about, "109\t" + about, "110\t7 " + about, "plain (10.0.0.1)\t" + about}
	if got := complete(t, clitest.For(t, s), "server", "get", ""); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

// A name that two items share is offered once. If it were offered twice, bash would insert the
// common prefix of the descriptions.
func TestCompleteNamesTwice(t *testing.T) {
	s := clitest.Server(t)
	s.On("/api/servers", serversAnswer(`"twice"`, `"once"`, `"twice"`))
	if got := complete(t, clitest.For(t, s), "server", "get", ""); !slices.Equal(got, []string{"twice", `once` + "\t" + `Source a\tb\x1b[31m`}) {
		t.Errorf("%q", got)
	}
}

// If the server does not respond, refuses or cannot be reached, completion neither waits nor prints
// anything.
func TestCompleteSilently(t *testing.T) {
	for name, answer := range map[string]zdmtest.Answer{
		"hangs": zdmtest.Hang(), "cut": zdmtest.Raw(nil), "refused": zdmtest.Reply(http.StatusUnauthorized, "", []byte(`{"success":false,"error":"no"}`)),
		"broken": zdmtest.Reply(http.StatusInternalServerError, "text/html", []byte("<h1>no</h1>")), "no list": zdmtest.Reply(http.StatusOK, "", []byte(`7`)),
	} {
		s := clitest.Server(t)
		s.On("/api/servers", answer)
		w := clitest.For(t, s)
		begin := time.Now()
		if got := complete(t, w, "server", "get", ""); len(got) > 0 {
			t.Errorf("%s: %q", name, got)
		}
		if took := time.Since(begin); took > 20*time.Second {
			t.Errorf("%s: %s", name, took)
		}
		if files, _ := filepath.Glob(filepath.Join(w.Dir, ".cache", "zdmctl", "*")); len(files) > 0 {
			t.Errorf("%s: %q", name, files)
		}
	}
}

// Completion does not wait for a login.
func TestCompleteDoesNotLogIn(t *testing.T) {
	s := clitest.Server(t)
	s.On("/api/servers", zdmtest.Reply(http.StatusUnauthorized, "", []byte(`{"success":false,"error":"no"}`)))
	w := clitest.For(t, s)
	w.Env["ZDMCTL_EMAIL"], w.Env["ZDMCTL_PASSWORD"] = "ops@example.com", zdmtest.Password
	complete(t, w, "server", "get", "")
	delete(w.Env, "ZDMCTL_TOKEN")
	complete(t, w, "server", "get", "")
	if posts := s.Posts(); len(posts) > 0 {
		t.Errorf("%d log-ins", len(posts))
	}
}
