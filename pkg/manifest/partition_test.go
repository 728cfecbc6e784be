package manifest_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/manifest"
)

// The list is sent as the API writes it, without spaces and duplicates (ZDM API, excludePartition).
func TestExcludePartitionAsSent(t *testing.T) {
	for given, want := range map[string]string{
		"h,d": "h,d", "h, d": "h,d", " h , d ": "h,d", "h,d,h": "h,d", "h,d,H:": "h,d", "/tmp,  /srv": "/tmp,/srv",
		"/boot,/boot/": "/boot", "/mnt/My Disk , /tmp": "/mnt/My Disk,/tmp", "C:": "C:",
	} {
		request, _, err := byFlags(least(), "exclude-partition", given).Request(manifest.Options{})
		if err != nil || request.ExcludePartition != want {
			t.Errorf("%q goes out as %q, not %q: %v", given, request.ExcludePartition, want, err)
		}
		draft, err := manifest.ReadOne("a.json", strings.NewReader(with("excludePartition: '"+given+"'\n")))
		if err != nil {
			t.Fatal(err)
		}
		if request, _, err = draft.Request(manifest.Options{}); err != nil || request.ExcludePartition != want {
			t.Errorf("%q of a file goes out as %q: %v", given, request.ExcludePartition, err)
		}
	}
}

func TestEmptyJobListIsSent(t *testing.T) {
	for text, want := range map[string]bool{with("jobList: []\n"): true, with("listOnly: false\njobList: []\n"): true, valid: false} {
		draft, err := manifest.ReadOne("a.yaml", strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		request, warnings, err := draft.Request(manifest.Options{})
		if err != nil || len(warnings) > 0 {
			t.Fatal(err, warnings)
		}
		body, err := json.Marshal(request)
		if err != nil || strings.Contains(string(body), `"jobList":[]`) != want {
			t.Errorf("%s is sent as %s: %v", text, body, err)
		}
	}
}

// A value that is unlikely to be a partition gets a suggestion, and advice if Git Bash produced it.
func TestPartitionSuggestions(t *testing.T) {
	const hint = "MSYS_NO_PATHCONV=1"
	for _, tt := range []struct{ given, meant, note string }{
		{"C:/Program Files/Git/var", "/var", hint},
		{"C:/Program Files/Git/var/lib/", "/var/lib", hint},
		{"C:/Program Files/Git/", "/", hint},
		{"D:/msys64/home", "/home", hint},
		{"C:/Users/me/home", "", hint},
		{`D:\data`, "D:", ""},
		{"／var", "/var", "commas"},
		{"／boot；／var", "", "commas"},
		{"/boot;/var", "", "separate partitions with commas: /boot,/home or h,d"},
		{"var", "", ""},
	} {
		_, warnings, err := byFlags(least(), "exclude-partition", tt.given).Request(manifest.Options{})
		if err != nil || len(warnings) != 1 {
			t.Errorf("%q: %v, %v", tt.given, err, warnings)
			continue
		}
		if w := warnings[0]; w.Suggestion != tt.meant || !strings.Contains(fmt.Sprint(w.Notes), tt.note) || tt.note == "" && len(w.Notes) > 0 {
			t.Errorf("%q: %q, %v", tt.given, w.Suggestion, w.Notes)
		}
	}
}

// YAML treats typographic quotes as letters of the name.
func TestSmartQuotes(t *testing.T) {
	draft, err := manifest.ReadOne("a.yaml", strings.NewReader(but("source: web-01", "source: “web-01”")))
	if err != nil {
		t.Fatal(err)
	}
	_, warnings, err := draft.Request(manifest.Options{})
	if err != nil || len(warnings) != 1 || warnings[0].Suggestion != "web-01" {
		t.Errorf("%v, %v", err, warnings)
	}
}
