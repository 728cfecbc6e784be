package app_test

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

// vendorConfig returns a configuration file of zdm-cli.
func vendorConfig(token string) string {
	return fmt.Sprintf(`{"type": "", "zconverter_dir_path": "/ZConverter", "token": %q, "user": {"mail": "ops@example.com"},
"zdm": {"ip": "10.44.7.1", "port": 53307, "id": 6, "replication_version": 2,
  "repository": {"id": 13, "path": "/vault"}, "zos_repository": {"id": null, "platform": null}}}`, token)
}

func newVendorWorld(t *testing.T, content string) *clitest.World {
	t.Helper()
	w := clitest.New(t)
	w.Env["HOME"], w.Env["USERPROFILE"] = w.Dir, w.Dir
	w.File(".zdm-cli/config.json", content)
	return w
}

func TestContextImport(t *testing.T) {
	t.Parallel()
	w := newVendorWorld(t, vendorConfig(clitest.Token()))
	r := w.Run("context", "import", "--from", "zdm-cli")
	want := []string{
		": server https://10.44.7.1:53307, email ops@example.com, center 6, repository 13, token\n",
		"not imported: zdm.repository.path: set it in each request as repository.path\n",
		"not imported: zconverter_dir_path: not used by zdmctl\n", "not imported: zdm.replication_version: ", "the current context is now zdm-cli\n",
	}
	for _, text := range want {
		if !strings.Contains(r.Stderr, text) {
			t.Errorf("no %q in\n%s", text, r.Stderr)
		}
	}
	if r.Code != exit.OK || r.Stdout != "" {
		t.Errorf("%+v", r)
	}
	got, err := os.ReadFile(filepath.Join(w.Dir, ".config/zdmctl/config.yaml"))
	const file = "current-context: zdm-cli\ncontexts:\n  zdm-cli:\n    server: https://10.44.7.1:53307\n    email: ops@example.com\n    center: \"6\"\n    repository: 13\n"
	if err != nil || string(got) != file {
		t.Errorf("%v\n%s", err, got)
	}
	if r := w.Run("auth", "token"); r.Code != exit.OK || r.Stdout != clitest.Token()+"\n" {
		t.Errorf("%+v", r)
	}

	// A context of that name is not overwritten without --yes, which replaces all of it.
	w.Run("context", "set", "zdm-cli", "--password-command", "old")
	if r := w.Run("context", "import", "--from", "zdm-cli"); r.Code != exit.Usage || !strings.Contains(r.Stderr, "--yes") {
		t.Errorf("%+v", r)
	}
	if r := w.Run("context", "import", "--from", "zdm-cli", "--yes"); r.Code != exit.OK {
		t.Errorf("%+v", r)
	}
	if got, err := os.ReadFile(filepath.Join(w.Dir, ".config/zdmctl/config.yaml")); err != nil || string(got) != file {
		t.Errorf("%v\n%s", err, got)
	}
	if r := w.Run("context", "import", "--from", "zdm-cli", "--name", "second"); r.Code != exit.OK || !strings.Contains(r.Stderr, "to use it: --context second\n") {
		t.Errorf("%+v", r)
	}
}

// Invisible characters are refused where a value is stored, and a wrong type is reported as such.
func TestContextImportOfOddValues(t *testing.T) {
	t.Parallel()
	for content, want := range map[string]string{
		`{"zdm": {"ip": "ho\u200bst"}}`:               "contains no server: ",
		`{"zdm": {"ip": "h", "id": "1\u200b"}}`:       "not imported: zdm.id: ",
		`{"token": 12345, "zdm": {"ip": "10.1.1.1"}}`: "not imported: token: must be text in quotes\n",
		`{"token": true, "zdm": {"ip": "10.1.1.1"}}`:  "not imported: token: must be text in quotes\n",
	} {
		if r := newVendorWorld(t, content).Run("context", "import", "--from", "zdm-cli"); !strings.Contains(r.Stderr, want) {
			t.Errorf("%s: %+v", content, r)
		}
	}
	if r := newVendorWorld(t, `{}`).Run("context", "import", "--from", "zdm-cli", "--name", "prod"); !strings.Contains(r.Stderr, "zdmctl context set prod --server ") {
		t.Errorf("%+v", r)
	}
	for _, args := range [][]string{{"--server", "https://ho\u200bst:53307"}, {"--server", "https://zdm", "--center", "1\u200b"}, {"--server", "https://zdm\u202e"}} {
		if r := clitest.New(t).Run(append([]string{"context", "set", "lab"}, args...)...); r.Code != exit.Usage {
			t.Errorf("%q: %+v", args, r)
		}
	}
}

