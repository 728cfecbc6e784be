package app_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/sandbox"
)

// generations returns the versions of the embedded server, oldest first.
func generations() []string { return []string{"1.0.3", "2.0", "2.0.2", "3.0"} }

// upgradable is an embedded server whose version a test changes, with the world of its clients.
type upgradable struct {
	*clitest.World

	server *sandbox.Server
	asked  atomic.Int64
	before func(asked int64, r *http.Request) // called with each request; may be nil
	loses  func(r *http.Request) bool         // reports whether the response is lost; may be nil
}

// startVersion starts an embedded server. Its clock advances each time it is read, so that jobs end
// without a wait.
func startVersion(t *testing.T, version string) *upgradable {
	t.Helper()
	var looks atomic.Int64
	now := func() time.Time { return clitest.Now().Add(time.Duration(looks.Add(1)) * 40 * time.Millisecond) }
	server, err := sandbox.Open(sandbox.Config{Path: filepath.Join(t.TempDir(), "sandbox.db"), Now: now, APIVersion: version})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	token, err := server.Token()
	if err != nil {
		t.Fatal(err)
	}
	u := &upgradable{World: clitest.New(t), server: server}
	listening := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if n := u.asked.Add(1); u.before != nil {
			u.before(n, r)
		}
		if u.loses == nil || !u.loses(r) {
			server.ServeHTTP(w, r)
			return
		}
		server.ServeHTTP(httptest.NewRecorder(), r)
		if conn, _, err := http.NewResponseController(w).Hijack(); err == nil {
			_ = conn.Close()
		}
	}))
	t.Cleanup(listening.Close)
	u.Env["ZDMCTL_SERVER"], u.Env["ZDMCTL_TOKEN"], u.Env["ZDMCTL_CENTER"] = listening.URL, token, "1"
	return u
}

func (u *upgradable) upgrade(t *testing.T, version string) {
	if err := u.server.SetAPIVersion(version); err != nil {
		t.Error(err)
	}
}

const (
	asked     = " --target web-01-dr --platform vmware --repository-id 13 --mode full --overwrite allow"
	restoring = "recovery create --source web-01" + asked
	rootImage = "web-01_ROOT_[2025-01-16_01_05].ZIA"
)

// step is a command with its expected result, in every version except where listed.
type step struct {
	line  string
	code  exit.Code
	shown string // text on stdout or stderr
	other map[string]end
}

type end struct {
	code  exit.Code
	shown string
}

