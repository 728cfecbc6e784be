package config

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

const (
	maxFile   = 1 << 20 // bytes of config.yaml and credentials.yaml
	private   = 0o600
	lockWait  = 30 * time.Second
	lockPause = 5 * time.Millisecond
)

var (
	errNotRegular = errors.New("not a regular file")
	errTooLarge   = errors.New("too large")
	errLocked     = errors.New("locked")
	errLink       = errors.New("link to another directory")
)

// reason is why a file could not be read or written.
func reason(err error) msg.Message {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return msg.ConfigFileMissing.With()
	case errors.Is(err, fs.ErrPermission):
		return msg.ConfigFileForbidden.With()
	case errors.Is(err, errNotRegular):
		return msg.ConfigFileNotRegular.With()
	case errors.Is(err, errTooLarge):
		return msg.ConfigFileTooLarge.With(maxFile)
	case errors.Is(err, errLocked):
		return msg.ConfigFileLocked.With(lockWait)
	case errors.Is(err, errLink):
		return msg.ConfigFileLink.With()
	}
	if pathErr, ok := errors.AsType[*fs.PathError](err); ok {
		err = pathErr.Err
	}
	return msg.ConfigFileFault.With(err)
}

// readRegular reads a regular file of bounded size; anything else could block or never end.
func readRegular(path string, limit int64) ([]byte, fs.FileMode, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, 0, err
	}
	if !info.Mode().IsRegular() {
		return nil, 0, errNotRegular
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, 0, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err == nil && int64(len(data)) > limit {
		err = errTooLarge
	}
	return data, info.Mode().Perm(), err
}

// readPrivate reads one of our files and takes it from the eyes of others, with a warning.
func readPrivate(path string) ([]byte, msg.Message, error) {
	data, mode, err := readRegular(path, maxFile)
	if err != nil || !openToOthers(mode) {
		return data, msg.Message{}, err
	}
	if err := os.Chmod(path, private); err != nil {
		return data, msg.ConfigModeWide.With(path), nil
	}
	return data, msg.ConfigModeRepaired.With(path), nil
}

// update changes a file as a whole: under a lock, so that writers take turns, and by renaming,
// so that a reader or a crash sees either the old file or the new one. Old is nil when there is no file.
func update(path string, edit func(old []byte) ([]byte, error)) error {
	err := locked(path, func(target string) error {
		old, _, err := readRegular(target, maxFile)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		fresh, err := edit(old)
		if err != nil || bytes.Equal(fresh, old) {
			return err
		}
		if len(fresh) > maxFile {
			return errTooLarge
		}
		return replace(target, fresh)
	})
	if e, ok := errors.AsType[*exit.Error](err); ok {
		return e
	}
	if err == nil {
		return nil
	}
	e := exit.New(exit.Internal, msg.ConfigCannotWrite.With(path, reason(err))).Because(err)
	if errors.Is(err, errLink) {
		e.Note(msg.ConfigLinkWayOut.With())
	}
	return e
}

func locked(path string, do func(target string) error) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	target, err := behindLink(path)
	if err != nil {
		return err
	}
	f, err := openLock(target + ".lock")
	if err != nil {
		return err
	}
	defer f.Close() // releases the lock
	for waited := time.Duration(0); ; waited += lockPause {
		held, err := tryLock(f)
		if err != nil {
			return err
		}
		if held {
			return do(target)
		}
		if waited >= lockWait {
			return errLocked
		}
		time.Sleep(lockPause)
	}
}

// behindLink gives the file to replace. A link is kept when its target lies beside it; to write
// into another directory would surprise the tool that manages that directory.
func behindLink(path string) (string, error) {
	info, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return path, nil
	}
	if err != nil || info.Mode()&fs.ModeSymlink == 0 {
		return path, err
	}
	target, err := filepath.EvalSymlinks(path)
	if err != nil {
		return "", err
	}
	dir, err := filepath.EvalSymlinks(filepath.Dir(path))
	if err != nil {
		return "", err
	}
	if filepath.Dir(target) != dir {
		return "", errLink
	}
	return target, nil
}

// replace puts data in the place of a file. It runs under the lock, so the name of the temporary
// file can be fixed, and what a crash left there goes with the next write.
func replace(path string, data []byte) error {
	temporary := path + ".tmp"
	if err := os.Remove(temporary); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	err := writeSynced(temporary, data)
	if err == nil {
		err = os.Rename(temporary, path)
	}
	if err != nil {
		_ = os.Remove(temporary) // the first failure is the one to tell
		return err
	}
	return syncDir(filepath.Dir(path))
}

func writeSynced(path string, data []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, private)
	if err != nil {
		return err
	}
	if _, err = f.Write(data); err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}
