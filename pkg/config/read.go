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

// reason returns why a file could not be read or written.
func reason(err error) msg.Message {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return msg.FileMissing.With()
	case errors.Is(err, fs.ErrPermission):
		return msg.FileForbidden.With()
	case errors.Is(err, osfile.ErrNotRegular):
		return msg.ConfigFileNotRegular.With()
	case errors.Is(err, errTooLarge):
		return msgConfigFileTooLarge.With(maxFile)
	case errors.Is(err, errLocked):
		return msgConfigFileLocked.With(lockWait)
	case errors.Is(err, errLink):
		return msgConfigFileLink.With()
	}
	return msg.Verbatim.With(osfile.Cause(err))
}

// readRegular reads a regular file of limited size. Other files could block or never end.
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

// ReadGiven reads a file named by the user: a regular file of at most 1 MiB. It returns a warning
// if other users can read it. The error is an *exit.Error with exit.Usage.
func ReadGiven(path string) ([]byte, msg.Message, error) {
	data, info, err := readRegular(path, maxFile)
	if err != nil {
		return nil, msg.Message{}, exit.New(exit.Usage, msg.FileUnreadable.With(path, reason(err))).Because(err)
	}
	if openToOthers(info.Mode()) {
		return data, msgConfigModeWide.With(path), nil
	}
	return data, msg.Message{}, nil
}

// privateFile is a file of the program as it was read.
type privateFile struct {
	data     []byte
	distrust msg.Message // which other users can change it; zero means none
	warning  msg.Message // other users can read it, or could until now; zero means they cannot
}

// readPrivate reads a file of the program. If repair is set, it revokes other users' read access,
// unless the file has another name or others could have written it: then the user must inspect it
// first.
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

// isOurs reports whether an open file is at path, or in the same directory under the name path
// links to.
func isOurs(path string, opened fs.FileInfo) bool {
	if target, err := readLink(path); err == nil && sameDir(path, target) {
		path = target
	}
	entry, err := os.Lstat(path)
	return err == nil && os.SameFile(entry, opened) && hasOneName(opened)
}

// sameDir reports whether two names are in the same directory.
func sameDir(a, b string) bool {
	one, errOne := os.Stat(filepath.Dir(a))
	other, errOther := os.Stat(filepath.Dir(b))
	return errOne == nil && errOther == nil && os.SameFile(one, other)
}
