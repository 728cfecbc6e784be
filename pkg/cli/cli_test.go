package cli_test

import (
	"slices"
	"testing"
	"time"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
)

// A time without a zone is in the zone of now, and one without a date is the most recent.
func TestParseTime(t *testing.T) {
	seoul := time.FixedZone("KST", 9*60*60)
	now := time.Date(2026, 3, 11, 12, 30, 0, 0, seoul)
	for text, want := range map[string]string{
		"2026-03-11T09:00:00Z": "2026-03-11T09:00:00Z", "2026-03-11 09:00:05": "2026-03-11T09:00:05+09:00", "2026-03-11 09:00": "2026-03-11T09:00:00+09:00",
		"2026-03-11T09:00:05": "2026-03-11T09:00:05+09:00", "2026-03-11T09:00": "2026-03-11T09:00:00+09:00", "12:30": "2026-03-11T12:30:00+09:00", "00:00": "2026-03-11T00:00:00+09:00",
		"12:31": "2026-03-10T12:31:00+09:00", "23:59": "2026-03-10T23:59:00+09:00",
		"": "", "24:00": "", "2026-02-30 10:00": "", "2026-03-11": "", "10": "", "-1:00": "", " 10:00": "", "10:00 KST": "", "yesterday": "",
	} {
		at, ok := cli.ParseTime(text, now)
		if ok != (want != "") || ok && at.Format(time.RFC3339) != want {
			t.Errorf("%q is %v, %v", text, at, ok)
		}
	}
}

// A suggested command refers to the object of that name, whatever the name looks like.
func TestCommandsAboutNames(t *testing.T) {
	for name, want := range map[string]struct{ named, job []string }{
		"nightly": {[]string{"get", "nightly", "--wide"}, []string{"get", "nightly"}},
		"":        {[]string{"get", "--wide"}, []string{"get"}},
		"-x":      {[]string{"get", "--wide", "--", "-x"}, []string{"get", "--", "-x"}},
		"42":      {[]string{"get", "42", "--wide"}, []string{"get", "42", "--by", "name"}},
	} {
		if got := cli.Named([]string{"get"}, name, "--wide"); !slices.Equal(got, want.named) {
			t.Errorf("%q: %q", name, got)
		}
		if got := cli.ForJob(name, "get"); !slices.Equal(got, want.job) {
			t.Errorf("the job %q: %q", name, got)
		}
	}
}

// A flag accepts its values in any case and keeps them as the help spells them. An ID has only
// digits.
func TestFlagValues(t *testing.T) {
	var word, id string
	cmd := new(cobra.Command)
	cli.EnumVar(cmd, &word, "mode", []string{"full", "increment"}, "")
	cli.IDVar(cmd, &id, "id", "")
	for _, tt := range []struct {
		flag, text string
		want       string // "" means an error
	}{
		{"mode", "full", "full"}, {"mode", "INCREMENT", "increment"}, {"mode", "inc", ""}, {"mode", "", ""}, {"mode", " full", ""},
		{"id", "42", "42"}, {"id", "007", "007"}, {"id", "", ""}, {"id", "-1", ""}, {"id", "4.2", ""}, {"id", "４２", ""}, {"id", "0x1", ""},
	} {
		word, id = "", ""
		err := cmd.Flags().Set(tt.flag, tt.text)
		if (err == nil) != (tt.want != "") || word+id != tt.want {
			t.Errorf("--%s %q is %q: %v", tt.flag, tt.text, word+id, err)
		}
	}
}

// Both flags together are refused, and each alone is accepted, whatever its value.
func TestExclusive(t *testing.T) {
	for given, want := range map[string]bool{"": true, "a": true, "b": true, "ab": false} {
		cmd := new(cobra.Command)
		for _, name := range []string{"a", "b"} {
			cmd.Flags().Bool(name, false, "")
		}
		for _, name := range given {
			if err := cmd.Flags().Set(string(name), "false"); err != nil {
				t.Fatal(err)
			}
		}
		if err := cli.Exclusive(cmd.Flags(), "a", "b"); (err == nil) != want {
			t.Errorf("%q: %v", given, err)
		}
	}
}