// A context that cannot be written leaves no token behind.
func TestContextImportStoresNoTokenAlone(t *testing.T) {
	t.Parallel()
	w := newVendorWorld(t, vendorConfig(clitest.Token()))
	w.File(".config/zdmctl/config.yaml.tmp/other", "") // in the way of the new file
	if r := w.Run("context", "import", "--from", "zdm-cli"); r.Code != exit.Usage || !strings.Contains(r.Stderr, "cannot write") {
		t.Errorf("%+v", r)
	}
	if _, err := os.Stat(filepath.Join(w.Dir, ".config/zdmctl/credentials.yaml")); !os.IsNotExist(err) {
		t.Errorf("a token was stored: %v", err)
	}
}

// Flags override the file, and the command reports it. The file has no scheme.
func TestContextImportGoesToTheGivenServer(t *testing.T) {
	w := newVendorWorld(t, vendorConfig(clitest.Token()))
	r := w.Run("context", "import", "--from", "zdm-cli", "--server", "http://127.0.0.1:53901", "--center", "2")
	for _, text := range []string{
		": server http://127.0.0.1:53901, email ops@example.com, center 2, repository 13, token\n",
		"not imported: server https://10.44.7.1:53307: overridden by --server\n", "not imported: center 6: overridden by --center\n",
	} {
		if r.Code != exit.OK || !strings.Contains(r.Stderr, text) {
			t.Errorf("no %q in %+v", text, r)
		}
	}
	if r := w.Run("config", "get", "server"); r.Stdout != "http://127.0.0.1:53901\n" {
		t.Errorf("%+v", r)
	}
	if r := w.Run("auth", "token"); r.Stdout != clitest.Token()+"\n" {
		t.Errorf("%+v", r)
	}
	r = w.Run("context", "import", "--from", "zdm-cli", "--yes", "--server", "http://10.44.7.1:53307")
	if r.Code != exit.OK || !strings.Contains(r.Stderr, "plain http would expose the token") {
		t.Errorf("%+v", r)
	}
	w = newVendorWorld(t, `{"zdm": {"id": 6}}`)
	if r := w.Run("context", "import", "--from", "zdm-cli", "--server", "https://h", "--ca-file", "nowhere"); r.Code != exit.Usage {
		t.Errorf("%+v", r)
	}
	if r := w.Run("context", "import", "--from", "zdm-cli", "--server", "https://h"); r.Code != exit.OK || !strings.Contains(r.Stderr, ": server https://h, center 6\n") {
		t.Errorf("%+v", r)
	}
}

// Missing, invalid or obsolete values are omitted, and the command reports it.
func TestContextImportOfOddFiles(t *testing.T) {
	t.Parallel()
	old := zdmtest.Token("old", clitest.Now().Add(-12*time.Minute))
	for content, want := range map[string]string{
		vendorConfig(old): "not imported: token: it expired 12 minutes ago",
		`{"zdm": {"ip": "zdm.example.com", "port": "8443"}, "user": null, "token": 7}`: "server https://zdm.example.com:8443\nnot imported: token: must be text in quotes",
		`{"zdm": {"ip": "h:8443"}}`:                                                 "server https://h:8443\n",
		`{"zdm": {"ip": "h:8443", "port": 8443}}`:                                   "server https://h:8443\n",
		`{"zdm": {"ip": "h:8443", "port": 53307}}`:                                  "server https://h:8443\nnot imported: zdm.port: ",
		`{"zdm": {"ip": "[::1]:99"}}`:                                               "server https://[::1]:99\n",
		`{"zdm": {"ip": "https://h"}}`:                                              "server https://h:53307\n",
		`{"zdm": {"ip": "https://h/api/", "port": 443}}`:                            "server https://h:443/api\n",
		`{"zdm": {"ip": "::1"}, "token": "two words"}`:                              "not imported: token: it contains the character U+0020, which is not allowed in a token\n",
		"\xef\xbb\xbf" + `{"zdm": {"ip": "[::1]"}, "user": {"mail": ["x"]}}`:        "not imported: user.mail: not used by zdmctl\n",
		`{"zdm": {"ip": "h", "repository": {"id": "nope"}}}`:                        "not imported: zdm.repository.id: must be a positive integer",
		`{"zdm": {"ip": "h", "id": "a\nb"}, "user": {"mail": "\u001b[31m"}}`:        "not imported: zdm.id: must be a single line of text",
		`{"zdm": {"ip": "h"}, "a": {"b": {"c": {"d": 1}}}, "\u001b[31m\u202e": 1}`:  "not imported: \\x1b[31m\\u202e: ",
		`{"zdm": {"ip": "h", "port": "0443"}, "zdm.ip": "other", "user.mail": "x"}`: "server https://h:443\nnot imported: user.mail: not used by zdmctl\nnot imported: zdm.ip: ",
		`{"zdm": {"ip": "h", "id": 6.0}}`:                                           "not imported: zdm.id: must be a positive integer",
		`{"zdm": {"ip": "h", "id": -6}}`:                                            "not imported: zdm.id: must be a positive integer",
		`{"zdm": {"ip": "h", "id": "Seoul"}}`:                                       "center Seoul\n",
		`{"zdm": {"ip": "h"}, "user": {"mail": "ops"}}`:                             "not imported: user.mail: must be an email address",
		`{"zdm": {"ip": "h"}, "token": {"value": "hush"}}`:                          "not imported: token.value: ",
	} {
		w := newVendorWorld(t, content)
		r := w.Run("context", "import", "--from", "zdm-cli")
		if r.Code != exit.OK || !strings.Contains(r.Stderr, want) {
			t.Errorf("%s: %+v", content, r)
		}
		unprintable(t, r.Stderr)
	}
}

