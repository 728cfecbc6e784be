package config

import (
	"io/fs"
	"os"
)

// openToOthers is not told by a mode on Windows: the user's directories are private by their access lists.
func openToOthers(fs.FileMode) bool { return false }

func openLock(path string) (*os.File, error) {
	return os.OpenFile(path, os.O_RDWR|os.O_CREATE, private)
}
