package app_test

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/app"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/render"
)

// An unknown word is an error at every level, and the message suggests the likely command or flag.
func TestUnknownWords(t *testing.T) {
	t.Parallel()
	tests := []struct{ args, suggestion string }{
		{"recvery", "zdmctl recovery"},
		{"recvery create", "zdmctl recovery"},
		{"recvery create --source a", "zdmctl recovery"},
		{"verson", "zdmctl version"},
		{"login", "zdmctl auth login\n"},
		{"login --server x", "zdmctl auth login\n"},
		{"get", "zdmctl recovery get NAME"},
		{"get recoveries", "zdmctl recovery get NAME"},
		{"apply -f x.yaml", "zdmctl recovery apply -f FILE"},
		{"recoveries", "zdmctl recovery list"},
		{"recovery describe web-01", "zdmctl recovery get NAME"},
		{"recovery status web-01", "zdmctl recovery get NAME"},
		{"recovery logs web-01", "zdmctl recovery history NAME"},
		{"recovery rm web-01", "zdmctl recovery delete\n"},
		{"schedule rm 1", "zdmctl schedule delete\n"},
		{"context remove lab", "zdmctl context delete\n"},
		{"server show web-01", "zdmctl server get\n"},
		{"center describe 1", "zdmctl center get\n"},
		{"backup ls", "zdmctl backup list\n"},
		{"recovery cancel web-01", "zdmctl recovery stop\n"},
		{"recovery edit web-01", "zdmctl recovery update\n"},
		{"watch web-01", "zdmctl recovery watch NAME\n"},
		{"plan -f x.yaml", "zdmctl recovery plan -f FILE\n"},
		{"run", "zdmctl recovery run -f FILE\n"},
		{"start --all", "zdmctl recovery start NAME\n"},
		{"logs web-01", "zdmctl recovery history NAME"},
		{"status", "zdmctl recovery get NAME"},
		{"recovery create --name x", "did you mean --job-name?"},
		{"recovery get --name x", "zdmctl recovery get NAME"},
		{"recovery start --name x", "zdmctl recovery start NAME"},
		{"recovery list --limit abc", `invalid value "abc" for --limit: must be a positive number`},
		{"recovery watch x --interval 5", `invalid value "5" for --interval: must be 0 or a duration such as 30s, 2h or 7d`},
		{"recovery run -f x --rpo 1dd", `invalid value "1dd" for --rpo: must be 0 or a duration such as 30s, 2h or 7d`},
		{"recovery run -f x --journal j --rto 0s", `invalid value "0s" for --rto: must be at least 1s`},
		{"recovery plan --max-age tomorrow", `invalid value "tomorrow" for --max-age: must be 0 or a duration such as 30s, 2h or 7d`},
		{"recovery apply -f x --parallel 1.5", `invalid value "1.5" for --parallel: must be a positive number`},
		{"recovery list --retries 99999999999999999999", `invalid value "99999999999999999999" for --retries: must be at most 9223372036854775807`},
		{"recovery list --limit -99999999999999999999", `for --limit: must be a positive number`},
		{"recovery list --timeout 5", `error: invalid value "5" for --timeout: must be a positive duration`},
		{"recovery list --timeout 999999999h", `error: invalid value "999999999h" for --timeout: must be a positive duration of at most 106751d`},
		{"recovery list --lang fr", `error: invalid value "fr" for --lang: must be a language`},
		{"recovery list --center=", `error: invalid value "" for --center: must be`},
		{"recovery list --server https://u:hush@h", `error: invalid value for --server: must be`},
		{"nothing-like-it", "zdmctl --help"},
		{"help nothing", "zdmctl --help"},
		{"help recovery craete", "zdmctl recovery"},
		{"no-help", "zdmctl --help"},
		{"recvery --help", "zdmctl recovery"},
		{"recovery lst --help", "zdmctl recovery list"},
		{"recovery -h lst", "zdmctl recovery list"},
		{"recovery craete", "zdmctl recovery create"},
		{"recovery crate -f x.yaml", "zdmctl recovery create"},
		{"recovery valdate -f x.yaml --strict", "zdmctl recovery validate"},
		{"recovery nothing-like-it", "zdmctl recovery --help"},
		{"auth lgoin", "zdmctl auth login"},
		{"auth statsu --nothing", "zdmctl auth status"},
		{"auth tokn", "zdmctl auth token"},
		{"--nothing", "zdmctl --help"},
		{"--servr x", "--server"},
		{"--contxt=sandbox recovery create", "--context"},
		{"recovery --sourc a", ""},
		{"recovery create --sorce a", "--source"},
		{"recovery create --repository_id 1", "--repository-id"},
		{"recovery create --jobname x", "--job-name"},
		{"recovery create -x", "zdmctl recovery create --help"},
		{"recovery create extra", "zdmctl recovery create --help"},
		{"recovery create --source", "zdmctl recovery create --help"},
		{"recovery create --list-only=perhaps", "zdmctl recovery create --help"},
		{"recovery validate --fil x", "--file"},
		{"recovery validate extra", "zdmctl recovery validate --help"},
		{"auth login --pasword-stdin", "--password-stdin"},
		{"auth login --password secret", ""},
		{"auth login --token secret", ""},
		{"auth login ops@example.com", "zdmctl auth login --help"},
		{"auth status now", "zdmctl auth status --help"},
		{"auth token now", "zdmctl auth token --help"},
		{"auth logout now", "zdmctl auth logout --help"},
		{"version now", "zdmctl version --help"},
		{"version --shrot", ""},
	}
	for _, tt := range tests {
		t.Run(tt.args, func(t *testing.T) {
			w := clitest.New(t)
			args := strings.Fields(tt.args)
			r := w.Run(args...)
			if r.Code != exit.Usage || r.Stdout != "" || !strings.HasPrefix(r.Stderr, "error: ") || !strings.Contains(r.Stderr, tt.suggestion) {
				t.Errorf("exit code %d, stdout %q, want %q\n%s", r.Code, r.Stdout, tt.suggestion, r.Stderr)
			}
			for _, output := range [][]string{{"-o", "json"}, {"-ojson"}, {"--output=jsonl"}} {
				e := errorObject(t, w.Run(append(output, args...)...))
				if e["kind"] != "usage" || e["exitCode"] != 2.0 {
					t.Errorf("%q: %v", output, e)
				}
			}
		})
	}
}

