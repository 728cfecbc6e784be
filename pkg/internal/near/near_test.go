package near_test

import (
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/internal/near"
)

func TestWord(t *testing.T) {
	words := []string{"target", "job-name", "after-reboot", "csv", "yaml", "insecure-plaintext"}
	for typed, want := range map[string]string{
		"traget": "target", "jobName": "job-name", "JOB_NAME": "job-name", "cvs": "csv", "vcs": "", "csf": "csv", "yml": "yaml", "x": "", "": "",
		"insecure-plain": "insecure-plaintext", "after-rebooting": "after-reboot", "overwrite": "", "tar": "", strings.Repeat("target", 1000): "",
	} {
		if got := near.Word(typed, words); got != want {
			t.Errorf("%.20q: %q, want %q", typed, got, want)
		}
	}
}
