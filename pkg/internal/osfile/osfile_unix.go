//go:build unix

// Package osfile hides differences between systems: file locks, regular files, replaced files and
// durable directory entries.
package osfile

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// withoutWaiting opens a pipe without blocking, and keeps a terminal from controlling the process.
const withoutWaiting = unix.O_NONBLOCK | unix.O_NOCTTY

// TryLock reports whether it acquired the lock of an open file. Release or the end of the process
// releases it. Closing the file only does so if no other process has the descriptor.
func TryLock(f *os.File) (bool, error) {
	err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB)
	if errors.Is(err, unix.EWOULDBLOCK) || errors.Is(err, unix.EINTR) {
		return false, nil
	}
	return err == nil, err
}

// Unlock releases the lock of an open file. Closing a file that is mapped into memory does not.
func Unlock(f *os.File) error { return unix.Flock(int(f.Fd()), unix.LOCK_UN) }

// Release releases the lock of an open file and closes the file. Closing alone is not enough,
// because a program that this process has just started keeps the descriptor until it begins to run.
func Release(f *os.File) error { return errors.Join(Unlock(f), f.Close()) }

// SyncDir makes the entries of a directory durable. It ignores file systems that do not support
// this.
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
