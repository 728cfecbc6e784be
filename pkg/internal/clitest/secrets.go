package clitest

import (
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"html"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// secretIn is the mark of a secret that stands in a text, as it is or in a spelling that can be read back, "" when there is none.
func secretIn(text string) string {
	for _, read := range readings(text) {
		for _, mark := range marks() {
			if strings.Contains(read, mark) {
				return mark
			}
		}
	}
	return ""
}

// marks are those of every secret, and how the beginnings of secrets look in base64, wherever in it they stand, and in hexadecimal digits.
func marks() []string {
	all := zdmtest.SecretMarks()
	for _, beginning := range zdmtest.SecretBeginnings() {
		digits := hex.EncodeToString([]byte(beginning))
		all = append(all, digits, strings.ToUpper(digits))
		for before := range 3 {
			whole := base64.RawStdEncoding.EncodeToString([]byte(strings.Repeat("x", before) + beginning))
			skip := []int{0, 2, 3}[before]                             // characters that hold bits of what stands before
			all = append(all, whole[skip:(before+len(beginning))*8/6]) // and of what follows
		}
	}
	return all
}

// readings are a text as it is and without its escapes: those of JSON, Go, URLs, HTML, terminals, UTF-16.
func readings(text string) []string {
	letters := regexp.MustCompile(`\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})`).ReplaceAllStringFunc(text, func(escape string) string {
		code, err := strconv.ParseUint(escape[2:], 16, 16)
		if err != nil {
			return escape
		}
		return string(rune(code))
	})
	percent := regexp.MustCompile(`%[0-9a-fA-F]{2}`).ReplaceAllStringFunc(text, func(escape string) string {
		if read, err := url.PathUnescape(escape); err == nil {
			return read
		}
		return escape
	})
	plain := regexp.MustCompile("\x1b\\[[0-9;]*[A-Za-z]").ReplaceAllString(text, "")
	return []string{text, letters, percent, html.UnescapeString(text), plain, strings.ReplaceAll(text, "\x00", "")}
}

// mayPrint reports a token that the one command prints that is there for it.
func mayPrint(args []string, stdout string) bool {
	at := slices.Index(args, "auth")
	return at >= 0 && at+1 < len(args) && args[at+1] == "token" && zdm.ValidToken(strings.TrimSuffix(stdout, "\n"))
}

// leaks tells what a run has shown of a secret.
func leaks(args []string, stdout, stderr string) error {
	if mark := secretIn(stdout); mark != "" && !mayPrint(args, stdout) {
		return fmt.Errorf("%q shows a secret (%q) on stdout:\n%s", args, mark, stdout)
	}
	if mark := secretIn(stderr); mark != "" {
		return fmt.Errorf("%q shows a secret (%q) on stderr:\n%s", args, mark, stderr)
	}
	return nil
}

// NoSecrets fails a test that ran the program by other means and was shown a secret.
func NoSecrets(t testing.TB, shown ...string) {
	t.Helper()
	for _, text := range shown {
		if mark := secretIn(text); mark != "" {
			t.Errorf("a secret (%q) is shown:\n%s", mark, text)
		}
	}
}

// secretFiles tells the files below a directory that hold a secret, or whose names do: all but private files named credentials.yaml, and those
// that still are as they were given (their content, by path).
func secretFiles(dir string, given map[string]string) ([]string, error) {
	var found []string
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if secretIn(strings.TrimPrefix(path, dir)) != "" {
			found = append(found, path)
		}
		info, err := entry.Info()
		if err != nil || !info.Mode().IsRegular() || entry.Name() == "credentials.yaml" && info.Mode().Perm() == 0o600 {
			return err
		}
		data, err := os.ReadFile(path)
		if content, known := given[path]; known && content == string(data) {
			return err
		}
		if err == nil && secretIn(string(data)) != "" {
			found = append(found, path)
		}
		return err
	})
	return found, err
}

// contents are the files below a directory, by path.
func contents(dir string) (map[string]string, error) {
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		data, err := os.ReadFile(path)
		all[path] = string(data)
		return err
	})
	return all, err
}

// Guarded runs the tests of a package with a place of their own for temporary files. The error tells the files with secrets that are left
// there, and what is new in the package's directory.
func Guarded(tests func() int) (code int, err error) {
	before, err := os.ReadDir(".")
	if err != nil {
		return 1, err
	}
	dir, err := os.MkdirTemp("", "clitest")
	if err != nil {
		return 1, err
	}
	usual := os.TempDir()
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	if err := os.Setenv("TMPDIR", dir); err != nil {
		return 1, err
	}
	code = tests()
	if err := os.Setenv("TMPDIR", usual); err != nil {
		return 1, err
	}
	found, err := secretFiles(dir, nil)
	if err == nil && len(found) > 0 {
		err = fmt.Errorf("files with a secret: %q", found)
	}
	after, readErr := os.ReadDir(".")
	if err = errors.Join(err, readErr); err == nil && len(after) != len(before) {
		err = fmt.Errorf("the tests left files in their directory: %v", after)
	}
	return code, err
}
