package app_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
)

// languageRuns returns command lines in order, each with JSON output: valid ones, and refused ones
// of every kind.
func languageRuns() []string {
	return []string{
		"center list", "center get 1", "repository list", "server list", "server get web-01", "server partitions web-01", "backup list", "backup get web-01_ROOT",
		"backup images web-01", "schedule list", "user list", "cloud-auth list", "cloud-auth regions aws",
		"recovery create -f web-01.yaml --dry-run", "recovery plan -f web-01.yaml", "recovery validate -f web-01.yaml", "recovery create -f web-01.yaml",
		"recovery create -f web-01.yaml --if-absent", "recovery list", "recovery get web-01-nightly", "recovery history", "recovery apply -f web-01.yaml",
		"recovery apply -f web-01.yaml --mode full", "recovery update web-01-nightly --after-reboot shutdown", "recovery start web-01-nightly", "recovery stop web-01-nightly",
		"recovery watch web-01-nightly", "recovery delete web-01-nightly", "recovery delete web-01-nightly --yes", "schedule create --center 1 --schedule daily", "schedule delete 1",
		"auth status", "context list", "context use nowhere", "context set prod --server https://h", "config view", "config get center", "config set center", "config path",
		"sandbox info", "doctor", "version", "api GET /servers", "api GET servers/nobody", "recovery get nobody", "recovery create --platform x", "recovery list --status x",
		"server list --limit 0", "recovery nothing", "nothing",
	}
}

// The language changes text for people only. Exit codes and JSON stay the same, except for the
// sentences in it.
func TestLanguageChangesNoJSONAndNoCode(t *testing.T) {
	t.Parallel()
	request := regexp.MustCompile(`req-[0-9a-f]{8}`)
	sentence := regexp.MustCompile(`"(found|message|hint)": "[^"\n]*|(?s)"notes": \[\n.*?\n +\]`) // sentences of doctor and plan
	english, korean := clitest.New(t), clitest.New(t)
	for _, w := range []*clitest.World{english, korean} {
		w.Env["ZDMCTL_CONTEXT"] = "sandbox"
	}
	korean.Env["LANG"] = "ko_KR.UTF-8"
	run := func(w *clitest.World, line string) clitest.Result {
		args := strings.Split(line, " ")
		for i := range args {
			if args[i] == "web-01.yaml" {
				args[i] = w.File("web-01.yaml", nightlyRequest)
			}
		}
		r := w.Run(append(args, "-o", "json")...)
		r.Stdout = request.ReplaceAllString(strings.ReplaceAll(r.Stdout, w.Dir, "HOME"), "req-1")
		if strings.HasPrefix(line, "doctor") || strings.HasPrefix(line, "recovery plan") {
			r.Stdout = sentence.ReplaceAllString(r.Stdout, "$1")
		}
		return r
	}
	spoken := 0
	for _, line := range languageRuns() {
		en, ko := run(english, line), run(korean, line)
		if en.Code != ko.Code {
			t.Errorf("%s: code %d in English and %d in Korean\n%s%s", line, en.Code, ko.Code, en.Stderr, ko.Stderr)
		}
		if en.Stdout != ko.Stdout {
			t.Errorf("%s: English\n%s\nKorean\n%s", line, en.Stdout, ko.Stdout)
		}
		if en.Stderr != ko.Stderr {
			spoken++
		}
	}
	if spoken < 10 {
		t.Errorf("only %d runs speak Korean", spoken)
	}
}

const nightlyRequest = `{"center": "1", "source": "web-01", "target": "web-01-dr", "platform": "vmware", "repository": {"id": 13}, "mode": "full", "jobName": "web-01-nightly", "overwrite": "allow"}`

