//go:build unix

package osfile

import (
	"errors"
	"io"
	"os"

	"golang.org/x/sys/unix"
)

// TryLockAt reports whether it got the lock of one place in a file, held by this process until UnlockAt or the end of the process. Whoever closes the file gives up all such
// locks of the process in it.
func TryLockAt(f *os.File, place int64) (bool, error) {
	err := unix.FcntlFlock(f.Fd(), unix.F_SETLK, &unix.Flock_t{Type: unix.F_WRLCK, Whence: io.SeekStart, Start: place, Len: 1})
	if errors.Is(err, unix.EACCES) || errors.Is(err, unix.EAGAIN) || errors.Is(err, unix.EINTR) {
		return false, nil
	}
	return err == nil, err
}

// UnlockAt gives up the lock of one place.
func UnlockAt(f *os.File, place int64) error {
	return unix.FcntlFlock(f.Fd(), unix.F_SETLK, &unix.Flock_t{Type: unix.F_UNLCK, Whence: io.SeekStart, Start: place, Len: 1})
}
