package apply_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// document returns a request for one partition.
func document(name string) string {
	return fmt.Sprintf("center: \"1\"\njobName: %s\nsource: web-01\ntarget: web-01-dr\nplatform: kvm\nmode: full\nrepository: {id: 13}\noverwrite: allow\nlistOnly: true\n"+
		"jobList:\n  - {sourcePartition: /, targetPartition: /dev/vda1}\n", name)
}

// documents returns a file of several requests.
func documents(names ...string) string {
	var all []string
	for _, name := range names {
		all = append(all, document(name))
	}
	return strings.Join(all, "---\n")
}

// registration returns a complete response to POST /recoveries with the given numbers of registered
// and failed partitions.
func registration(name string, registered, failed int) zdmtest.Answer {
	state, reason := "success", ""
	if failed > 0 {
		state, reason = "fail", "disk full"
	}
	part := `{"sourcePartition": "/", "targetPartition": "/dev/vda1", "jobMode": "full", "overwrite": "allow", "repository": {"id": "13"}}`
	return zdmtest.Reply(http.StatusCreated, "", fmt.Appendf(nil, `{"success": true, "requestID": "r-post", "data": {"common": {"state": %q, "jobName": %q, "platform": "kvm", "autoStart": "not use",
"errorMessage": %q}, "partitions": [%s], "summary": {"total": %d, "successful": %d, "failed": %d}}}`, state, name, reason, part, registered+failed, registered, failed))
}

// newServer returns a server without recoveries. It responds with answers to the registrations of
// some, and registers all others.
func newServer(t *testing.T, answers map[string]zdmtest.Answer) *zdmtest.Server {
	t.Helper()
	s := clitest.Server(t)
	s.On("GET "+zdmtest.Recoveries, zdmtest.List())
	s.On("POST "+zdmtest.Recoveries, func(w http.ResponseWriter, r *http.Request, closed <-chan struct{}) {
		var asked struct{ JobName string }
		_ = json.NewDecoder(r.Body).Decode(&asked)
		answer := answers[asked.JobName]
		if answer == nil {
			answer = registration(asked.JobName, 1, 0)
		}
		answer(w, r, closed)
	})
	return s
}

var (
	refused = zdmtest.Refusal(http.StatusBadRequest, "no such platform")
	lost    = zdmtest.Raw(nil)
)

// The exit code is that of the worst request, in the order 7, 3, 4, 6, 5, 0. Every item reports its
// outcome.
func TestVerdict(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name    string
		answers map[string]zdmtest.Answer
		code    exit.Code
		want    string // outcomes of a, b, c
		counts  string
	}{
		{"all registered", nil, exit.OK, "created created created", "3 created"},
		{"one refused", map[string]zdmtest.Answer{"b": refused}, exit.Refused, "created failed created", "2 created, 1 failed"},
		{"one in part", map[string]zdmtest.Answer{"a": registration("a", 1, 1), "b": refused}, exit.Failed, "partial failed created", "1 created, 1 partial, 1 failed"},
		{"one failed in whole", map[string]zdmtest.Answer{"b": refused, "c": registration("c", 0, 1)}, exit.Failed, "created failed failed", "1 created, 2 failed"},
		{"one unknown", map[string]zdmtest.Answer{"a": lost, "b": registration("b", 1, 1), "c": refused}, exit.Unknown, "unknown partial failed", "1 partial, 1 failed, 1 unknown"},
		{"one forbidden", map[string]zdmtest.Answer{"a": zdmtest.Refusal(403, "not yours"), "b": refused}, exit.Credentials, "failed failed created", "1 created, 2 failed"},
		{"token refused", map[string]zdmtest.Answer{"a": zdmtest.Refusal(401, "expired")}, exit.Credentials, "failed skipped skipped", "1 failed, 2 skipped"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			w := clitest.For(t, newServer(t, tt.answers))
			w.File("wave.yaml", documents("a", "b", "c"))
			r := w.Run("recovery", "apply", "-f", filepath.Join(w.Dir, "wave.yaml"), "--parallel", "1", "-o", "json")
			var d struct {
				Items []struct {
					Job, Outcome, Detail, File string
					ExitCode                   exit.Code
					Line                       int
				}
				Summary map[string]int
			}
			if err := json.Unmarshal([]byte(r.Stdout), &d); err != nil || len(d.Items) != 3 {
				t.Fatalf("%v: %+v", err, r)
			}
			var outcomes []string
			for i, item := range d.Items {
				outcomes = append(outcomes, item.Outcome)
				if item.Job != string(rune('a'+i)) || item.Line != 2+12*i || !strings.HasSuffix(item.File, "wave.yaml") || (item.ExitCode != exit.OK) != slices.Contains([]string{"failed", "partial", "unknown"}, item.Outcome) {
					t.Errorf("%+v", item)
				}
			}
			if got := strings.Join(outcomes, " "); r.Code != tt.code || got != tt.want {
				t.Errorf("exit code %d, %s; want %d, %s\n%s", r.Code, got, tt.code, tt.want, r.Stderr)
			}
			total := 0
			for _, n := range d.Summary {
				total += n
			}
			if len(d.Summary) != 7 || total != 3 {
				t.Errorf("%v", d.Summary)
			}
			if tt.code != exit.OK && !strings.Contains(r.Stderr, tt.counts) {
				t.Errorf("%q is missing in %s", tt.counts, r.Stderr)
			}
		})
	}
}

