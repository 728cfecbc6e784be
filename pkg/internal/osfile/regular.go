package osfile

import (
	"errors"
	"io/fs"
	"os"
)

// ErrNotRegular is the error of OpenRegular for a directory, a pipe or a device.
var ErrNotRegular = errors.New("not a regular file")

// OpenRegular opens a regular file for reading. Opening never waits, as it would on a pipe without a writer, and the file is judged
// once it is open: a name can lead to another file a moment after a look at it.
func OpenRegular(path string) (*os.File, fs.FileInfo, error) {
	f, err := os.OpenFile(path, os.O_RDONLY|withoutWaiting, 0)
	if err != nil {
		return nil, nil, err
	}
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = ErrNotRegular
	}
	if err != nil {
		_ = f.Close()
		return nil, nil, err
	}
	return f, info, nil
}
