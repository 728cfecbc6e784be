package manifest_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/manifest"
)

// sane fails unless err is nil or an error with well-formed problems at valid positions.
func sane(t *testing.T, err error) {
	for _, p := range usage(t, err) {
		if p.File != "" && p.Message.String() != "" && (p.Line < 1 || p.Column < 1 || p.Width < 1) {
			t.Errorf("%s at %d:%d, width %d", p.Message, p.Line, p.Column, p.Width)
		}
		if p.File == "" && p.Flag == "" && p.Origin == "" && !strings.HasPrefix(p.Message.String(), "and ") {
			t.Errorf("%s: %s is nowhere", p.Path, p.Message)
		}
	}
}

// roundTrip fails unless the body of a valid request is again valid and produces the same body.
func roundTrip(t *testing.T, draft *manifest.Draft) {
	request, _, err := draft.Request(manifest.Options{Now: noon})
	sane(t, err)
	if err != nil {
		return
	}
	body, err := json.Marshal(request)
	if err != nil {
		t.Fatal(err)
	}
	again, err := manifest.ReadOne("sent.json", strings.NewReader(string(body)))
	if err != nil {
		t.Fatalf("%s: %v", body, usage(t, err))
	}
	request, _, err = again.Request(manifest.Options{Now: noon})
	if err != nil {
		t.Fatalf("%s: %v", body, usage(t, err))
	}
	if second, err := json.Marshal(request); err != nil || string(second) != string(body) {
		t.Errorf("%s became %s, %v", body, second, err)
	}
}

func FuzzDocuments(f *testing.F) {
	for _, seed := range []string{valid, everyField, basicBody, detailedBody, valid + "---\n" + valid, "a: &a [*a]\n", "\t- x", "{\"a\": \"\\ud800\"}",
		"%YAML 1.1\n--- !x\n", "...\n--- |\n  a\n", "\xff\xfea\x00", schedule("  type: 0\n  basic: {year: 2027, month: 1, day: 1, time: 10:00}\n"),
		"<<: *a\n? [a]\n: b\n", "key: 'it''s\n", "[1, 2\na: b", "center: \"\\x41\\\n  b\"\n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, name := range []string{"a.yaml", "a.json"} {
			for draft, err := range manifest.Documents(name, strings.NewReader(text)) {
				if err != nil {
					sane(t, err)
					continue
				}
				roundTrip(t, draft)
			}
		}
		if draft, err := manifest.ReadOne("-", strings.NewReader(text)); err == nil {
			_, _, err = draft.Request(manifest.Options{Strict: true})
			sane(t, err)
		} else if exit.CodeOf(err) != exit.Usage {
			t.Errorf("code of %v", err)
		}
	})
}

func FuzzJob(f *testing.F) {
	for _, seed := range []string{"source=/home,target=/dev/sdb1,mode=increment,backup-job=nightly,backup-file=a.ZIA,overwrite=allow,repository-id=13",
		"source=C:,target=d", ",", "source==,target= ,x", "repository-id=013", "overwrite=not-allow,source=\\Device\\A,target=/"} {
		f.Add(seed, seed)
	}
	f.Fuzz(func(t *testing.T, first, second string) {
		roundTrip(t, byFlags(least(), "job", first, "job", second))
	})
}

func FuzzSchedule(f *testing.F) {
	for _, seed := range []string{"42", "daily 10:00", "once 2026-06-01 10:00", "every 5m from 00:00", "every 2h from 00:30", "weekly mon,wed,fri 10:00",
		"monthly 1,15 10:00", "monthly week 1,3 mon 10:00", `{"type":1,"basic":{"time":"00:00","interval":{"minute":"5"}}}`, `{"type":3,"basic":7}`, "week", "every"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, value string) {
		if strings.HasPrefix(strings.TrimSpace(value), "@") {
			return // it would read a file
		}
		roundTrip(t, byFlags(least(), "schedule", value))
	})
}
