package initialize_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
)

// All problems of a map are reported with line and column, before any call and with nothing
// written.
func TestMapsAreChecked(t *testing.T) {
	t.Parallel()
	const head = "source,target\n"
	for _, tt := range []struct {
		name, text string
		want       []string // on stderr
	}{
		{"empty", "", []string{"m.csv:1:1: is empty"}},
		{"a byte order mark alone", "\ufeff", []string{"m.csv:1:1: is empty"}},
		{"a header alone", head, []string{"m.csv:1:1: has no rows"}},
		{"rows of blanks", head + ",\n , \n", []string{"m.csv:1:1: has no rows"}},
		{"no target", "source,wave\na,1\n", []string{"m.csv:1:1: target: the column is missing"}},
		{"unknown column", "source,target,platfrm\na,b,kvm\n", []string{`m.csv:1:15: platfrm: unknown column; did you mean "platform"?`, "1 problem"}},
		{"a column twice", "source,target,Source\na,b,c\n", []string{"m.csv:1:15: source: duplicate column", "1 problem"}},
		{"missing values", "wave;source;target\n;a;b\n1;;b\n1;a;\n", []string{"m.csv:2:1: wave: is required", "m.csv:3:1: source: is required", "m.csv:4:1: target: is required"}},
		{"more values than columns", head + "a,b,c\n", []string{"m.csv:2:5: has a value in a column without a heading"}},
		{"wrong words", "source,target,platform,mode\na,b,vmwrae,ful\n", []string{`m.csv:2:5: platform: "vmwrae" is not allowed; did you mean "vmware"?`, `mode: "ful" is not allowed; did you mean "full"?`}},
		{"a name twice", "source,target,jobName\na,b,x\nc,d,x\n", []string{`m.csv:3:5: jobName: "x" is also used as a name in line 2`}},
		{"UTF-16", "\xff\xfes\x00", []string{"m.csv:1:1: is not UTF-8 text", `save it as "CSV UTF-8"`}},
		{"CP949", head + "a,\xb0\xa1\n", []string{"m.csv:2:1: is not UTF-8 text"}},
		{"NUL", head + "a,b\x00\n", []string{"m.csv:2:1: is not UTF-8 text"}},
		{"an open quote", head + "a,b\n\"a,b\n", []string{"m.csv:", "misplaced quote"}},
		{"a quote in a word", head + "a,b\"c\n", []string{"m.csv:2:", "misplaced quote"}},
		{"carriage returns", "source\ttarget\ra\tb\r\tb\r", []string{"m.csv:3:1: source: is required", "1 problem"}},
		{"after sep=", "sep=;\nsource;target\na;\n", []string{"m.csv:3:1: target: is required"}},
		{"hidden", head + "a,b\u202ec\n", []string{"m.csv:2:3: target: contains an invisible character"}},
		{"long", head + "a," + strings.Repeat("b", 2000) + "\n", []string{"m.csv:2:3: target: is longer than 1024 bytes"}},
		{"many", head + strings.Repeat("a,b\n", 6000), []string{"has more than 5000 rows"}},
		{"large", head + strings.Repeat("a,b\n", 2<<20), []string{"is larger than 4 MB"}},
		{"not CSV", "\x7fELF\x01\n", []string{"the column is missing"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			refuses(t, tt.text, tt.want...)
		})
	}
}

// A wave is a single directory below the one of --out.
func TestWavesAreDirectories(t *testing.T) {
	t.Parallel()
	for _, wave := range []string{"../a", "..", ".", ".git", "/etc", "a/b", `a\b`, "-rf", "C:", "nul", "COM1.x", "a.", "a*", strings.Repeat("w", 200)} {
		refuses(t, "source,target,wave\na,b,"+wave+"\n", "m.csv:2:5: wave: ", "cannot be the name of a directory")
	}
}

func refuses(t *testing.T, text string, want ...string) {
	t.Helper()
	w := clitest.New(t)
	out := filepath.Join(t.TempDir(), "out")
	start := time.Now()
	r := w.Run("recovery", "init", "--map", w.File("m.csv", text), "-O", out)
	for _, part := range want {
		if r.Code != exit.Usage || !strings.Contains(r.Stderr, part) {
			t.Errorf("exit code %d, no %q in\n%s", r.Code, part, r.Stderr)
		}
	}
	if _, err := os.Stat(out); err == nil || time.Since(start) > time.Minute || len(r.Stderr) > 1<<20 {
		t.Errorf("%v, %v, %d bytes", err, time.Since(start), len(r.Stderr))
	}
}