// The error names the first of the worst requests in the order of the files, whichever is answered
// first.
func TestFirstFailureIsNamed(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, last, first string }{
		{"equally bad", "a", "a"},
		{"equally bad, answered in order", "c", "a"},
		{"a worse one", "b", "b"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			answered := make(chan struct{}, 3)
			answers := map[string]zdmtest.Answer{}
			for _, name := range []string{"a", "b", "c"} {
				status := http.StatusBadRequest
				if name == "b" && tt.last == "b" {
					status = http.StatusForbidden
				}
				answer := zdmtest.Refusal(status, "refused "+name)
				answers[name] = func(w http.ResponseWriter, r *http.Request, closed <-chan struct{}) {
					if name == tt.last {
						<-answered
						<-answered
					}
					answer(w, r, closed)
					answered <- struct{}{}
				}
			}
			w := clitest.For(t, newServer(t, answers))
			r := w.Run("recovery", "apply", "-f", w.File("wave.yaml", documents("a", "b", "c")), "--parallel", "3")
			if !strings.Contains(r.Stderr, "\n  "+tt.first+": ") || !strings.HasSuffix(r.Stderr, "refused "+tt.first+"\n") {
				t.Errorf("%s", r.Stderr)
			}
		})
	}
}

// The table shows the results that need attention, and the counts. Wide output and dry runs show
// all results.
func TestTable(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		args  []string
		names string // names in the rows
		last  string
	}{
		{nil, "a b c", "1 created, 1 failed, 1 unknown"},
		{[]string{"-o", "wide"}, "a b c", "1 created, 1 failed, 1 unknown"},
		{[]string{"--dry-run"}, "a b c", "3 created"},
	} {
		w := clitest.For(t, newServer(t, map[string]zdmtest.Answer{"b": refused, "c": lost}))
		w.File("wave.yaml", documents("a", "b", "c"))
		r := w.Run(append([]string{"recovery", "apply", "-f", filepath.Join(w.Dir, "wave.yaml"), "--parallel", "1"}, tt.args...)...)
		lines := strings.Split(strings.TrimSuffix(r.Stdout, "\n"), "\n")
		var names []string
		for _, line := range lines[1 : len(lines)-1] {
			names = append(names, strings.Fields(line)[0])
		}
		if got := strings.Join(names, " "); got != tt.names || !strings.Contains(lines[len(lines)-1], tt.last) {
			t.Errorf("%q: %s", tt.args, r.Stdout)
		}
	}
	w := clitest.For(t, newServer(t, nil))
	if r := w.Run("recovery", "apply", "-f", w.File("wave.yaml", strings.Replace(documents("a", "b"), "web-01-dr", "web-02-dr", 1))); r.Code != exit.OK || r.Stdout != "JOB  OUTCOME  DETAIL\na    created  -\nb    created  -\n2 created\n" || r.Stderr != "" {
		t.Errorf("%+v", r)
	}
}

// The formats for scripts: a line for each result as it arrives, and the names of what is
// registered.
func TestStreams(t *testing.T) {
	t.Parallel()
	w := clitest.For(t, newServer(t, map[string]zdmtest.Answer{"b": refused, "c": registration("c", 1, 1)}))
	path := w.File("wave.yaml", documents("a", "b", "c"))
	if r := w.Run("recovery", "apply", "-f", path, "-o", "name", "--parallel", "1"); r.Code != exit.Failed || r.Stdout != "a\nc\n" {
		t.Errorf("%+v", r)
	}
	r := w.Run("recovery", "apply", "-f", path, "-o", "jsonl", "--parallel", "1")
	lines := strings.Split(strings.TrimSuffix(r.Stdout, "\n"), "\n")
	if len(lines) != 3 || !strings.Contains(lines[0], `"job":"a","outcome":"created","exitCode":0`) || !strings.Contains(lines[1], `"exitCode":5`) || !strings.Contains(lines[2], `"requestID":"r-post"`) {
		t.Errorf("%s", r.Stdout)
	}
	if r := w.Run("recovery", "apply", "-f", path, "-o", "jsonl", "--jq", ".summary.created", "--parallel", "1"); r.Stdout != "1\n" {
		t.Errorf("%+v", r)
	}
}

