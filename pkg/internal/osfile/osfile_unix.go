//go:build unix

// Package osfile holds what systems do differently with files: locks, and what makes a name in a directory durable.
package osfile

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// withoutWaiting opens a pipe at once, and makes no terminal the one that controls the process.
const withoutWaiting = unix.O_NONBLOCK | unix.O_NOCTTY

// TryLock reports whether it got the lock of an open file, which closing the file releases, and so does the end of the process.
func TryLock(f *os.File) (bool, error) {
	err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB)
	if errors.Is(err, unix.EWOULDBLOCK) || errors.Is(err, unix.EINTR) {
		return false, nil
	}
	return err == nil, err
}

// Unlock gives up the lock of an open file, also of one that is mapped into memory: closing that does not.
func Unlock(f *os.File) error { return unix.Flock(int(f.Fd()), unix.LOCK_UN) }

// SyncDir makes the names in a directory durable. Some file systems cannot, which is no reason to fail.
func SyncDir(path string) error {
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
