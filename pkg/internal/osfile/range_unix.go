//go:build unix

package osfile

import (
	"errors"
	"io"
	"os"

	"golang.org/x/sys/unix"
)

// TryLockAt reports whether it acquired the lock of one byte of a file for this process, until
// UnlockAt or the end of the process. Closing any descriptor of the file releases all such locks of
// the process.
func TryLockAt(f *os.File, place int64) (bool, error) {
	err := unix.FcntlFlock(f.Fd(), unix.F_SETLK, &unix.Flock_t{Type: unix.F_WRLCK, Whence: io.SeekStart, Start: place, Len: 1})
	if errors.Is(err, unix.EACCES) || errors.Is(err, unix.EAGAIN) || errors.Is(err, unix.EINTR) {
		return false, nil
	}
	return err == nil, err
}

// UnlockAt releases the lock of one byte.
func UnlockAt(f *os.File, place int64) error {
	return unix.FcntlFlock(f.Fd(), unix.F_SETLK, &unix.Flock_t{Type: unix.F_UNLCK, Whence: io.SeekStart, Start: place, Len: 1})
}