// Requests of unknown outcome come with at most five commands that look them up, and with a warning
// against repeating them.
func TestWayOut(t *testing.T) {
	t.Parallel()
	names := []string{"a", "b", "2026", "d", "e", "f"}
	all := map[string]zdmtest.Answer{}
	for _, name := range names {
		all[name] = lost
	}
	quoted := slices.Clone(names)
	quoted[2] = `"2026"`
	w := clitest.For(t, newServer(t, all))
	path := w.File("wave.yaml", documents(quoted...))
	r := w.Run("recovery", "apply", "-f", path, "--parallel", "1")
	resume, never := msg.ResumeWithJournal.With().String(), msg.DoNotSendAgain.With().String()
	if !strings.Contains(r.Stderr, never) || strings.Contains(r.Stderr, resume) {
		t.Errorf("without a journal: %s", r.Stderr)
	}
	if r.Code != exit.Unknown || strings.Count(r.Stderr, "\n    zdmctl recovery get ") != 5 || !strings.Contains(r.Stderr, "zdmctl recovery get 2026 --by name") || strings.Contains(r.Stderr, "get f\n") {
		t.Errorf("%+v", r)
	}
	journal := filepath.Join(w.Dir, "wave.journal")
	if r = w.Run("recovery", "apply", "-f", path, "--parallel", "1", "--journal", journal); r.Code != exit.Unknown || strings.Contains(r.Stderr, never) || !strings.Contains(r.Stderr, resume) {
		t.Errorf("%+v", r)
	}
}

// Everything is checked before anything is sent, and all problems are reported at once.
func TestChecksFirst(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name  string
		files map[string]string
		args  []string
		shown []string
	}{
		{"no file", nil, nil, []string{"-f"}},
		{"a file that is not there", nil, []string{"-f", "nowhere.yaml"}, []string{"nowhere.yaml"}},
		{"an empty file", map[string]string{"a.yaml": ""}, []string{"-f", "a.yaml"}, []string{"a.yaml"}},
		{"two that are wrong", map[string]string{"a.yaml": documents("a") + "x: 1\n", "b.yaml": strings.Replace(documents("b"), "kvm", "kwm", 1)}, []string{"-f", "a.yaml", "-f", "b.yaml"}, []string{"a.yaml:12:1", "kwm"}},
		{"one without a name", map[string]string{"a.yaml": strings.Replace(documents("a"), "jobName: a\n", "", 1)}, []string{"-f", "a.yaml"}, []string{"jobName"}},
		{"two of one name", map[string]string{"a.yaml": documents("a"), "b.yaml": documents("b", "a")}, []string{"-f", "a.yaml", "-f", "b.yaml"}, []string{"b.yaml:14", "a.yaml:2"}},
		{"none at a time", map[string]string{"a.yaml": documents("a")}, []string{"-f", "a.yaml", "--parallel", "0"}, []string{"64"}},
		{"too many at a time", map[string]string{"a.yaml": documents("a")}, []string{"-f", "a.yaml", "--parallel", "65"}, []string{"64"}},
		{"a dry run with a journal", map[string]string{"a.yaml": documents("a")}, []string{"-f", "a.yaml", "--dry-run", "--journal", "j"}, []string{"--dry-run", "--journal"}},
		{"warnings, strictly", map[string]string{"a.yaml": strings.Replace(documents("a"), "web-01-dr", "web-01", 1)}, []string{"-f", "a.yaml", "--strict"}, []string{"target"}},
		{"no journal", map[string]string{"a.yaml": documents("a"), "j": "x\n"}, []string{"-f", "a.yaml", "--journal", "j"}, []string{"j"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := newServer(t, nil)
			w := clitest.For(t, s)
			for name, content := range tt.files {
				w.File(name, content)
			}
			args := []string{"recovery", "apply"}
			for i, arg := range tt.args {
				if i > 0 && (tt.args[i-1] == "-f" || tt.args[i-1] == "--journal") {
					arg = filepath.Join(w.Dir, arg)
				}
				args = append(args, arg)
			}
			r := w.Run(args...)
			if r.Code != exit.Usage || r.Stdout != "" || len(s.Requests()) != 0 {
				t.Errorf("%d requests: %+v", len(s.Requests()), r)
			}
			for _, part := range tt.shown {
				if !strings.Contains(r.Stderr, part) {
					t.Errorf("%q is missing in %s", part, r.Stderr)
				}
			}
		})
	}
}

