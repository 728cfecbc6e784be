package app_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
)

// contract reads a document from the API's page on POST /recoveries.
func contract(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile("testdata/contract/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// registering starts a server that registers every recovery and lists none.
func registering(t *testing.T) *zdmtest.Server {
	t.Helper()
	s := clitest.Server(t)
	s.On("POST "+zdmtest.Recoveries, new(zdmtest.Registry).Register())
	return s
}

// arrived checks that one registration was sent with this body, after a lookup of its name if it
// has one.
func arrived(t *testing.T, s *zdmtest.Server, want string) {
	t.Helper()
	all := s.Requests()
	if len(all) == 0 {
		t.Fatal("no request arrived")
	}
	looks, r := all[:len(all)-1], all[len(all)-1]
	var request struct{ JobName string }
	if err := json.Unmarshal(r.Body, &request); err != nil {
		t.Fatal(err)
	}
	named := min(1, len(request.JobName))
	if len(looks) != named {
		t.Fatalf("%d requests arrived before the registration, want %d", len(looks), named)
	}
	for _, look := range looks {
		want := url.Values{"jobName": {request.JobName}, "detail": {"true"}, "limit": {"500"}, "page": {"1"}}.Encode()
		if look.Method != http.MethodGet || look.Path != zdmtest.Recoveries || look.Query != want || len(look.Body) > 0 {
			t.Errorf("%s %s?%s arrived first, want GET with %s", look.Method, look.Path, look.Query, want)
		}
	}
	if r.Method != http.MethodPost || r.Path != "/api/recoveries" {
		t.Errorf("%s %s arrived, want POST /api/recoveries", r.Method, r.Path)
	}
	for name, want := range map[string]string{
		"Authorization": "Bearer " + clitest.Token(), "Content-Type": "application/json",
		"Accept": "application/json", "Content-Length": strconv.Itoa(len(r.Body)), "Content-Encoding": "", "Cookie": "",
	} {
		if got := r.Header.Get(name); got != want {
			t.Errorf("%s: %q arrived, want %q", name, got, want)
		}
	}
	if err := zdmtest.SameJSON(r.Body, []byte(want)); err != nil {
		t.Error(err)
	}
}

func basicFlags() []string {
	return []string{"--center", "1", "--source", "source-server", "--target", "target-server", "--platform", "vmware",
		"--repository-id", "13", "--mode", "full", "--job-name", "daily-recovery"}
}

// basicFlagsBut returns the basic flags with some replaced; a flag may be given only once.
func basicFlagsBut(others []string) []string {
	basic := basicFlags()
	var kept []string
	for i := 0; i < len(basic); i += 2 {
		if !slices.ContainsFunc(others, func(o string) bool { return o == basic[i] || strings.HasPrefix(o, basic[i]+"=") }) {
			kept = append(kept, basic[i], basic[i+1])
		}
	}
	return append(kept, others...)
}

func partitionFlags() []string {
	return []string{"--center=1", "--source=source-server", "--target=target-server", "--platform=aws",
		"--repository-id=13", "--repository-type=smb", "--repository-path=//192.168.1.100/backup", "--mode=full",
		"--after-reboot=reboot", "--overwrite=allow",
		"--job=source=/,target=/dev/sda1,backup-job=daily-backup-root",
		"--job=source=/home,target=/dev/sdb1,mode=increment,backup-job=daily-backup-home,backup-file=backup-home-2025-01-15.ZIA"}
}

// overlaid is a file whose every value is replaced by flags.
const overlaid = `
center: "9"
source: old
target: older
platform: oci
repository: {id: 1, type: nfs, path: /old}
mode: increment
overwrite: not allow
afterReboot: shutdown
jobList:
  - {sourcePartition: /old, targetPartition: /dev/old}
  - {sourcePartition: /older, targetPartition: /dev/older}
  - {sourcePartition: /oldest, targetPartition: /dev/oldest}
`

func TestContractRequestsArrive(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, file, stdin string // names of documents in testdata/contract, or the text itself
		flags             []string
		want              string
	}{
		{name: "basic YAML", file: "basic.yaml", want: "basic.json"},
		{name: "basic JSON", file: "basic.json", want: "basic.json"},
		{name: "basic YAML from stdin", stdin: "basic.yaml", want: "basic.json"},
		{name: "basic JSON from stdin", stdin: "basic.json", want: "basic.json"},
		{name: "basic flags", flags: basicFlags(), want: "basic.json"},
		{name: "basic file with flags on top", file: "basic.yaml", flags: []string{"--job-name", "daily-recovery", "--mode=full"}, want: "basic.json"},
		{name: "partitions YAML", file: "partitions.yaml", want: "partitions.json"},
		{name: "partitions JSON", file: "partitions.json", want: "partitions.json"},
		{name: "partitions YAML from stdin", stdin: "partitions.yaml", want: "partitions.json"},
		{name: "partitions JSON from stdin", stdin: "partitions.json", want: "partitions.json"},
		{name: "partitions flags", flags: partitionFlags(), want: "partitions.json"},
		{name: "partitions file with flags on top", file: overlaid, flags: partitionFlags(), want: "partitions.json"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := registering(t)
			w := clitest.For(t, s)
			args := append([]string{"recovery", "create"}, tt.flags...)
			switch {
			case tt.stdin != "":
				w.Stdin = contract(t, tt.stdin)
				args = append(args, "-f", "-")
			case tt.file == overlaid:
				args = append(args, "-f", w.File("request.yaml", overlaid))
			case tt.file != "":
				args = append(args, "-f", w.File(tt.file, contract(t, tt.file)))
			}
			if r := w.Run(args...); r.Code != exit.OK || strings.Contains(r.Stderr, "note: ") {
				t.Fatalf("exit code %d\n%s", r.Code, r.Stderr)
			}
			arrived(t, s, contract(t, tt.want))
		})
	}
}

