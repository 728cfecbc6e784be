package clitest

import (
	"testing"

	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
)

// The check of every run finds every secret of every test.
func TestSecretsAreFound(t *testing.T) {
	for _, secret := range []string{zdmtest.Password, zdmtest.Token("x", Now()), Token()} {
		for _, args := range [][]string{{"auth", "status"}, {"recovery", "create"}, {"-o", "json", "version"}} {
			if leaks(args, "a "+secret+" b", "") == nil || leaks(args, "", "a "+secret) == nil {
				t.Errorf("%q of %q is not found", secret, args)
			}
		}
		if leaks([]string{"zdmctl", "auth", "token"}, secret, "") != nil || leaks([]string{"auth", "token"}, "", secret) == nil {
			t.Errorf("auth token may print %q on stdout, and only there", secret)
		}
	}
	if err := leaks([]string{"version"}, "zdmctl 1.0.0", "warning"); err != nil {
		t.Error(err)
	}
}

func TestFilesWithSecretsAreFound(t *testing.T) {
	w := New(t)
	given := w.File("token", Token())
	kept := w.File(".config/zdmctl/credentials.yaml", Token())
	found, err := secretFiles(w.Dir, nil)
	if err != nil || len(found) != 1 || found[0] != given || kept == "" {
		t.Errorf("found %q, %v", found, err)
	}
	if found, err = secretFiles(w.Dir, map[string]bool{given: true}); err != nil || len(found) != 0 {
		t.Errorf("found %q, %v", found, err)
	}
}
