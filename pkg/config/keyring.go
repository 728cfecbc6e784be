package config

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"runtime"
	"time"

	"github.com/zalando/go-keyring"
)

// Keyring keeps one secret text for each key. An error that is fs.ErrNotExist means that there is no such key.
type Keyring interface {
	Get(key string) (string, error)
	Set(key, value string) error
	Delete(key string) error
}

// keyringWait is long enough for a person to unlock the keyring, and ends a wait for a prompt that nobody sees.
const keyringWait = time.Minute

// systemKeyring is nil where the system has none to ask.
func systemKeyring() Keyring {
	if runtime.GOOS == "linux" && os.Getenv("DBUS_SESSION_BUS_ADDRESS") == "" {
		return nil
	}
	return osKeyring{service: "zdmctl"}
}

var errKeyring = errors.New("the keyring failed")

type osKeyring struct{ service string }

func (k osKeyring) Get(key string) (string, error) {
	value, err := keyring.Get(k.service, key)
	return value, absent(err)
}

func (k osKeyring) Set(key, value string) error { return keyring.Set(k.service, key, value) }

func (k osKeyring) Delete(key string) error { return absent(keyring.Delete(k.service, key)) }

func absent(err error) error {
	if errors.Is(err, keyring.ErrNotFound) {
		return fs.ErrNotExist
	}
	return err
}

// bounded leaves a call that does not come back, since the library offers no way to end it: at the end of the run's context, with its
// cause, or after keyringWait. A fault of the library is an error like any other.
func (s *Store) bounded(call func() (string, error)) (string, error) {
	type answer struct {
		value string
		err   error
	}
	done := make(chan answer, 1)
	go func() {
		a := answer{err: errKeyring}
		defer func() {
			if recover() != nil {
				a.err = errKeyring
			}
			done <- a
		}()
		a.value, a.err = call()
	}()
	ctx, cancel := context.WithTimeout(s.context(), keyringWait)
	defer cancel()
	select {
	case a := <-done:
		return a.value, a.err
	case <-ctx.Done():
		return "", context.Cause(ctx)
	}
}