// An empty jobList is sent as such, unlike a missing one.
func TestEmptyJobListArrives(t *testing.T) {
	s := registering(t)
	w := clitest.For(t, s)
	body := strings.Replace(contract(t, "basic.json"), "{", `{"jobList": [],`, 1)
	if r := w.Run("recovery", "create", "-f", w.File("request.json", body)); r.Code != exit.OK {
		t.Fatalf("exit code %d\n%s", r.Code, r.Stderr)
	}
	arrived(t, s, body)
}

func TestFlagsArrive(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, flags, want string }{ // flags are one per line
		{"every flag", `--repository-type=nfs
--repository-path=/vault
--overwrite=not-allow
--user=ops@example.com
--after-reboot=maintain
--network-limit=9007199254740993
--exclude-partition=/boot
--exclude-partition=/swap
--mail-event=events@example.com
--auto-start
--script-path=/opt/뒤 <&>.sh
--script-run=after
--cloud-auth=0123
--list-only
--job=source=/home,target=/data,mode=full,overwrite=not-allow,backup-job=b,backup-file=a_[1].ZIA,repository-id=8,repository-type=smb,repository-path=//h/x`, `
"repository": {"id": 13, "type": "nfs", "path": "/vault"}, "overwrite": "not allow", "user": "ops@example.com",
"afterReboot": "maintain", "networkLimit": 9007199254740993, "excludePartition": "/boot,/swap", "mailEvent": "events@example.com",
"autoStart": "use", "scriptPath": "/opt/뒤 <&>.sh", "scriptRun": "after", "cloudAuth": "0123", "listOnly": true,
"jobList": [{"sourcePartition": "/home", "targetPartition": "/data", "mode": "full", "overwrite": "not allow", "backupJob": "b",
 "backupFile": "a_[1].ZIA", "repository": {"id": 8, "type": "smb", "path": "//h/x"}}]`},
		{"zero and false are sent", "--network-limit=0\n--list-only=false\n--auto-start=false", `"networkLimit": 0, "listOnly": false, "autoStart": "not use"`},
		{"names are not checked", "--job-name=a b?#%/한글", `"jobName": "a b?#%/한글"`},
		{"schedule id", "--schedule=42", `"schedule": 42`},
		{"schedule JSON", `--schedule={"type": 3, "basic": 31}`, `"schedule": {"type": 3, "basic": 31}`},
		{"schedule JSON object", `--schedule={"type":4,"basic":{"day":"tue,sat","time":"23:10"}}`, `"schedule": {"type": 4, "basic": {"day": "tue,sat", "time": "23:10"}}`},
		{"once", "--schedule=once 2026-06-01 10:00", `"schedule": {"type": 0, "basic": {"year": "2026", "month": "06", "day": "01", "time": "10:00"}}`},
		{"every minutes", "--schedule=every 5m from 00:00", `"schedule": {"type": 1, "basic": {"time": "00:00", "interval": {"minute": "5"}}}`},
		{"every hours", "--schedule=every 2h from 00:30", `"schedule": {"type": 2, "basic": {"time": "00:30", "interval": {"hour": "2"}}}`},
		{"daily", "--schedule=daily 10:00", `"schedule": {"type": 3, "basic": {"time": "10:00"}}`},
		{"weekly", "--schedule=weekly mon,wed,fri 10:00", `"schedule": {"type": 4, "basic": {"day": "mon,wed,fri", "time": "10:00"}}`},
		{"monthly by date", "--schedule=monthly 1,15 10:00", `"schedule": {"type": 6, "basic": {"day": "1,15", "time": "10:00"}}`},
		{"monthly by week", "--schedule=monthly week 1,3 mon 10:00", `"schedule": {"type": 5, "basic": {"week": "1,3", "day": "mon", "time": "10:00"}}`},
	}
	const required = `{"center": "1", "source": "source-server", "target": "target-server", "platform": "vmware",
"repository": {"id": 13}, "mode": "full", "jobName": "daily-recovery", `
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := registering(t)
			w := clitest.For(t, s)
			r := w.Run(append([]string{"recovery", "create"}, basicFlagsBut(lines(tt.flags))...)...)
			if r.Code != exit.OK || strings.Contains(r.Stderr, "note: ") {
				t.Fatalf("exit code %d\n%s", r.Code, r.Stderr)
			}
			arrived(t, s, required+tt.want+"}")
		})
	}
}