// commandsOfAll returns the commands that talk to a server, in an order in which each has work to
// do.
func commandsOfAll() []step {
	since3 := func(code exit.Code, shown string) map[string]end { return map[string]end{"3.0": {code, shown}} }
	return []step{
		{restoring + " --job-name n1", 0, "3 partitions: 3 registered", nil},
		{restoring + " --job-name n1", exit.Usage, "exists", nil},
		{restoring + " --job-name n1 --if-absent", 0, "Already exists", nil},
		{"recovery list --detail", 0, "n1", nil},
		{"recovery list --partition / --mode full --status registered --target web-01-dr --platform vmware --limit 1", 0, "n1", nil},
		{"recovery list --partition / --drive C", exit.Usage, "--drive", nil},
		{"recovery list --job-name nothing", 0, "nothing to list", nil},
		{"recovery get n1", 0, rootImage, nil},
		{"recovery get nothing", exit.Refused, "nothing", since3(exit.Refused, "JOB-ERROR-01")},
		{"recovery update n1 --mode increment --partition /=full", 0, "/: Recovery Mode", nil},
		{"recovery update n1 --partition /nowhere=full", exit.Usage, `no partition "/nowhere"`, nil},
		{"recovery update n1 --change-name n1b", 0, "Updated", nil},
		{"recovery update n1b --change-name n1", 0, "Updated", nil},
		{"recovery start n1", 0, "Started", nil},
		{"recovery plan --max-age 0 --source web-01" + asked + " --job-name n2 --auto-start -o json", exit.Usage, `"code": "target-busy"`, since3(exit.Usage, `"code": "start-skipped"`)},
		{restoring + " --job-name n2 --auto-start", 0, "3 registered", since3(0, "autoStart was skipped")},
		{"recovery start n2", exit.Failed, "", since3(exit.Refused, "JOB-ERROR-64")},
		{"recovery watch n1 --interval 1s", 0, "Complete", nil},
		{"recovery watch --target web-01-dr --interval 1s --wait-timeout 1m", 0, "Complete", since3(exit.Deadline, "n2")},
		{"recovery history n1", 0, "COMPLETE", nil},
		{"recovery plan --source web-01 --max-age 0" + asked + " --job-name n3", 0, "n3", nil},
		{"recovery init --source web-01 --target web-01-dr --platform vmware --overwrite allow", 0, "sourcePartition", nil},
		{"recovery init --backup-file " + rootImage + " --target web-01-dr --platform vmware --overwrite allow", exit.Refused, "API 3.0", since3(0, "backupFile: ")},
		{"recovery plan --max-age 0 -o json --backup-file " + rootImage + asked, exit.Usage, `"code": "not-supported"`, since3(0, rootImage)},
		{"recovery create --backup-file " + rootImage + asked + " --job-name img", exit.Refused, "API 3.0", since3(0, "1 partition: 1 registered")},
		{"recovery create --allow-duplicate --backup-file " + rootImage + asked + " --job-name img", exit.Refused, "API 3.0", since3(0, `registered it as "img-1"`)},
		{"recovery create --backup-file nowhere.ZIA" + asked + " --job-name img2", exit.Refused, "API 3.0", since3(exit.Refused, "JOB-ERROR-52")},
		{"backup images web-01 --partition /", 0, rootImage, nil},
		{"backup images --all", exit.Refused, "API 3.0", since3(0, "source-server")},
		{"backup images --repository-type smb --limit 1", exit.Refused, "API 3.0", since3(0, "--all")},
		{"backup list --source web-01", 0, "web-01_ROOT", nil},
		{"backup get web-01_ROOT", 0, "web-01_ROOT", nil},
		{"server list", 0, "web-01-dr", nil},
		{"server get web-01", 0, "web-01", nil},
		{"server partitions web-01", 0, "/boot", nil},
		{"center list", 0, "main-center", nil},
		{"center get 1", 0, "main-center", nil},
		{"repository list", 0, "13", nil},
		{"schedule list", 0, "ID", nil},
		{"schedule list --type 3", 0, "daily-backup-root", nil},
		{"schedule list --type 6", 0, "nothing to list", nil},
		{"schedule create --schedule 'daily 02:30'", 0, "", nil},
		{"schedule get 1", 0, "01:00", nil},
		{"user list", 0, "demo@example.com", nil},
		{"cloud-auth list", 0, "", nil},
		{"cloud-auth regions aws", 0, "ap-northeast-2", nil},
		{"doctor", 0, "version", since3(0, "version 3.0")},
		{"recovery delete n1 n2 --yes", 0, "Deleted n2", nil},
		{"recovery delete n1 --yes", exit.Refused, "n1", nil},
	}
}

// Every command works with every generation of the server, without a setting for it.
func TestEveryGeneration(t *testing.T) {
	t.Parallel()
	for _, version := range generations() {
		t.Run(version, func(t *testing.T) {
			t.Parallel()
			u := startVersion(t, version)
			for _, step := range commandsOfAll() {
				want := end{step.code, step.shown}
				if own, ok := step.other[version]; ok {
					want = own
				}
				r := u.Run(typed(step.line)...)
				if r.Code != want.code || !strings.Contains(r.Stdout+r.Stderr, want.shown) {
					t.Errorf("%s: exit code %d, want %d with %q\n%s%s", step.line, r.Code, want.code, want.shown, r.Stdout, r.Stderr)
				}
			}
		})
	}
}

// typed splits a command line into words. Quoted words may contain spaces.
func typed(line string) (words []string) {
	for i, part := range strings.Split(line, "'") {
		if i%2 == 1 {
			words = append(words, part)
		} else {
			words = append(words, strings.Fields(part)...)
		}
	}
	return words
}

// A watch continues to the end if the server is upgraded meanwhile.
func TestUpgradeWhileWatching(t *testing.T) {
	t.Parallel()
	for _, to := range []string{"2.0.2", "3.0", "3.0-early", "3.0-flat"} {
		t.Run(to, func(t *testing.T) {
			t.Parallel()
			u := startVersion(t, "1.0.3")
			for _, line := range []string{restoring + " --job-name n1", "recovery start n1"} {
				if r := u.Run(typed(line)...); r.Code != exit.OK {
					t.Fatalf("%+v", r)
				}
			}
			looks := 0
			u.before = func(_ int64, r *http.Request) {
				if strings.Contains(r.URL.Path, "/monitoring/") {
					if looks++; looks == 2 {
						u.upgrade(t, to)
					}
				}
			}
			r := u.Run("recovery", "watch", "n1", "--interval", "1s")
			lines := strings.Split(strings.TrimSpace(r.Stdout), "\n")
			if r.Code != exit.OK || looks < 3 || !strings.Contains(lines[len(lines)-1], "web-01-dr  Complete") {
				t.Errorf("%d looks, %+v", looks, r)
			}
		})
	}
}