// errorObject returns the error on stderr, which must be one JSON object with only documented keys.
func errorObject(t *testing.T, r clitest.Result) map[string]any {
	t.Helper()
	decoder := json.NewDecoder(strings.NewReader(r.Stderr))
	decoder.DisallowUnknownFields()
	var document struct{ Error map[string]any }
	if err := decoder.Decode(&document); err != nil || decoder.More() || strings.Count(r.Stderr, "\n") != 1 || r.Stdout != "" {
		t.Fatalf("not one JSON object on stderr alone: %v\n%s%s", err, r.Stdout, r.Stderr)
	}
	keys := []string{"kind", "exitCode", "message", "status", "requestID", "problems", "next"}
	for key := range document.Error {
		if !slices.Contains(keys, key) {
			t.Errorf("the key %q is not documented", key)
		}
	}
	if message, ok := document.Error["message"].(string); !ok || message == "" {
		t.Errorf("no message: %s", r.Stderr)
	}
	return document.Error
}

// Help is a result: it is printed to stdout. A group without a command prints its help.
func TestHelp(t *testing.T) {
	for args, want := range map[string][]string{
		"":                           {"recovery", "auth", "version", "zdmctl options"},
		"options":                    {"--context", "--timeout", "--output", "--quiet"},
		"options --help":             {"--context", "--timeout"},
		"help options":               {"--context", "--timeout"},
		"--help":                     {"recovery", "auth", "version"},
		"help":                       {"recovery", "auth", "version"},
		"help recovery create":       {"--repository-id", "--dry-run"},
		"recovery":                   {"create", "validate"},
		"recovery --help":            {"create", "validate"},
		"auth":                       {"login", "logout", "status", "token"},
		"recovery create --help":     {"--repository-id", "--schedule", "--dry-run", "zdmctl options", "zdmctl recovery create -f"},
		"recovery create -f x -h":    {"--repository-id"},
		"recovery validate -h":       {"--file", "--strict"},
		"auth login --help":          {"--password-stdin", "--with-token"},
		"auth status --help -o json": {"zdmctl auth status"},
	} {
		w := clitest.New(t)
		r := w.Run(strings.Fields(args)...)
		if r.Code != exit.OK || r.Stderr != "" {
			t.Errorf("%q: exit code %d, stderr %q", args, r.Code, r.Stderr)
		}
		for _, word := range want {
			if !strings.Contains(r.Stdout, word) {
				t.Errorf("%q: no %q in\n%s", args, word, r.Stdout)
			}
		}
	}
}

