package config

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/osfile"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

// reason is why a file could not be read or written.
func reason(err error) msg.Message {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return msgConfigFileMissing.With()
	case errors.Is(err, fs.ErrPermission):
		return msgConfigFileForbidden.With()
	case errors.Is(err, osfile.ErrNotRegular):
		return msg.ConfigFileNotRegular.With()
	case errors.Is(err, errTooLarge):
		return msgConfigFileTooLarge.With(maxFile)
	case errors.Is(err, errLocked):
		return msgConfigFileLocked.With(lockWait)
	case errors.Is(err, errLink):
		return msgConfigFileLink.With()
	}
	if pathErr, ok := errors.AsType[*fs.PathError](err); ok {
		err = pathErr.Err
	}
	return msgConfigFileFault.With(err)
}

// readRegular reads a regular file of bounded size; anything else could block or never end.
func readRegular(path string, limit int64) ([]byte, fs.FileInfo, error) {
	f, info, err := osfile.OpenRegular(path)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	data, err := readAll(f, limit)
	return data, info, err
}

func readAll(f *os.File, limit int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err == nil && int64(len(data)) > limit {
		err = errTooLarge
	}
	return data, err
}

// ReadGiven reads a file that a user names: a regular one of at most 1 MiB, with a warning where others than the user can read it.
// The error is an *exit.Error with exit.Usage.
func ReadGiven(path string) ([]byte, msg.Message, error) {
	data, info, err := readRegular(path, maxFile)
	if err != nil {
		return nil, msg.Message{}, exit.New(exit.Usage, msgConfigCannotRead.With(path, reason(err))).Because(err)
	}
	if openToOthers(info.Mode()) {
		return data, msgConfigModeWide.With(path), nil
	}
	return data, msg.Message{}, nil
}

// privateFile is one of our files as it was read.
type privateFile struct {
	data     []byte
	distrust msg.Message // who else can decide what it holds; zero: nobody
	warning  msg.Message // that others can read it, or could until now; zero: they cannot
}

// readPrivate reads one of our files. Where repair is set it takes one that others can read from them, unless it has another name
// as well, or others could have written it: a person has to look at that first.
func readPrivate(path string, repair bool) (privateFile, error) {
	f, info, err := osfile.OpenRegular(path)
	if err != nil {
		return privateFile{}, err
	}
	defer f.Close()
	data, err := readAll(f, maxFile)
	file := privateFile{data: data, distrust: distrust(path, info)}
	switch {
	case err != nil || !openToOthers(info.Mode()):
	case repair && file.distrust.IsZero() && isOurs(path, info) && f.Chmod(private) == nil:
		file.warning = msgConfigModeRepaired.With(path)
	default:
		file.warning = msgConfigModeWide.With(path)
	}
	return file, err
}

// isOurs reports whether an opened file stands under a path, or beside it under the name that a link of that path has, and nowhere else.
func isOurs(path string, opened fs.FileInfo) bool {
	if target, err := behind(path); err == nil && sameDir(path, target) {
		path = target
	}
	entry, err := os.Lstat(path)
	return err == nil && os.SameFile(entry, opened) && hasOneName(opened)
}

// sameDir reports whether two names stand in one directory.
func sameDir(a, b string) bool {
	one, errOne := os.Stat(filepath.Dir(a))
	other, errOther := os.Stat(filepath.Dir(b))
	return errOne == nil && errOther == nil && os.SameFile(one, other)
}
