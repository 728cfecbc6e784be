package config

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/osfile"
)

const (
	maxFile   = 1 << 20 // limit of config.yaml and credentials.yaml in bytes
	private   = 0o600
	lockWait  = 30 * time.Second
	lockPause = 5 * time.Millisecond // between attempts, because a released lock is not signaled
)

var (
	errTooLarge = errors.New("too large")
	errLocked   = errors.New("locked")
	errLink     = errors.New("link to a file that others can read or change")
)

// editor returns the new content of a file. old is nil if the file does not exist. It may be called
// twice.
type editor func(old []byte) ([]byte, error)

// update replaces a file atomically: under a lock, so that writers take turns, and by renaming, so
// that a reader or a crash sees either the old file or the new one. If the content would not
// change, it needs neither lock nor write permission. If the context ends while waiting for the
// lock, its cause is the error.
func update(ctx context.Context, path string, edit editor) error {
	return change(ctx, path, edit, replace)
}

// checkUpdate returns the error update would return now, as far as it can be determined without a
// change.
func checkUpdate(ctx context.Context, path string, edit editor) error {
	return change(ctx, path, edit, func(target string, fresh []byte) error {
		temporary, err := writeBeside(target, fresh)
		return cmp.Or(err, os.Remove(temporary))
	})
}

// change passes the new content of a file to put, unless it equals the old.
func change(ctx context.Context, path string, edit editor, put func(target string, fresh []byte) error) error {
	differs := func(target string) ([]byte, bool, error) {
		old, _, err := readRegular(target, maxFile)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, false, err
		}
		fresh, err := edit(old)
		if err == nil && len(fresh) > maxFile {
			err = errTooLarge
		}
		return fresh, !bytes.Equal(fresh, old), err
	}
	_, needed, err := differs(path)
	if err == nil && needed {
		err = locked(ctx, path, func(target string) error {
			fresh, needed, err := differs(target)
			if err != nil || !needed {
				return err
			}
			return put(target, fresh)
		})
	}
	return writeFault(ctx, path, err)
}

// writeFault returns the error for a file that could not be changed. It is an *exit.Error unless
// the context ended.
func writeFault(ctx context.Context, path string, err error) error {
	if e, ok := errors.AsType[*exit.Error](err); ok {
		return e
	}
	if err == nil || ctx.Err() != nil && errors.Is(err, context.Cause(ctx)) {
		return err
	}
	e := exit.New(exit.Usage, msgConfigCannotWrite.With(path, reason(err))).Because(err)
	switch {
	case errors.Is(err, errLink):
		e.Note(msgConfigLinkWayOut.With())
	case !errors.Is(err, errLocked):
		e.Note(msgConfigElsewhere.With())
	}
	return e
}

// locked runs do while holding the lock of the file. target is the file to replace.
func locked(ctx context.Context, path string, do func(target string) error) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	target, err := resolveLink(path)
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

// lock waits for a lock until wait has passed or the context ends. The end of the process releases
// the lock too.
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
			return func() { _ = osfile.Release(f) }, nil
		case err == nil:
			select {
			case <-pause.C:
			case <-late.C:
				err = errLocked
			case <-ctx.Done():
				err = context.Cause(ctx)
			}
		}
		if err != nil {
			_ = f.Close()
			return nil, err
		}
	}
}

// resolveLink returns the file to replace, so that a link stays a link. Its target must be in the
// same directory, or be a private file of the user with a link only the user can have created.
func resolveLink(path string) (string, error) {
	info, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return path, nil
	}
	if err != nil || info.Mode()&fs.ModeSymlink == 0 {
		return path, err
	}
	target, err := filepath.EvalSymlinks(path)
	if err != nil || sameDir(path, target) {
		return target, err
	}
	f, opened, err := osfile.OpenRegular(target)
	if err != nil {
		return "", err
	}
	defer f.Close()
	if openToOthers(opened.Mode()) || !distrust(path, opened).IsZero() {
		return "", errLink
	}
	return target, nil
}

// replace replaces a file's content with data.
func replace(path string, data []byte) error {
	temporary, err := writeBeside(path, data)
	if err == nil {
		err = os.Rename(temporary, path)
	}
	if err != nil {
		_ = os.Remove(temporary) // the first error is the one to report
		return err
	}
	return osfile.SyncDir(filepath.Dir(path))
}

// writeBeside writes data to a temporary file in the same directory. The name can be fixed because
// the caller holds the lock. The next write replaces what a crash leaves behind.
func writeBeside(path string, data []byte) (temporary string, err error) {
	temporary = path + ".tmp"
	if err := os.Remove(temporary); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return temporary, err
	}
	f, err := os.OpenFile(temporary, os.O_WRONLY|os.O_CREATE|os.O_EXCL, private)
	if err != nil {
		return temporary, err
	}
	if _, err = f.Write(data); err == nil {
		err = f.Sync()
	}
	return temporary, errors.Join(err, f.Close())
}
