package osfile

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// TryLockAt reports whether it acquired the lock of one byte of a file for this process. UnlockAt,
// closing the file or the end of the process releases it.
func TryLockAt(f *os.File, place int64) (bool, error) {
	const flags = windows.LOCKFILE_EXCLUSIVE_LOCK | windows.LOCKFILE_FAIL_IMMEDIATELY
	err := windows.LockFileEx(windows.Handle(f.Fd()), flags, 0, 1, 0, at(place))
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) || errors.Is(err, windows.ERROR_IO_PENDING) {
		return false, nil
	}
	return err == nil, err
}

// UnlockAt releases the lock of one byte.
func UnlockAt(f *os.File, place int64) error {
	return windows.UnlockFileEx(windows.Handle(f.Fd()), 0, 1, 0, at(place))
}

func at(place int64) *windows.Overlapped {
	return &windows.Overlapped{Offset: uint32(place), OffsetHigh: uint32(place >> 32)}
}
