package config

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/osfile"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

// OpenLog opens a file for appending and reading, and creates it with mode 0600 if it does not
// exist. It refuses links, files that are not regular or have several names, files of another user,
// and files that other users can read, change or replace. The error is an *exit.Error with
// exit.Usage.
func OpenLog(path string) (*os.File, error) {
	_, err := os.Lstat(path)
	created := errors.Is(err, fs.ErrNotExist)
	f, err := openLog(path)
	if err != nil {
		return nil, exit.New(exit.Usage, msgConfigCannotWrite.With(path, logReason(path, err))).Because(err)
	}
	why, err := logFault(f, path)
	if err == nil && why.IsZero() && created {
		err = osfile.SyncDir(filepath.Dir(path))
	}
	if err != nil {
		why = reason(err)
	}
	if !why.IsZero() {
		_ = f.Close()
		return nil, exit.New(exit.Usage, msgConfigCannotWrite.With(path, why)).Because(err)
	}
	return f, nil
}

// logFault returns what is wrong with an open log, or the zero message.
func logFault(f *os.File, path string) (msg.Message, error) {
	info, err := f.Stat()
	switch {
	case err != nil:
		return msg.Message{}, err
	case !info.Mode().IsRegular():
		return msg.ConfigFileNotRegular.With(), nil
	case ownedByOther(info):
		return msgLogOfOthers.With(), nil
	case openToOthers(info.Mode()):
		return msgLogOpen.With(path), nil
	case !hasOneName(info):
		return msgLogLink.With(), nil
	case !distrust(path, info).IsZero():
		return msgLogReplaceable.With(filepath.Dir(path)), nil
	}
	return msg.Message{}, nil
}

// logReason returns why a log could not be opened. Systems differ in the error of a link.
func logReason(path string, err error) msg.Message {
	if info, failed := os.Lstat(path); failed == nil && info.Mode()&fs.ModeSymlink != 0 {
		return msgLogLink.With()
	}
	if errors.Is(err, fs.ErrNotExist) {
		return msgLogNoDirectory.With(filepath.Dir(path))
	}
	return reason(err)
}
