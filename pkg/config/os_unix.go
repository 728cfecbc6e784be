//go:build unix

package config

import (
	"errors"
	"io/fs"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// openToOthers reports a mode that lets others than the owner in.
func openToOthers(mode fs.FileMode) bool { return mode&0o077 != 0 }

// ofOthers reports an owner who is neither the user nor root.
func ofOthers(info fs.FileInfo) bool {
	stat, known := info.Sys().(*syscall.Stat_t)
	return known && stat.Uid != 0 && int(stat.Uid) != os.Geteuid()
}

// writableByOthers reports whether others than the owner can write. A group with the number of the owner is the owner's own: most
// Linux systems make one for each user, and with it a umask of 002.
func writableByOthers(info fs.FileInfo) bool {
	stat, known := info.Sys().(*syscall.Stat_t)
	mode := info.Mode()
	return mode&0o002 != 0 || mode&0o020 != 0 && known && stat.Gid != stat.Uid
}

// onReadOnly reports a path on a file system that is mounted read-only, as a container gets its configuration: no mode counts there.
func onReadOnly(path string) bool { return errors.Is(unix.Access(path, unix.W_OK), unix.EROFS) }

// hasOneName reports whether a file has no other name (hard link), perhaps in the place of another program.
func hasOneName(info fs.FileInfo) bool {
	stat, known := info.Sys().(*syscall.Stat_t)
	return known && stat.Nlink == 1
}

func openLock(path string) (*os.File, error) {
	return os.OpenFile(path, os.O_RDWR|os.O_CREATE|unix.O_NOFOLLOW, private)
}