// A server that is upgraded between two registrations receives each of them once.
func TestUpgradeWhileApplying(t *testing.T) {
	t.Parallel()
	u := startVersion(t, "2.0.2")
	var wave strings.Builder
	for i := range 6 {
		fmt.Fprintf(&wave, "---\ncenter: 1\nsource: web-01\ntarget: web-01-dr\nplatform: vmware\nmode: full\nrepository: {id: 13}\njobName: n%d\noverwrite: allow\n", i)
	}
	file := u.File("wave.yaml", wave.String())
	posts := 0
	u.before = func(_ int64, r *http.Request) {
		if r.Method == http.MethodPost {
			if posts++; posts == 3 {
				u.upgrade(t, "3.0")
			}
		}
	}
	r := u.Run("recovery", "apply", "-f", file, "--parallel", "1", "--journal", filepath.Join(u.Dir, "j"))
	if r.Code != exit.OK || posts != 6 {
		t.Errorf("%d POSTs, %+v", posts, r)
	}
	again := u.Run("recovery", "apply", "-f", file, "--journal", filepath.Join(u.Dir, "j"))
	if again.Code != exit.OK || posts != 6 || !strings.Contains(again.Stdout+again.Stderr, "unchanged") {
		t.Errorf("%d POSTs, %+v", posts, again)
	}
}

// A restore from images alone is registered once, even if the response is lost or the name gets a
// number.
func TestImagesOnce(t *testing.T) {
	t.Parallel()
	u := startVersion(t, "3.0")
	posts, lost := 0, false
	u.loses = func(r *http.Request) bool {
		if r.Method == http.MethodPost {
			posts++
		}
		return lost && r.Method == http.MethodPost
	}
	const boot = "web-01_boot_[2025-01-16_01_05].ZIA"
	line := "recovery create --job-name img --backup-file " + rootImage + " --backup-file " + boot + asked
	lost = true
	if r := u.Run(typed(line)...); r.Code != exit.OK || posts != 1 || !strings.Contains(r.Stderr, "confirmed by lookup") {
		t.Errorf("lost: %d POSTs, %+v", posts, r)
	}
	if r := u.Run(typed(line + " --if-absent")...); r.Code != exit.OK || posts != 1 {
		t.Errorf("again: %d POSTs, %+v", posts, r)
	}
	if r := u.Run(typed(line + " --allow-duplicate")...); r.Code != exit.Unknown || posts != 2 {
		t.Errorf("numbered and lost: %d POSTs, %+v", posts, r)
	}
	lost = false
	file := u.File("images.yaml", "center: 1\nbackupFile: ['"+rootImage+"', '"+boot+"']\ntarget: web-01-dr\nplatform: vmware\nmode: full\nrepository: {id: 13}\njobName: wave\noverwrite: allow\n")
	apply := []string{"recovery", "apply", "-f", file, "--journal", filepath.Join(u.Dir, "j")}
	if r := u.Run(apply...); r.Code != exit.OK || posts != 3 || !strings.Contains(r.Stdout, "created") {
		t.Errorf("apply: %d POSTs, %+v", posts, r)
	}
	if r := u.Run(apply...); r.Code != exit.OK || posts != 3 || !strings.Contains(r.Stdout, "unchanged") {
		t.Errorf("apply again: %d POSTs, %+v", posts, r)
	}
	if r := u.Run("recovery", "plan", "-f", file, "--max-age", "0"); !strings.Contains(r.Stdout, rootImage) {
		t.Errorf("plan: %+v", r)
	}
	// Nothing is sent to a server older than 3.0.
	u.upgrade(t, "2.0.2")
	if r := u.Run(typed(strings.Replace(line, "img", "other", 1))...); r.Code != exit.Refused || posts != 3 || !strings.Contains(r.Stderr, "API 3.0") {
		t.Errorf("2.0.2: %d POSTs, %+v", posts, r)
	}
	if r := u.Run("recovery", "apply", "-f", u.File("more.yaml", "center: 1\nbackupFile: "+boot+"\ntarget: web-01-dr\nplatform: vmware\nmode: full\nrepository: {id: 13}\njobName: more\n")); r.Code != exit.Refused || posts != 3 {
		t.Errorf("apply to 2.0.2: %d POSTs, %+v", posts, r)
	}
}
