package config

import (
	"io/fs"
	"os"
	"path/filepath"

	"github.com/zdmctl/zdmctl/pkg/msg"
)

const maxLinks = 40 // that one path leads through; as many as Linux follows

// distrust reports who else than the user and root can decide what a path holds, and opened is the file that it led to: the owner
// and the writers of the file, and those of every directory in which the name or a link of it stands. The zero message means nobody.
func distrust(path string, opened fs.FileInfo) msg.Message {
	switch {
	case ofOthers(opened):
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
		if at, err = behind(at); err != nil {
			break
		}
	}
	return msgConfigReplaceable.With(path, filepath.Dir(path))
}

// behind is where a link leads, which can be another link.
func behind(link string) (string, error) {
	next, err := os.Readlink(link)
	if err != nil || filepath.IsAbs(next) {
		return next, err
	}
	dir, err := filepath.EvalSymlinks(filepath.Dir(link))
	return filepath.Join(dir, next), err
}

// replaceable reports whether others can put another file in the place of an entry of a directory. In a sticky directory, such as
// /tmp, only the owner of the entry can, beside the owner of the directory.
func replaceable(path string, entry fs.FileInfo) bool {
	dir, err := os.Stat(filepath.Dir(path))
	if err != nil || ofOthers(dir) {
		return true
	}
	sticky := dir.Mode()&fs.ModeSticky != 0 && !ofOthers(entry)
	return writableByOthers(dir) && !sticky && !onReadOnly(filepath.Dir(path))
}
