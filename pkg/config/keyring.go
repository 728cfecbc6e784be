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

type osKeyring struct{ service string }

func (k osKeyring) Get(key string) (string, error) {
	return bounded(func() (string, error) { return keyring.Get(k.service, key) })
}

func (k osKeyring) Set(key, value string) error {
	_, err := bounded(func() (string, error) { return "", keyring.Set(k.service, key, value) })
	return err
}

func (k osKeyring) Delete(key string) error {
	_, err := bounded(func() (string, error) { return "", keyring.Delete(k.service, key) })
	return err
}

// bounded leaves a call that does not come back, since the library offers no way to end it.
func bounded(call func() (string, error)) (string, error) {
	type answer struct {
		value string
		err   error
	}
	done := make(chan answer, 1)
	go func() {
		value, err := call()
		done <- answer{value, err}
	}()
	select {
	case a := <-done:
		if errors.Is(a.err, keyring.ErrNotFound) {
			return "", fs.ErrNotExist
		}
		return a.value, a.err
	case <-time.After(keyringWait):
		return "", context.DeadlineExceeded
	}
}
