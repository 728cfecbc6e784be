package config

import (
	"io/fs"
	"os"
	"path/filepath"

	"github.com/zdmctl/zdmctl/pkg/msg"
)

const maxLinks = 40 // per path; the limit on Linux

// distrust reports who besides the user and root can change the content of a path. opened is the
// file it led to. It checks the owner and the writers of the file and of every directory that
// contains the name or one of its links. The zero message means nobody.
func distrust(path string, opened fs.FileInfo) msg.Message {
	switch {
	case ownedByOther(opened):
		return msgConfigOfOthers.With(path)
	case writableByOthers(opened):
		return msgConfigWritable.With(path)
	}
	at := path
	for range maxLinks {
		entry, err := os.Lstat(at)
		if err != nil || replaceable(at, entry) {
			return msgConfigReplaceable.With(path, filepath.Dir(at))
		}
		if entry.Mode()&fs.ModeSymlink == 0 {
			return msg.Message{}
		}
		if at, err = readLink(at); err != nil {
			break
		}
	}
	return msgConfigReplaceable.With(path, filepath.Dir(path))
}

// readLink returns the target of a link, which may be another link.
func readLink(link string) (string, error) {
	next, err := os.Readlink(link)
	if err != nil || filepath.IsAbs(next) {
		return next, err
	}
	dir, err := filepath.EvalSymlinks(filepath.Dir(link))
	return filepath.Join(dir, next), err
}

// replaceable reports whether other users can replace an entry of a directory. In a sticky
// directory such as /tmp, only the owners of the entry and of the directory can.
func replaceable(path string, entry fs.FileInfo) bool {
	dir, err := os.Stat(filepath.Dir(path))
	if err != nil || ownedByOther(dir) {
		return true
	}
	sticky := dir.Mode()&fs.ModeSticky != 0 && !ownedByOther(entry)
	return writableByOthers(dir) && !sticky && !onReadOnly(filepath.Dir(path))
}
