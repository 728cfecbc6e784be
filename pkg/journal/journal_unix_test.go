//go:build unix

package journal_test

import (
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/zdmctl/zdmctl/pkg/journal"
)

// A closed journal can be opened even if a forked process still holds its descriptor.
func TestOpenAgainWhileTheDescriptorIsHeld(t *testing.T) {
	path := filepath.Join(t.TempDir(), "wave.journal")
	open := func() *journal.Journal {
		j, err := journal.Open(path, "https://zdm.example.com", func(journal.Record) {}, func() error { return nil })
		if err != nil {
			t.Fatal(err)
		}
		return j
	}
	j := open()
	var want, got unix.Stat_t
	if err := unix.Stat(path, &want); err != nil {
		t.Fatal(err)
	}
	inherited := 0
	for fd := 3; fd < 1024; fd++ {
		if unix.Fstat(fd, &got) == nil && got.Ino == want.Ino && got.Dev == want.Dev {
			inherited, _ = unix.Dup(fd)
			break
		}
	}
	if inherited == 0 {
		t.Fatal("the journal is not among the open files")
	}
	defer func() { _ = unix.Close(inherited) }()
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	if err := open().Close(); err != nil {
		t.Error(err)
	}
}
