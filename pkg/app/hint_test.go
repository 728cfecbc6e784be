package app_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/internal/needs"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
)

// oddNames returns valid job names that a shell or the command line could misinterpret.
func oddNames() []string {
	return []string{"-rf", "--help", "-1", "-", "--", "-f=x", "--by", "123", "a b", "=ls", "~", "*", "$(touch pwned)", "`touch pwned`", "a'b\"c", "a;touch pwned", "!x", `\`, "é"}
}

// cutChanges returns a server with at most one recovery of a name, which cuts the connection of
// every change.
func cutChanges(t *testing.T, name string, there bool) *zdmtest.Server {
	t.Helper()
	quoted, err := json.Marshal(name)
	if err != nil {
		t.Fatal(err)
	}
	s := clitest.Server(t)
	job := strings.ReplaceAll(jobItem("Registered", "-"), `"nightly"`, string(quoted))
	s.On("GET "+zdmtest.Recoveries, say(http.StatusOK, jobList()))
	if there {
		s.On("GET "+zdmtest.Recoveries, say(http.StatusOK, jobList(job)))
		s.On("GET "+zdmtest.Recoveries+"/905", say(http.StatusOK, `{"success": true, "data": `+job+`}`))
	}
	for _, change := range []string{"POST " + zdmtest.Recoveries, "PUT " + zdmtest.Recoveries + "/905", "DELETE " + zdmtest.Recoveries + "/905"} {
		s.On(change, zdmtest.Raw(nil))
	}
	return s
}

// A command suggested by an error can be pasted into a shell and affects the recovery of that name,
// whatever the name looks like.
func TestSuggestedCommandsCanBePasted(t *testing.T) {
	t.Parallel()
	needs.Programs(t, "sh")
	for _, name := range oddNames() {
		for _, tt := range []struct {
			args []string
			code exit.Code
		}{
			{[]string{"create", "--settle", "1s", "--job-name", name, "--center", "1", "--source", "web", "--target", "web-dr", "--platform", "vmware", "--repository-id", "1", "--mode", "full"}, exit.Unknown},
			{[]string{"delete", "--yes", "--by", "name", "--", name}, exit.Unknown},
			{[]string{"start", "--by", "name", "--", name}, exit.Unknown},
			{[]string{"update", "--change-name", "new", "--by", "name", "--", name}, exit.Unknown},
			{[]string{"watch", "--wait-timeout", "1s", "--center", "1", "--by", "name", "--", name}, exit.Deadline},
		} {
			s := cutChanges(t, name, tt.args[0] != "create")
			w := clitest.For(t, s)
			r := w.Run(append([]string{"recovery", tt.args[0], "-o", "json", "--server", s.URL}, tt.args[1:]...)...)
			var failed struct{ Error struct{ Next []string } }
			if err := json.Unmarshal([]byte(r.Stderr), &failed); err != nil || r.Code != tt.code || len(failed.Error.Next) == 0 {
				t.Errorf("%q: %v, %+v", tt.args, err, r)
				continue
			}
			s.On("GET "+zdmtest.Recoveries, say(http.StatusUnauthorized, `{"success": false, "error": "no"}`)) // ends a watch
			before := len(s.Requests())
			shown := w.Shell(w.Dir, failed.Error.Next[0])
			asked := s.Requests()[before:]
			if len(asked) == 0 {
				t.Fatalf("%q suggests %s: %q", tt.args, failed.Error.Next[0], shown)
			}
			target, err := url.PathUnescape(asked[0].Path + "?" + asked[0].Query)
			if err != nil || !strings.Contains(strings.ReplaceAll(target, "+", " "), name) && !strings.Contains(target, "905") {
				t.Errorf("%q suggests %s, which asks for %s, %v", tt.args, failed.Error.Next[0], target, err)
			}
			if _, err := os.Stat(filepath.Join(w.Dir, "pwned")); err == nil {
				t.Errorf("%q suggests %s, which the shell obeys", tt.args, failed.Error.Next[0])
			}
		}
	}
}