// Each row becomes its own file, whatever its name is.
func TestFileNames(t *testing.T) {
	t.Parallel()
	w := sandboxed(t)
	names := map[string]string{
		"../x": "_.._x", "-rf": "_-rf", "a b": "a_b", "A_B": "A_B-2", "nul": "_nul", "...": "_", "업무 db": "업무_db", strings.Repeat("é", 90): strings.Repeat("é", 50), "$(id)": "__id_",
	}
	text := "source,target,job_name\r\n"
	for _, name := range []string{"../x", "-rf", "a b", "A_B", "nul", "...", "업무 db", strings.Repeat("é", 90), "$(id)"} {
		text += fmt.Sprintf("source-server,target-server,%s\r\n", name)
	}
	out := filepath.Join(t.TempDir(), "out")
	r := w.Run("recovery", "init", "--center", "1", "--map", w.File("m.csv", text), "-O", out)
	if r.Code != exit.OK {
		t.Fatalf("exit code %d\n%s", r.Code, r.Stderr)
	}
	files, err := os.ReadDir(out)
	if err != nil || len(files) != len(names) {
		t.Errorf("%v: %v", err, files)
	}
	for name, file := range names {
		if _, err := os.Stat(filepath.Join(out, file+".yaml")); err != nil {
			t.Errorf("%q: %v", name, err)
		}
	}
	// An existing file prevents all from being written.
	again := filepath.Join(t.TempDir(), "again")
	if err := os.MkdirAll(filepath.Join(again, "_nul.yaml"), 0o700); err != nil {
		t.Fatal(err)
	}
	r = w.Run("recovery", "init", "--center", "1", "--map", w.File("m.csv", text), "-O", again)
	files, _ = os.ReadDir(again)
	if r.Code != exit.Usage || len(files) != 1 || !strings.Contains(r.Stderr, "_nul.yaml: already exists") {
		t.Errorf("exit code %d, %v\n%s", r.Code, files, r.Stderr)
	}
}

// If one file cannot be written, those written before it are removed.
func TestAllOrNone(t *testing.T) {
	t.Parallel()
	w := sandboxed(t)
	out := filepath.Dir(w.File("out/2-b", "no directory"))
	text := "source,target,wave,jobName\nsource-server,target-server,1-a,x\nsource-server,target-server,2-b,y\n"
	r := w.Run("recovery", "init", "--center", "1", "--map", w.File("m.csv", text), "-O", out)
	files, err := os.ReadDir(out)
	if r.Code != exit.Usage || err != nil || len(files) != 1 || !strings.Contains(r.Stderr, "cannot write ") {
		t.Errorf("exit code %d, %v, %v\n%s", r.Code, files, err, r.Stderr)
	}
}

// A target too small for the data of the source is reported in the file and on stderr.
func TestSmallTargets(t *testing.T) {
	t.Parallel()
	fake := clitest.Server(t)
	server := `{"id": %q, "name": %q, "agent": {"mode": %q}, "status": {"connect": "connect"}}`
	partition := `{"letter": "/", "device": "/dev/vda1", "size": {"raw": %d, "formatted": "%[1]d B"}, "used": {"raw": %d, "formatted": "%[2]d B"}}`
	for path, item := range map[string]string{
		"/api/zdms":                        `{"id": {"center": "1"}, "name": {"center": "main"}, "status": {"connect": "connect"}}`,
		"/api/zdms/repositories":           `{"id": "13", "center": "main", "type": "nfs", "remotePath": "/vault"}`,
		"/api/servers/41/partitions":       fmt.Sprintf(partition, 900, 90),
		"/api/servers/42/partitions":       fmt.Sprintf(partition, 40, 1),
		"/api/backups":                     `{"system": {"id": "41", "name": "db-01"}, "job": {"info": {"id": "7", "name": "root", "partition": "/", "status": {"current": "Complete"}}}, "repository": {"id": "13"}}`,
		"/api/backups/images/server/db-01": `{"image": {"name": "root.ZIA", "jobName": "root", "createdAt": "2026-03-11 01:00:00", "repository": {"id": 13}}, "partition": {"mountPoint": "/"}}`,
	} {
		fake.On(path, zdmtest.List(item))
	}
	fake.On("/api/servers", zdmtest.List(fmt.Sprintf(server, "41", "db-01", "Source"), fmt.Sprintf(server, "42", "db-dr", "Target")))
	w := clitest.For(t, fake)
	one := w.Run("recovery", "init", "--source", "db-01", "--target", "db-dr", "--platform", "kvm")
	if one.Code != exit.OK || !strings.Contains(one.Stdout, "targetPartition: /dev/vda1 # too small for the data of the source: ") || !strings.Contains(one.Stderr, "warning: ") {
		t.Errorf("exit code %d\n%s%s", one.Code, one.Stdout, one.Stderr)
	}
	out := filepath.Join(t.TempDir(), "out")
	many := w.Run("recovery", "init", "--map", w.File("m.csv", "source,target,platform\ndb-01,db-dr,kvm\n"), "-O", out)
	if many.Code != exit.OK || !strings.Contains(many.Stderr, "m.csv:2:1") {
		t.Errorf("exit code %d\n%s%s", many.Code, many.Stdout, many.Stderr)
	}
}

// sandboxed returns a world whose server is the embedded sandbox.
func sandboxed(t *testing.T) *clitest.World {
	t.Helper()
	w := clitest.New(t)
	w.Env["ZDMCTL_CONTEXT"] = "sandbox"
	return w
}