// The help of every command is Korean: its summary, its headings and the usage of each flag.
func TestHelpIsKorean(t *testing.T) {
	t.Parallel()
	w := clitest.New(t)
	hangul := regexp.MustCompile(`\p{Hangul}`)
	name := regexp.MustCompile(`(?m)^  ([a-z][a-z-]*) `)
	seen := 0
	var visit func(args []string)
	visit = func(args []string) {
		r := w.Run(append(args, "--help", "--lang", "ko")...)
		about, rest, found := strings.Cut(r.Stdout, "사용법:")
		if r.Code != 0 || !found || !hangul.MatchString(about) {
			t.Errorf("zdmctl %q: %+v", args, r)
		}
		for _, heading := range []string{"Usage", "Commands", "Examples", "Flags", "Global flags", "Other flags", "Safety"} {
			if strings.Contains(r.Stdout, heading+":\n") {
				t.Errorf("zdmctl %q has the heading %q", args, heading)
			}
		}
		seen++
		if _, commands, found := strings.Cut(rest, "\n명령:\n"); found {
			commands, _, _ = strings.Cut(commands, "\n\n")
			for _, m := range name.FindAllStringSubmatch(commands, -1) {
				visit(append(args[:len(args):len(args)], m[1]))
			}
		}
	}
	visit(nil)
	if seen < 50 {
		t.Errorf("only %d commands were seen", seen)
	}
}

// LC_ALL overrides LC_MESSAGES, which overrides LANG; --lang overrides them all. A locale that is
// not UTF-8 means English.
func TestLocale(t *testing.T) {
	for _, c := range []struct {
		all, messages, lang string
		args                []string
		korean              bool
	}{
		{"", "", "", nil, false},
		{"", "", "ko", nil, true},
		{"", "", "ko_KR.UTF-8", nil, true},
		{"", "", "ko_KR.utf8", nil, true},
		{"", "", "ko_KR.UTF-8@hanja", nil, true},
		{"", "", "ko_KR.eucKR", nil, false},
		{"", "", "ko_KR.EUC-KR@hanja", nil, false},
		{"", "", "ko_KR.CP949", nil, false},
		{"", "", "ko.", nil, false},
		{"", "ko_KR.eucKR", "ko_KR.UTF-8", nil, false},
		{"", "ko_KR.UTF-8", "ko_KR.eucKR", nil, false},
		{"ko_KR.eucKR", "ko_KR.UTF-8", "ko_KR.UTF-8", nil, false},
		{"ko_KR.UTF-8", "ko_KR.eucKR", "ko_KR.eucKR", nil, true},
		{"ko_KR.eucKR", "", "", []string{"--lang", "ko"}, true},
		{"", "", "ko_KR", nil, true},
		{"", "", "ko_KR@hanja", nil, true},
		{"", "", "C", nil, false},
		{"", "", "C.UTF-8", nil, false},
		{"", "", "POSIX", nil, false},
		{"", "", "kok_IN", nil, false},
		{"", "", "en_KR.UTF-8", nil, false},
		{"C", "", "ko_KR.UTF-8", nil, false},
		{"POSIX", "ko_KR.UTF-8", "ko_KR.UTF-8", nil, false},
		{"", "C", "ko_KR.UTF-8", nil, false},
		{"", "ko_KR.UTF-8", "C", nil, true},
		{"ko_KR.UTF-8", "C", "C", nil, true},
		{"C", "C", "C", []string{"--lang", "ko"}, true},
		{"ko", "ko", "ko", []string{"--lang=en"}, false},
	} {
		w := clitest.New(t)
		w.Env["LC_ALL"], w.Env["LC_MESSAGES"], w.Env["LANG"] = c.all, c.messages, c.lang
		if r := w.Run(append([]string{"version", "--help"}, c.args...)...); strings.HasPrefix(r.Stdout, "버전 표시\n") != c.korean {
			t.Errorf("%+v: %s", c, r.Stdout)
		}
	}
	for encoding, korean := range map[string]bool{"ko_KR.UTF-8": true, "UTF-8": true, "en_US.UTF-8": true, "C": true, "ko_KR.eucKR": false, "en_US.ISO-8859-1": false} {
		w := clitest.New(t)
		w.Env["LC_CTYPE"], w.Env["LANG"] = encoding, "ko_KR.UTF-8"
		if r := w.Run("version", "--help"); strings.HasPrefix(r.Stdout, "버전 표시\n") != korean {
			t.Errorf("LC_CTYPE=%s: %s", encoding, r.Stdout)
		}
	}
}
