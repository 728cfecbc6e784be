//go:build unix

package config

import (
	"io/fs"
	"os"

	"golang.org/x/sys/unix"
)

// openToOthers reports a mode that lets others than the owner in.
func openToOthers(mode fs.FileMode) bool { return mode&0o077 != 0 }

func openLock(path string) (*os.File, error) {
	return os.OpenFile(path, os.O_RDWR|os.O_CREATE|unix.O_NOFOLLOW, private)
}
