//go:build unix

package config

import (
	"errors"
	"io/fs"
	"os"

	"golang.org/x/sys/unix"
)

// openToOthers reports a mode that lets others than the owner in.
func openToOthers(mode fs.FileMode) bool { return mode&0o077 != 0 }

func openLock(path string) (*os.File, error) {
	return os.OpenFile(path, os.O_RDWR|os.O_CREATE|unix.O_NOFOLLOW, private)
}

// tryLock reports whether it got the lock, which closing the file releases.
func tryLock(f *os.File) (bool, error) {
	err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB)
	if errors.Is(err, unix.EWOULDBLOCK) || errors.Is(err, unix.EINTR) {
		return false, nil
	}
	return err == nil, err
}

// syncDir makes a rename durable. Some file systems cannot, which is no reason to fail.
func syncDir(path string) error {
	dir, err := os.Open(path)
	if err != nil {
		return err
	}
	defer dir.Close()
	if err := dir.Sync(); !errors.Is(err, unix.EINVAL) {
		return err
	}
	return nil
}
