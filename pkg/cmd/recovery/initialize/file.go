package initialize

import (
	"errors"
	"io/fs"
	"os"

	"github.com/zdmctl/zdmctl/pkg/exit"
)

// free reports early that the file of --out is there and is to stay.
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

// save writes the file as a whole or not at all. With --force the new one takes the old one's
// place.
func (o *Options) save(data []byte) error {
	name := o.Out
	if o.Force {
		name += ".new"
	}
	err := create(name, data)
	if err == nil && o.Force {
		if err = os.Rename(name, o.Out); err != nil {
			_ = os.Remove(name)
		}
	}
	switch {
	case err == nil:
		return nil
	case errors.Is(err, fs.ErrExist) && !o.Force:
		return o.taken()
	}
	if path, ok := errors.AsType[*fs.PathError](err); ok {
		err = path.Err
	}
	return exit.New(exit.Usage, msgInitFileUnwritten.With(name, err.Error())).Because(err)
}

// create writes a file that must not exist, and leaves none where that fails.
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
