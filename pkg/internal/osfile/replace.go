package osfile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// Replace writes a temporary file, which has mode 0600 until it is complete, and renames it, so
// that a reader sees either the old file or the new one.
func Replace(path string, text []byte, mode fs.FileMode) error {
	file, err := os.CreateTemp(filepath.Dir(path), ".zdmctl-*")
	if err != nil {
		return err
	}
	if _, err = file.Write(text); err == nil {
		err = errors.Join(file.Chmod(mode), file.Sync())
	}
	if err = errors.Join(err, file.Close()); err == nil {
		err = os.Rename(file.Name(), path)
	}
	if err != nil {
		_ = os.Remove(file.Name())
	}
	return err
}
