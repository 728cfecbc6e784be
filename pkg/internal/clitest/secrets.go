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
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/internal/testrun"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// The marks of secrets in files and their names, and in output that people read. A secret is found
// in any encoding that can be decoded.
var (
	inFiles = sync.OnceValue(func() []string { return encoded(zdmtest.SecretMarks()) })
	inShown = sync.OnceValue(func() []string { return encoded(append(zdmtest.SecretWords(), zdmtest.SecretMarks()...)) })
)

// secretIn returns an encoded mark of a secret that a text reveals, with its surroundings, or "".
func secretIn(marks []string, text string) string {
	const around = 40 // bytes
	for _, read := range decodings(text) {
		for _, mark := range marks {
			if at := strings.Index(read, mark); at >= 0 {
				return fmt.Sprintf("%q in %q", mark, read[max(0, at-around):min(len(read), at+len(mark)+around)])
			}
		}
	}
	return ""
}

// encoded adds the longer marks in base64, at every alignment, and in hexadecimal.
func encoded(marks []string) []string {
	const least = 8 // bytes: a shorter one leaves too little in base64
	all := slices.Clone(marks)
	for _, mark := range marks {
		if len(mark) < least {
			continue
		}
		digits := hex.EncodeToString([]byte(mark))
		all = append(all, digits, strings.ToUpper(digits))
		for before := range 3 {
			whole := base64.RawStdEncoding.EncodeToString([]byte(strings.Repeat("x", before) + mark))
			// Characters that include bits of what precedes.
			skip := []int{0, 2, 3}[before]
			all = append(all, whole[skip:(before+len(mark))*8/6]) // and of what follows
		}
	}
	return all
}

var (
	letterEscape   = regexp.MustCompile(`\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})`)
	percentEscape  = regexp.MustCompile(`%[0-9a-fA-F]{2}`)
	terminalEscape = regexp.MustCompile("\x1b\\[[0-9;]*[A-Za-z]")
)

// decodings returns a text unchanged and with its escapes decoded: JSON, Go, URLs, HTML, terminals,
// UTF-16.
func decodings(text string) []string {
	text = withoutGaps(text)
	all := []string{text}
	for _, escape := range []struct {
		mark   string // what shows that a text has such escapes
		decode func(string) string
	}{
		{`\`, func(text string) string { return letterEscape.ReplaceAllStringFunc(text, letter) }},
		{"%", func(text string) string { return percentEscape.ReplaceAllStringFunc(text, unescaped) }},
		{"+", func(text string) string { return strings.ReplaceAll(text, "+", " ") }},
		{"&", html.UnescapeString},
		{"\x1b", func(text string) string { return terminalEscape.ReplaceAllString(text, "") }},
		{"\x00", func(text string) string { return strings.ReplaceAll(text, "\x00", "") }},
	} {
		if strings.Contains(text, escape.mark) {
			all = append(all, escape.decode(text))
		}
	}
	return all
}

// letter returns the character of an escape such as \u0041 or \x41.
func letter(escape string) string {
	code, err := strconv.ParseUint(escape[2:], 16, 16)
	if err != nil {
		return escape
	}
	return string(rune(code))
}

// unescaped returns the byte of an escape such as %41.
func unescaped(escape string) string {
	if read, err := url.PathUnescape(escape); err == nil {
		return read
	}
	return escape
}

// withoutGaps removes long runs of zero bytes, which make up most of the tables in files. No secret
// contains one.
func withoutGaps(text string) string {
	gap := strings.Repeat("\x00", 16)
	var kept strings.Builder
	for {
		before, after, found := strings.Cut(text, gap)
		kept.WriteString(before)
		if !found {
			return kept.String()
		}
		kept.WriteByte(0)
		text = strings.TrimLeft(after, "\x00")
	}
}

// mayPrint reports whether the command is the one whose purpose is to print a token.
func mayPrint(args []string, stdout string) bool {
	at := slices.Index(args, "auth")
	return at >= 0 && at+1 < len(args) && args[at+1] == "token" && zdm.ValidToken(strings.TrimSuffix(stdout, "\n"))
}

// Leaks returns an error if a run reveals a secret.
func Leaks(args []string, stdout, stderr string) error {
	if found := secretIn(inShown(), stdout); found != "" && !mayPrint(args, stdout) {
		return fmt.Errorf("%q shows a secret on stdout, %s:\n%s", args, found, stdout)
	}
	if found := secretIn(inShown(), stderr); found != "" {
		return fmt.Errorf("%q shows a secret on stderr, %s:\n%s", args, found, stderr)
	}
	return nil
}

// NoSecrets fails a test that ran the program by other means if the output reveals a secret.
func NoSecrets(t testing.TB, shown ...string) {
	t.Helper()
	for _, text := range shown {
		if found := secretIn(inShown(), text); found != "" {
			t.Errorf("a secret is shown, %s:\n%s", found, text)
		}
	}
}

// SecretFiles returns the files below a directory whose content or name reveals a secret, and what
// was found. It skips private files named credentials.yaml, and files unchanged from given (content
// by path).
func SecretFiles(dir string, given map[string]string) ([]string, error) {
	var found []string
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if secret := secretIn(inFiles(), strings.TrimPrefix(path, dir)); secret != "" {
			found = append(found, path+" has in its name "+secret)
		}
		info, err := entry.Info()
		if err != nil || !info.Mode().IsRegular() || entry.Name() == "credentials.yaml" && private(info.Mode()) {
			return err
		}
		data, err := os.ReadFile(path)
		if content, known := given[path]; known && content == string(data) {
			return err
		}
		if secret := secretIn(inFiles(), string(data)); secret != "" {
			found = append(found, path+" holds "+secret)
		}
		return err
	})
	return found, err
}

// private reports whether only its owner can read a file of this mode. Windows has no such mode.
func private(mode fs.FileMode) bool { return mode.Perm() == 0o600 || runtime.GOOS == "windows" }

// Guarded runs the tests of a package with their own directory for temporary files, and without the
// settings of the user who runs them. The error lists the files with secrets that remain there, and
// the package directory's content if it has changed.
func Guarded(tests func() int) (code int, err error) {
	LeaveSurroundings()
	before, err := os.ReadDir(".")
	if err != nil {
		return 1, err
	}
	code, err = testrun.With(func(dir string) (int, error) {
		code := tests()
		found, err := SecretFiles(dir, nil)
		if err == nil && len(found) > 0 {
			err = fmt.Errorf("files with a secret:\n%s", strings.Join(found, "\n"))
		}
		return code, err
	})
	after, readErr := os.ReadDir(".")
	if err = errors.Join(err, readErr); err == nil && len(after) != len(before) {
		err = fmt.Errorf("the tests left files in their directory: %v", after)
	}
	return code, err
}
