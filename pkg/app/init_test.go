package app_test

import (
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
)

// initOf generates a request for the servers of oddServer.
func initOf(w *clitest.World, more ...string) clitest.Result {
	args := []string{"recovery", "init", "--source", "41", "--target", "42", "--retries", "0"}
	return w.Run(append(args, more...)...)
}

func quoted(t *testing.T, text string) string {
	t.Helper()
	b, err := json.Marshal(text)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// A name from a server is written to the file unchanged, and no character in the file acts on a
// terminal.
func TestInitOfHostileNames(t *testing.T) {
	t.Parallel()
	for _, name := range []string{
		`it's "a" name`, "a: b", "a #b", "# a", "- a", "!!str x", "!x", "&a", "*a", "%TAG", "@a", "`a`", "[a]", "{a: b}", "a,b", "?", "? a", "|", ">", "null", "~",
		"true", "No", "y", "1e3", "0x1f", "1_000", ".inf", "2026-03-11", "12:30", "<<", "=", `a\b`, `\u0041`, "원장-01 (10.0.0.1)", "원장", "🚒", "e\u0301",
		"---", "...", "--- a", "/", "//host", "C:", strings.Repeat("긴 이름 ", 400) + "끝",
	} {
		w := oddServer(t, map[string]zdmtest.Answer{
			"/api/servers":                       fine(`[{"id":"41","name":` + quoted(t, name) + `},{"id":"42","name":"dr ` + strings.TrimPrefix(quoted(t, name), `"`) + `}]`),
			oddSource:                            fine(`[{"letter":` + quoted(t, name) + `,"device":"/dev/a","size":1,"used":1}]`),
			oddTarget:                            fine(`[{"letter":` + quoted(t, name) + `,"device":"x","size":1,"used":1}]`),
			"/api/backups/images/server/" + name: fine("[" + imageJSON(name, "null", `"2026-03-11 05:00:00"`, quoted(t, name)) + "]"),
		})
		file := filepath.Join(w.Dir, "r.yaml")
		r := initOf(w, "--source", name, "--job", name, "--platform", "kvm", "-O", file)
		if r.Code != exit.OK {
			t.Errorf("%q: %s", name, r.Stderr)
			continue
		}
		written, err := os.ReadFile(file)
		if err != nil || strings.ContainsAny(string(written), "\u202e\u200b\ufeff\u0085\u2028\u2029\x1b") {
			t.Errorf("%q, %v: %s", name, err, written)
		}
		var request struct {
			Source, JobName string
			JobList         []struct{ SourcePartition, TargetPartition string }
		}
		r = w.Run("recovery", "create", "--dry-run", "-q", "-f", file)
		if err := json.Unmarshal([]byte(r.Stdout), &request); err != nil || r.Code != exit.OK || len(request.JobList) != 1 {
			t.Errorf("%q: %v\n%s%s%s", name, err, r.Stdout, r.Stderr, written)
			continue
		}
		if request.Source != name || request.JobName != name || request.JobList[0].SourcePartition != name || request.JobList[0].TargetPartition != name {
			t.Errorf("%q became %q\n%s", name, request, written)
		}
	}
}

// Values that no request can hold are refused, and no file is created.
func TestInitOfInvalidNames(t *testing.T) {
	for _, name := range []string{"a\u0085b", "a\u2028b", "\x1b[2J", "a\nsource: b", " a ", "a\u00a0", "a\u202eb", "a\u200bc", "\ufeffa"} {
		w := oddServer(t, map[string]zdmtest.Answer{
			oddSource: fine(`[{"letter":` + quoted(t, name) + `,"device":"/dev/a"}]`),
			oddTarget: fine(`[{"letter":` + quoted(t, name) + `,"device":"x"}]`),
			oddImages: fine("[" + imageJSON("a.ZIA", "null", "null", quoted(t, name)) + "]"),
		})
		file := filepath.Join(w.Dir, "r.yaml")
		r := initOf(w, "--platform", "kvm", "-O", file)
		if _, err := os.Stat(file); r.Code != exit.Usage || err == nil || strings.ContainsAny(r.Stderr, "\x1b\u0085") {
			t.Errorf("%q: %d, %v\n%s", name, r.Code, err, r.Stderr)
		}
	}
}

// The platform is detected from the target's hardware only if the hardware identifies it.
func TestInitDetectsThePlatform(t *testing.T) {
	for hardware, want := range map[string]string{
		`"model":"VMware7,1","manufacturer":"VMware, Inc."`:                 "vmware",
		`"model":"t3.large","manufacturer":"Amazon EC2"`:                    "aws",
		`"model":"Google Compute Engine","manufacturer":"Google"`:           "gcp",
		`"model":"OpenStack Nova","manufacturer":"OpenStack Foundation"`:    "openstack",
		`"model":"CloudStack KVM Hypervisor"`:                               "cloudstack",
		`"model":"AHV","manufacturer":"Nutanix"`:                            "nutanix",
		`"model":"KVM","manufacturer":"QEMU"`:                               "kvm",
		`"model":"Virtual Machine","manufacturer":"Microsoft Corporation"`:  "",
		`"model":"Standard PC (i440FX + PIIX, 1996)","manufacturer":"QEMU"`: "",
		`"model":"ProLiant","manufacturer":"HPE"`:                           "",
		`"model":null,"manufacturer":"-"`:                                   "",
	} {
		w := oddServer(t, map[string]zdmtest.Answer{
			"/api/servers": fine(`[{"id":"41","name":"ledger-01"},{"id":"42","name":"dr","resources":{` + hardware + `}}]`)})
		r := initOf(w, "-o", "json", "--jq", ".platform")
		if want == "" && (r.Code != exit.Usage || !strings.Contains(r.Stderr, "--platform")) || want != "" && r.Stdout != want+"\n" {
			t.Errorf("%s: %+v", hardware, r)
		}
	}
}

// If the server does not answer a call that init needs, no request is written.
func TestInitFailsWithItsCalls(t *testing.T) {
	for path, want := range map[string]exit.Code{
		"/api/servers": exit.Refused, oddSource: exit.Refused, oddTarget: exit.Refused, oddImages: exit.Refused, "/api/zdms": exit.Refused,
		"/api/backups": exit.OK, "/api/zdms/repositories": exit.OK,
	} {
		w := oddServer(t, map[string]zdmtest.Answer{path: nil})
		if r := initOf(w, "--platform", "kvm"); r.Code != want || (r.Stdout == "") != (want != exit.OK) {
			t.Errorf("%s: %+v", path, r)
		}
	}
}

// A partition whose image is in another repository has its own repository. One without an image is
// omitted.
func TestInitOfSeveralRepositories(t *testing.T) {
	partition := func(letter, device string) string {
		return `{"letter":"` + letter + `","device":"` + device + `","size":9,"used":1}`
	}
	held := func(letter, repository string) string {
		return `{"image":{"name":"i.ZIA","createdAt":"2026-03-11 05:00:00","repository":{"id":` + repository + `}},"partition":{"mountPoint":"` + letter + `"}}`
	}
	all := fine("[" + partition("/", "/dev/a1") + "," + partition("/b", "/dev/a2") + "," + partition("/c", "/dev/a3") + "," + partition("/d", "/dev/a4") + "]")
	w := oddServer(t, map[string]zdmtest.Answer{
		oddSource: all, oddTarget: all,
		oddImages:                fine("[" + held("/", "8") + "," + held("/", "6") + "," + held("/b", `"8"`) + "," + held("/c", "6") + "," + held("/d", "7") + "]"),
		"/api/zdms/repositories": fine(`[{"id":"6","center":"core"},{"id":"7","center":"other"},{"id":"8","center":"core"}]`),
	})
	r := initOf(w, "--platform", "kvm", "-o", "json", "--jq", `[.repository.id, (.jobList[] | .sourcePartition, .repository.id)] | tojson`)
	if r.Stdout != `[6,"/",null,"/b",8,"/c",null]`+"\n" {
		t.Errorf("%+v", r)
	}
	if r = initOf(w, "--platform", "kvm"); !strings.Contains(r.Stdout, "# left out: /d (1 used)") {
		t.Errorf("%+v", r)
	}
}

// Several files are replaced together: if one cannot be, all stay unchanged, and no temporary file
// remains.
func TestInitForceReplacesAllOrNone(t *testing.T) {
	t.Parallel()
	w := sandboxWorld(t)
	table := w.File("servers.csv", "source,target,jobName,center\nweb-01,web-01-dr,a,1\nweb-01,web-01-dr,b,1\nweb-01,web-01-dr,c,1\n")
	dir := filepath.Join(filepath.Dir(table), "out")
	files := func() map[string]string {
		found := map[string]string{}
		_ = filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
			if err != nil {
				t.Fatal(err)
			}
			content, _ := os.ReadFile(path)
			found[path] = string(content)
			return nil
		})
		return found
	}
	at := func(name string) string { return filepath.Join(dir, name) }
	for _, name := range []string{"a.yaml", "c.yaml/kept"} {
		if err := os.MkdirAll(filepath.Dir(at(name)), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at(name), []byte("mine"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	before := files()
	args := []string{"recovery", "init", "--map", table, "--overwrite", "allow", "--platform", "kvm", "-O", dir}
	r := w.Run(args...)
	if r.Code != exit.Usage || !strings.Contains(r.Stderr, at("a.yaml")+": already exists") || strings.Contains(r.Stderr, "b.yaml") || !maps.Equal(files(), before) {
		t.Errorf("%+v, %q", r, files())
	}
	if r = w.Run(append(args, "--force")...); r.Code != exit.Usage || !strings.Contains(r.Stderr, "cannot write "+at("c.yaml")+": is a directory") || !maps.Equal(files(), before) {
		t.Errorf("%+v, %q", r, files())
	}
	if err := os.RemoveAll(at("c.yaml")); err != nil {
		t.Fatal(err)
	}
	if r = w.Run(append(args, "--force")...); r.Code != exit.OK || len(files()) != 4 || !strings.Contains(files()[at("a.yaml")], "jobName: a") {
		t.Errorf("%+v, %q", r, files())
	}
}
