// Package osfile holds what systems do differently with files: locks, and what makes a name in a directory durable.
package osfile

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// withoutWaiting is empty: opening waits for nobody on Windows.
const withoutWaiting = 0

// TryLock reports whether it got the lock of an open file, which closing the file releases, and so does the end of the process.
func TryLock(f *os.File) (bool, error) {
	const flags = windows.LOCKFILE_EXCLUSIVE_LOCK | windows.LOCKFILE_FAIL_IMMEDIATELY
	err := windows.LockFileEx(windows.Handle(f.Fd()), flags, 0, 1, 0, new(windows.Overlapped))
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) || errors.Is(err, windows.ERROR_IO_PENDING) {
		return false, nil
	}
	return err == nil, err
}

// Unlock has nothing to do: closing the file gives up its lock.
func Unlock(*os.File) error { return nil }

// SyncDir has nothing to do: Windows keeps no directory to be flushed.
func SyncDir(string) error { return nil }
