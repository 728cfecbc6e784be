package config

import (
	"io/fs"
	"os"
)

// Windows modes do not describe access: access lists keep the user's directories private.

func openToOthers(fs.FileMode) bool { return false }

func ownedByOther(fs.FileInfo) bool { return false }

func writableByOthers(fs.FileInfo) bool { return false }

func onReadOnly(string) bool { return false }

func hasOneName(fs.FileInfo) bool { return true }

func openLock(path string) (*os.File, error) {
	return os.OpenFile(path, os.O_RDWR|os.O_CREATE, private)
}

func openLog(path string) (*os.File, error) {
	if info, err := os.Lstat(path); err == nil && !info.Mode().IsRegular() {
		return nil, errLink
	}
	return os.OpenFile(path, os.O_RDWR|os.O_APPEND|os.O_CREATE, private)
}
