package clitest

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
)

// secretIn is the mark of a secret that stands in a text, "" when there is none.
func secretIn(text string) string {
	for _, mark := range zdmtest.SecretMarks() {
		if strings.Contains(text, mark) {
			return mark
		}
	}
	return ""
}

// mayPrint reports the one command that prints a secret.
func mayPrint(args []string) bool {
	at := slices.Index(args, "auth")
	return at >= 0 && at+1 < len(args) && args[at+1] == "token"
}

// leaks tells what a run has shown of a secret.
func leaks(args []string, stdout, stderr string) error {
	if mark := secretIn(stdout); mark != "" && !mayPrint(args) {
		return fmt.Errorf("%q shows a secret (%q) on stdout:\n%s", args, mark, stdout)
	}
	if mark := secretIn(stderr); mark != "" {
		return fmt.Errorf("%q shows a secret (%q) on stderr:\n%s", args, mark, stderr)
	}
	return nil
}

// secretFiles tells the files below a directory that hold a secret: all but credentials.yaml and those given.
func secretFiles(dir string, given map[string]bool) ([]string, error) {
	var found []string
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() || given[path] || entry.Name() == "credentials.yaml" {
			return err
		}
		data, err := os.ReadFile(path)
		if err == nil && secretIn(string(data)) != "" {
			found = append(found, path)
		}
		return err
	})
	return found, err
}