// A file that is not a configuration of zdm-cli changes nothing, and none of it is shown.
func TestContextImportRefuses(t *testing.T) {
	t.Parallel()
	for name, content := range map[string]string{
		"empty": "", "text": "hush", "list": `["hush"]`, "null": "null", "two": "{} {}", "cut": `{"token": "hush`, "huge": `{"token": "` + strings.Repeat("x", 1<<20) + `"}`,
		"deep": strings.Repeat(`{"a":`, 100_000), "no address": `{"zdm": {}}`, "no zdm": `{"zdm": "hush"}`, "port": `{"zdm": {"ip": "h", "port": 70000}}`,
		"port text": `{"zdm": {"ip": "h", "port": "hush"}}`, "port fraction": `{"zdm": {"ip": "h", "port": 1.5}}`,
		"scheme": `{"zdm": {"ip": "ftp://h"}}`, "URL with a user": `{"zdm": {"ip": "https://u:hush@h"}}`, "path": `{"zdm": {"ip": "h/hush"}}`, "user": `{"zdm": {"ip": "hush@h"}}`, "blank": `{"zdm": {"ip": "h h"}}`,
		"port in address": `{"zdm": {"ip": "h:0"}}`, "port alone": `{"zdm": {"ip": ":99"}}`, "escape": `{"zdm": {"ip": "h\u001b[31m"}}`,
		"port list": `{"zdm": {"ip": "h", "port": [1]}}`, "port truth": `{"zdm": {"ip": "h", "port": true}}`, "port zero": `{"zdm": {"ip": "h", "port": 0}}`,
		"bracket": `{"zdm": {"ip": "[::1"}}`, "number": `{"zdm": {"ip": 10}}`, "twice": `{"zdm": {"ip": "h"}, "zdm": {"ip": "other"}}`, "twice inside": `{"zdm": {"ip": "h", "ip": "other"}}`,
		"not UTF-8": `{"zdm": {"ip": "h"}, "user": {"mail": "a` + "\xff" + `@b"}}`, "UTF-16": "{\x00\"\x00z\x00",
	} {
		w := newVendorWorld(t, content)
		start := time.Now()
		r := w.Run("context", "import", "--from", "zdm-cli")
		if took := time.Since(start); r.Code != exit.Usage || r.Stdout != "" || !strings.Contains(r.Stderr, "config.json") || strings.Contains(r.Stderr, "hush") || took > 5*time.Second {
			t.Errorf("%s: %v: %+v", name, took, r)
		}
		if _, err := os.Stat(filepath.Join(w.Dir, ".config")); !os.IsNotExist(err) {
			t.Errorf("%s: something was written", name)
		}
	}
	for _, args := range [][]string{
		{}, {"--from", "velero"}, {"--from", "zdm-cli", "--file", "nowhere"}, {"--from", "zdm-cli", "--file", os.DevNull}, {"--from", "zdm-cli", "--file", "."},
		{"--from", "zdm-cli", "--name", "Big"}, {"--from", "zdm-cli", "--name", "sandbox", "--yes"}, {"--from", "zdm-cli", "x"},
	} {
		w := newVendorWorld(t, vendorConfig(clitest.Token()))
		if r := w.Run(append([]string{"context", "import"}, args...)...); r.Code != exit.Usage || r.Stderr == "" {
			t.Errorf("%q: %+v", args, r)
		}
		if _, err := os.Stat(filepath.Join(w.Dir, ".config")); !os.IsNotExist(err) {
			t.Errorf("%q: something was written", args)
		}
	}
	w := clitest.New(t)
	if r := w.Run("context", "import", "--from", "zdm-cli"); r.Code != exit.Usage || !strings.Contains(r.Stderr, "--file") {
		t.Errorf("%+v", r)
	}
}
