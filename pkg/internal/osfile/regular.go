package osfile

import (
	"errors"
	"io/fs"
	"os"
)

// ErrNotRegular is returned by OpenRegular for a directory, a pipe or a device.
var ErrNotRegular = errors.New("not a regular file")

// Cause returns why an operation on a file failed, without the operation and the path, which the
// caller's own sentence has. Any other error is returned as it is.
func Cause(err error) error {
	if at, ok := errors.AsType[*fs.PathError](err); ok {
		return at.Err
	}
	if at, ok := errors.AsType[*os.LinkError](err); ok {
		return at.Err
	}
	return err
}

// OpenRegular opens a regular file for reading. It never blocks, as opening a pipe without a writer
// would. It checks the type of the open file, because the name may refer to another file by then.
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
