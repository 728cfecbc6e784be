// Package osfile hides differences between systems: file locks, regular files, replaced files and
// durable directory entries.
package osfile

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// withoutWaiting is zero: opening a file never blocks on Windows.
const withoutWaiting = 0

// TryLock reports whether it acquired the lock of an open file. Release or the end of the process
// releases it.
func TryLock(f *os.File) (bool, error) {
	const flags = windows.LOCKFILE_EXCLUSIVE_LOCK | windows.LOCKFILE_FAIL_IMMEDIATELY
	err := windows.LockFileEx(windows.Handle(f.Fd()), flags, 0, 1, 0, new(windows.Overlapped))
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) || errors.Is(err, windows.ERROR_IO_PENDING) {
		return false, nil
	}
	return err == nil, err
}

// Unlock does nothing, because closing the file releases its lock.
func Unlock(*os.File) error { return nil }

// Release closes the file, which releases its lock.
func Release(f *os.File) error { return f.Close() }

// SyncDir does nothing, because Windows cannot sync a directory.
func SyncDir(string) error { return nil }