// Every page fits 80 columns and one screen, except pages with the flags of a whole request.
func TestHelpFitsAScreen(t *testing.T) {
	t.Parallel()
	w := clitest.New(t)
	long := []string{"zdmctl recovery create", "zdmctl recovery plan"}
	for _, page := range app.Manual() {
		for _, lang := range []string{"en", "ko"} {
			r := w.Run(append(strings.Fields(page.Name)[1:], "--help", "--lang", lang)...)
			if r.Code != exit.OK {
				t.Fatalf("%s: %+v", page.Name, r)
			}
			if n := strings.Count(r.Stdout, "\n"); n > 50 && !slices.Contains(long, page.Name) {
				t.Errorf("%s in %s has %d lines", page.Name, lang, n)
			}
			for line := range strings.Lines(r.Stdout) {
				if width := render.Width(strings.TrimSuffix(line, "\n")); width > 80 {
					t.Errorf("%s in %s: %d columns: %s", page.Name, lang, width, line)
				}
			}
		}
	}
}

// Help lists the flags of a request in groups and marks required ones.
func TestHelpGroupsFlags(t *testing.T) {
	t.Parallel()
	page := clitest.New(t).Run("recovery", "create", "--help").Stdout
	at := 0
	for _, part := range []string{"\nRequest (", "--file", "--center", "(required)", "--source", "(required)", "--job-name", "\nPartitions:", "--list-only",
		"\nSchedule and script:", "--script-run", "\nSafety:", "--overwrite", "--dry-run", "\nWait:", "--wait-timeout"} {
		i := strings.Index(page[at:], part)
		if i < 0 {
			t.Fatalf("no %q after byte %d of\n%s", part, at, page)
		}
		at += i
	}
	if n := strings.Count(page, "(required)"); n != 6 {
		t.Errorf("%d flags are required", n)
	}
}

// A run without arguments does not use the arguments of this process.
func TestNoArguments(t *testing.T) {
	own := os.Args
	t.Cleanup(func() { os.Args = own })
	os.Args = []string{own[0], "version"}
	w := clitest.New(t)
	bare, help := w.Run(), w.Run("--help")
	if bare.Code != help.Code || bare.Stdout != help.Stdout || bare.Stderr != help.Stderr {
		t.Errorf("%+v", bare)
	}
}

// A command that does not need the settings works even if they are broken.
func TestVersion(t *testing.T) {
	w := clitest.New(t)
	w.File(".config/zdmctl/config.yaml", "contexts: [")
	if r := w.Run("version"); r.Code != exit.OK || r.Stdout != "zdmctl 1.0.0 (go1.26, linux/amd64)\n" || r.Stderr != "" {
		t.Errorf("%+v", r)
	}
	if r := w.Run("version", "-o", "json"); r.Code != exit.Usage || r.Stdout != "" {
		t.Errorf("%+v", r)
	}
	w = clitest.New(t)
	if r := w.Run("version", "--jq", ".version"); r.Stdout != "1.0.0\n" {
		t.Errorf("%+v", r)
	}
}

// A flag of a request may be given only once: with two values it is unknown which was meant.
func TestRepeatedRequestFlags(t *testing.T) {
	for _, args := range [][]string{
		{"-f", "a.yaml", "-f", "b.yaml"},
		{"--target=a", "--target=b"},
		{"--schedule=1", "--schedule=1"},
	} {
		r := clitest.New(t).Run(append([]string{"recovery", "create"}, args...)...)
		if r.Code != exit.Usage || !strings.Contains(r.Stderr, "given twice") {
			t.Errorf("%q: exit code %d, %s", args, r.Code, r.Stderr)
		}
	}
}
