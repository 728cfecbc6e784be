//go:build unix

package config

import (
	"errors"
	"io/fs"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// openToOthers reports whether the mode grants access to users other than the owner.
func openToOthers(mode fs.FileMode) bool { return mode&0o077 != 0 }

// ownedByOther reports whether the owner is neither the user nor root.
func ownedByOther(info fs.FileInfo) bool {
	stat, known := info.Sys().(*syscall.Stat_t)
	return known && stat.Uid != 0 && int(stat.Uid) != os.Geteuid()
}

// writableByOthers reports whether users other than the owner can write. A group with the owner's
// id is the owner's private group: most Linux systems create one per user, with a umask of 002.
func writableByOthers(info fs.FileInfo) bool {
	stat, known := info.Sys().(*syscall.Stat_t)
	mode := info.Mode()
	return mode&0o002 != 0 || mode&0o020 != 0 && known && stat.Gid != stat.Uid
}

// onReadOnly reports whether path is on a read-only file system, such as a container's
// configuration. Modes do not matter there.
func onReadOnly(path string) bool { return errors.Is(unix.Access(path, unix.W_OK), unix.EROFS) }

// hasOneName reports whether a file has no other hard links, which other programs might use.
func hasOneName(info fs.FileInfo) bool {
	stat, known := info.Sys().(*syscall.Stat_t)
	return known && stat.Nlink == 1
}

func openLock(path string) (*os.File, error) {
	return os.OpenFile(path, os.O_RDWR|os.O_CREATE|unix.O_NOFOLLOW, private)
}

func openLog(path string) (*os.File, error) {
	return os.OpenFile(path, os.O_RDWR|os.O_APPEND|os.O_CREATE|unix.O_NOFOLLOW|unix.O_NONBLOCK|unix.O_NOCTTY, private)
}
