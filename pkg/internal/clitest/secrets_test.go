package clitest

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
)

// The check of every run finds every secret of the tests.
func TestSecretsAreFound(t *testing.T) {
	for _, secret := range []string{zdmtest.Password, zdmtest.Token("x", Now()), Token()} {
		for _, args := range [][]string{{"auth", "status"}, {"recovery", "create"}, {"-o", "json", "version"}} {
			if Leaks(args, "a "+secret+" b", "") == nil || Leaks(args, "", "a "+secret) == nil {
				t.Errorf("%q of %q is not found", secret, args)
			}
		}
		mayPrint := secret != zdmtest.Password
		if Leaks([]string{"zdmctl", "auth", "token"}, secret, "") == nil != mayPrint || Leaks([]string{"auth", "token"}, "", secret) == nil {
			t.Errorf("auth token may print %q on stdout, and only there", secret)
		}
	}
	if err := Leaks([]string{"version"}, "zdmctl 1.0.0", "warning"); err != nil {
		t.Error(err)
	}
}

// Encoded secrets are found too.
func TestSpelledSecretsAreFound(t *testing.T) {
	for _, secret := range []string{zdmtest.Password, Token(), strings.TrimPrefix(zdmtest.Password, "hush")} {
		whole := secret == Token() || secret == zdmtest.Password
		var letters, hexed strings.Builder
		for _, b := range []byte(secret) {
			fmt.Fprintf(&letters, `\u%04x`, b)
			fmt.Fprintf(&hexed, "%%%02X", b)
		}
		inJSON, err := json.Marshal(secret)
		if err != nil {
			t.Fatal(err)
		}
		encoded := []string{string(inJSON), letters.String(), hexed.String(), url.QueryEscape(secret), html.EscapeString(secret), strings.Join(strings.Split(secret, ""), "\x1b[1m"),
			strings.Join(strings.Split(secret, ""), "\x00"), strings.Join(strings.Split(secret, ""), strings.Repeat("\x00", 100))}
		for before := range 3 {
			if text := []byte("abc"[:before] + secret + "more"); whole {
				encoded = append(encoded, base64.StdEncoding.EncodeToString(text), base64.RawURLEncoding.EncodeToString(text), hex.EncodeToString(text), strings.ToUpper(hex.EncodeToString(text)))
			}
		}
		for _, text := range encoded {
			if secretIn(inShown(), "a "+text+" b") == "" {
				t.Errorf("%q of %q is not found", text, secret)
			}
			if secretIn(inFiles(), "a "+text+" b") == "" {
				t.Errorf("%q of %q is not found in a file", text, secret)
			}
		}
	}
	if Leaks([]string{"auth", "token"}, zdmtest.Password, "") == nil || Leaks([]string{"auth", "token"}, Token()+"\n"+Token(), "") == nil {
		t.Error("auth token may print anything")
	}
}

// Marks are too long to occur by chance in a few megabytes of random bytes or letters. Their
// beginnings are not.
func TestRandomDataContainsNoMark(t *testing.T) {
	const least = 8
	for _, mark := range encoded(zdmtest.SecretMarks()) {
		if len(mark) < least {
			t.Errorf("%q is short", mark)
		}
	}
	if found := secretIn(inFiles(), "MIIBeyJqhush/Pa55w0rdaHVz"); found != "" {
		t.Error(found)
	}
}

// The error names the secret and where it is.
func TestSecretsAreNamed(t *testing.T) {
	w := New(t)
	path := w.File("log", strings.Repeat("x", 100)+"token "+Token()+" refused")
	found, err := SecretFiles(w.Dir, nil)
	if err != nil || len(found) != 1 || !strings.HasPrefix(found[0], path+" holds \"hush-signature\" in ") || !strings.HasSuffix(found[0], "hush-signature refused\"") {
		t.Errorf("%q, %v", found, err)
	}
}

func TestFilesWithSecretsAreFound(t *testing.T) {
	w := New(t)
	given := w.File("token", Token())
	kept := w.File(".config/zdmctl/credentials.yaml", Token())
	found, err := SecretFiles(w.Dir, nil)
	if err != nil || len(found) != 1 || !strings.HasPrefix(found[0], given+" holds ") || kept == "" {
		t.Errorf("found %q, %v", found, err)
	}
	if found, err = SecretFiles(w.Dir, map[string]string{given: Token()}); err != nil || len(found) != 0 {
		t.Errorf("found %q, %v", found, err)
	}
	written := w.File("written", "nothing")
	if err := os.WriteFile(written, []byte(Token()), 0o600); err != nil {
		t.Fatal(err)
	}
	named := w.File("of "+zdmtest.Password, "")
	if err := os.Chmod(kept, 0o644); err != nil {
		t.Fatal(err)
	}
	if found, err = SecretFiles(w.Dir, w.given); err != nil || len(found) != 2 || !strings.HasPrefix(found[0], named+" has in its name ") || !strings.HasPrefix(found[1], written+" holds ") {
		t.Errorf("found %q, %v", found, err)
	}
	delete(w.given, kept)
	if found, err = SecretFiles(w.Dir, w.given); err != nil || len(found) != 3 {
		t.Errorf("found %q, %v", found, err)
	}
	for _, path := range []string{written, named, kept} {
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
	}
}

// Secrets that the tests of a package leave in any place are found.
func TestGuarded(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	code, err := Guarded(func() int { return 3 })
	if code != 3 || err != nil {
		t.Errorf("%d, %v", code, err)
	}
	_, err = Guarded(func() int {
		if err := os.WriteFile(os.TempDir()+"/left", []byte(Token()), 0o600); err != nil {
			t.Error(err)
		}
		return 0
	})
	if err == nil || !strings.Contains(err.Error(), "left") {
		t.Errorf("a file with a secret is not found: %v", err)
	}
	t.Chdir(t.TempDir()) // the package's own directory may be read-only
	_, err = Guarded(func() int {
		if err := os.WriteFile("left.txt", nil, 0o600); err != nil {
			t.Error(err)
		}
		return 0
	})
	if err == nil || !strings.Contains(err.Error(), "left.txt") {
		t.Errorf("a file beside the tests is not found: %v", err)
	}
}