// The center and the repository may come from the context, and the center from the environment. A
// flag overrides both.
func TestDefaultsArrive(t *testing.T) {
	const settings = "current-context: lab\ncontexts:\n  lab:\n    server: %SERVER%\n    center: 부산\n    repository: 21\n"
	tests := []struct {
		name  string
		env   string // value of ZDMCTL_CENTER
		flags []string
		want  string
	}{
		{"context", "", nil, `{"center": "부산", "repository": {"id": 21}}`},
		{"environment", "7", nil, `{"center": "7", "repository": {"id": 21}}`},
		{"flags", "7", []string{"--center", "8", "--repository-id", "9"}, `{"center": "8", "repository": {"id": 9}}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := registering(t)
			w := clitest.New(t)
			w.Env["ZDMCTL_TOKEN"], w.Env["ZDMCTL_CENTER"] = clitest.Token(), tt.env
			w.File(".config/zdmctl/config.yaml", replaced(settings, "%SERVER%", s.URL))
			r := w.Run(append([]string{"recovery", "create", "--source=a", "--target=b", "--platform=kvm", "--mode=full"}, tt.flags...)...)
			if r.Code != exit.OK {
				t.Fatalf("exit code %d\n%s", r.Code, r.Stderr)
			}
			arrived(t, s, replaced(tt.want, "}}", `}, "source": "a", "target": "b", "platform": "kvm", "mode": "full"}`))
		})
	}
}