// Requests come from files, directories and standard input.
func TestSources(t *testing.T) {
	t.Parallel()
	s := newServer(t, nil)
	w := clitest.For(t, s)
	w.File("wave/a.yaml", documents("a"))
	w.File("wave/more/b.json", `{"center": "1", "jobName": "b", "source": "web-01", "target": "web-01-dr", "platform": "kvm", "mode": "full", "repository": {"id": 13}}`)
	w.File("wave/notes.txt", "no request")
	w.Stdin = documents("c")
	r := w.Run("recovery", "apply", "-f", filepath.Join(w.Dir, "wave"), "-f", "-", "-o", "name", "--parallel", "1")
	if r.Code != exit.OK || r.Stdout != "a\nb\nc\n" || len(s.Posts()) != 3 {
		t.Errorf("%+v", r)
	}
}

// With a journal the same command resumes, and the name of the journal is reported.
func TestJournal(t *testing.T) {
	t.Parallel()
	s := newServer(t, nil)
	w := clitest.For(t, s)
	path, journal := w.File("wave.yaml", documents("a", "b")), filepath.Join(w.Dir, "wave.journal")
	r := w.Run("recovery", "apply", "-f", path, "--journal", journal)
	if r.Code != exit.OK || !strings.Contains(r.Stdout, "2 created") || !strings.Contains(r.Stdout, journal) {
		t.Errorf("%+v", r)
	}
	content, err := os.ReadFile(journal)
	if err != nil || strings.Count(string(content), `"event":"send"`) != 2 || strings.Count(string(content), `"event":"end"`) != 2 {
		t.Errorf("%s, %v", content, err)
	}
	// The server has lost the recoveries. They are not registered again, and no retry is suggested.
	again := msg.ResumeWithJournal.With().String()
	if r = w.Run("recovery", "apply", "-f", path, "--journal", journal); r.Code != exit.Refused || len(s.Posts()) != 2 || !strings.Contains(r.Stdout, "2 failed") || strings.Contains(r.Stderr, again) {
		t.Errorf("%+v", r)
	}
	for answer, resumes := range map[*zdmtest.Answer]bool{new(refused): true, new(registration("a", 1, 1)): false} {
		w := clitest.For(t, newServer(t, map[string]zdmtest.Answer{"a": *answer}))
		r := w.Run("recovery", "apply", "-f", w.File("wave.yaml", documents("a")), "--journal", filepath.Join(w.Dir, "wave.journal"))
		if r.Code == exit.OK || strings.Contains(r.Stderr, again) != resumes {
			t.Errorf("%+v", r)
		}
	}
}

// Jobs that differ in fields that cannot be changed get one warning for all.
func TestDiffers(t *testing.T) {
	t.Parallel()
	job := func(id, name string) string {
		return fmt.Sprintf(`{"system": {"source": {"name": "web-01"}, "target": {"name": "web-01-dr"}}, "job": {"info": {"id": %q, "name": %q, "platform": "vmware"},
"detail": [{"from": "/", "to": "/", "targetDevice": "/dev/vda1", "mode": "full", "repository": {"id": "8"}}]}}`, id, name)
	}
	s := newServer(t, nil)
	s.On("GET "+zdmtest.Recoveries, zdmtest.List(job("1", "a"), job("2", "b")))
	for id, name := range map[string]string{"1": "a", "2": "b"} {
		s.On("GET "+zdmtest.Recoveries+"/"+id, zdmtest.Data(job(id, name)))
		s.On("PUT "+zdmtest.Recoveries+"/"+id, zdmtest.Data(`{"jobInfo": {"id": "`+id+`"}, "summary": {"state": "success"}}`))
	}
	w := clitest.For(t, s)
	path := w.File("wave.yaml", documents("a", "b"))
	r := w.Run("recovery", "apply", "-f", path, "--update")
	if r.Code != exit.OK || strings.Count(r.Stdout, "platform: vmware -> kvm") != 2 || strings.Count(r.Stdout, "repository.id: 8 -> 13") != 2 || strings.Count(r.Stderr, "2 recoveries differ from their requests in fields that cannot be changed") != 1 {
		t.Errorf("%+v", r)
	}
	if r = w.Run("recovery", "apply", "-f", path, "--update", "-o", "json", "--jq", "[.items[].changes[0].to, .items[].differs[0].field] | tojson"); !strings.Contains(r.Stdout, `["kvm","kvm","jobList[0].repository.id","jobList[0].repository.id"]`) {
		t.Errorf("%+v", r)
	}
}
