package config

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/osfile"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

const (
	maxFile   = 1 << 20 // bytes of config.yaml and credentials.yaml
	private   = 0o600
	lockWait  = 30 * time.Second
	lockPause = 5 * time.Millisecond // between two tries to get a lock: nothing tells when it is free
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

// ReadGiven reads a file that a user names: a regular one of at most 1 MiB, with a warning where others than the user can read it.
// The error is an *exit.Error with exit.Usage.
func ReadGiven(path string) ([]byte, msg.Message, error) {
	data, mode, err := readRegular(path, maxFile)
	if err != nil {
		return nil, msg.Message{}, exit.New(exit.Usage, msg.ConfigCannotRead.With(path, reason(err))).Because(err)
	}
	if openToOthers(mode) {
		return data, msg.ConfigModeWide.With(path), nil
	}
	return data, msg.Message{}, nil
}

// readPrivate reads one of our files and takes it from the eyes of others, with a warning. What a link in its
// place leads to elsewhere is read and left as it is.
func readPrivate(path string) ([]byte, msg.Message, error) {
	data, mode, err := readRegular(path, maxFile)
	if err != nil || !openToOthers(mode) {
		return data, msg.Message{}, err
	}
	target, err := behindLink(path)
	if err == nil {
		err = os.Chmod(target, private)
	}
	if err != nil {
		return data, msg.ConfigModeWide.With(path), nil
	}
	return data, msg.ConfigModeRepaired.With(path), nil
}

// update changes a file as a whole: under a lock, so that writers take turns, and by renaming,
// so that a reader or a crash sees either the old file or the new one. Old is nil when there is no file. The context's end is the error
// of a wait for the lock.
func update(ctx context.Context, path string, edit func(old []byte) ([]byte, error)) error {
	err := locked(ctx, path, func(target string) error {
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
	if err == nil || ctx.Err() != nil && errors.Is(err, context.Cause(ctx)) {
		return err
	}
	e := exit.New(exit.Usage, msg.ConfigCannotWrite.With(path, reason(err))).Because(err)
	switch {
	case errors.Is(err, errLink):
		e.Note(msg.ConfigLinkWayOut.With())
	case !errors.Is(err, errLocked):
		e.Note(msg.ConfigElsewhere.With())
	}
	return e
}

// locked runs do while no other process holds the lock of the file; target is the file to replace.
func locked(ctx context.Context, path string, do func(target string) error) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	target, err := behindLink(path)
	if err != nil {
		return err
	}
	unlock, err := lock(ctx, target+".lock", lockWait)
	if err != nil {
		return err
	}
	defer unlock()
	return do(target)
}

// lock waits for a lock as long as it may, and no longer than the context lasts. The end of the process releases it too.
func lock(ctx context.Context, path string, wait time.Duration) (unlock func(), err error) {
	f, err := openLock(path)
	if err != nil {
		return nil, err
	}
	pause, late := time.NewTicker(lockPause), time.NewTimer(wait)
	defer pause.Stop()
	defer late.Stop()
	for {
		held, err := osfile.TryLock(f)
		switch {
		case err == nil && held:
			return func() { _ = f.Close() }, nil
		case err == nil:
			err = await(ctx, pause.C, late.C)
		}
		if err != nil {
			_ = f.Close()
			return nil, err
		}
	}
}

func await(ctx context.Context, next, late <-chan time.Time) error {
	select {
	case <-next:
		return nil
	case <-late:
		return errLocked
	case <-ctx.Done():
		return context.Cause(ctx)
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
	return osfile.SyncDir(filepath.Dir(path))
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
