package initialize

import (
	"crypto/rand"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/osfile"
)

// free reports early if the file of --out exists and must not be replaced.
func (o *Options) free() error {
	if o.Out == "" || o.Force {
		return nil
	}
	if _, err := os.Lstat(o.Out); err == nil {
		return o.taken()
	}
	return nil
}

func (o *Options) taken() error {
	return exit.New(exit.Usage, msgInitFileExists.With(o.Out)).Note(msgInitUseForce.With())
}

// save writes the file of --out.
func (o *Options) save(data []byte) error {
	s := saving{replace: o.Force}
	err := s.put([]output{{o.Out, data}})
	if errors.Is(err, fs.ErrExist) && !o.Force {
		return o.taken()
	}
	return err
}

// saving writes files and can undo that.
type saving struct {
	replace bool     // replace existing files
	dirs    bool     // create missing directories
	undo    []func() // in the order of the steps done
	old     []string // replaced files
}

// put writes all files atomically. If one fails, none is left and existing files stay as they are.
// All are written to temporary files in their directories before the first is replaced.
func (s *saving) put(outputs []output) (err error) {
	defer func() {
		if err == nil {
			s.undo = nil
			for _, name := range s.old {
				_ = os.Remove(name)
			}
		}
		for _, undo := range slices.Backward(s.undo) {
			undo()
		}
	}()
	written := make([]string, len(outputs))
	for i, one := range outputs {
		if s.dirs {
			err = s.makeDir(filepath.Dir(one.path))
		}
		if err != nil {
			return unwritten(one.path, err)
		}
		written[i] = one.path
		if s.replace {
			written[i] = hiddenName(one.path)
		}
		if err := create(written[i], one.text); err != nil {
			return unwritten(one.path, err)
		}
		s.undo = append(s.undo, func() { _ = os.Remove(written[i]) })
	}
	if !s.replace {
		return nil
	}
	for i, one := range outputs {
		if err := s.move(written[i], one.path); err != nil {
			return unwritten(one.path, err)
		}
	}
	return nil
}

// move moves a file to its place, and keeps the file that it replaces.
func (s *saving) move(from, to string) error {
	info, err := os.Lstat(to)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		s.undo = append(s.undo, func() { _ = os.Remove(to) })
		return os.Rename(from, to)
	case err != nil:
		return err
	case info.IsDir():
		return &fs.PathError{Op: "rename", Path: to, Err: errors.New("is a directory")}
	}
	kept := hiddenName(to)
	if os.Link(to, kept) != nil { // not every file system supports links
		if err := os.Rename(to, kept); err != nil {
			return err
		}
	}
	s.old = append(s.old, kept)
	s.undo = append(s.undo, func() { _ = os.Rename(kept, to) })
	return os.Rename(from, to)
}

// hiddenName returns a new hidden file name in the directory of a file.
func hiddenName(path string) string { return filepath.Join(filepath.Dir(path), ".zdmctl-"+rand.Text()) }

// unwritten returns the error for a file that cannot be written.
func unwritten(path string, err error) error {
	return exit.New(exit.Usage, msgInitFileUnwritten.With(path, osfile.Cause(err))).Because(err)
}

// create writes a file that must not exist. If that fails, it leaves no file.
func create(name string, data []byte) error {
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_, err = file.Write(data)
	if err = errors.Join(err, file.Close()); err != nil {
		_ = os.Remove(name)
	}
	return err
}
