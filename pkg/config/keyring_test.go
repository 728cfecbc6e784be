package config_test

import (
	"context"
	"testing"
	"time"
)

// stuck is a keyring whose prompt is never answered.
type stuck struct{ until chan struct{} }

func (s stuck) Get(string) (string, error) { <-s.until; return "", context.Canceled }
func (s stuck) Set(string, string) error   { <-s.until; return context.Canceled }
func (s stuck) Delete(string) error        { <-s.until; return context.Canceled }

// faulty is a keyring whose library panics, with a text that may be a secret.
type faulty struct{}

func (faulty) Get(string) (string, error) { return "", crash() }
func (faulty) Set(string, string) error   { return crash() }
func (faulty) Delete(string) error        { return crash() }

func crash() error { panic("hush") } // the test proves that a keyring that panics counts as empty

// A keyring that does not respond does not delay the end of the run.
func TestStuckKeyringEndsWithTheRun(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	keys := stuck{make(chan struct{})}
	defer close(keys.until)
	w := newWorld(t, "")
	w.Keyring = keys
	w.Context = func() context.Context { return ctx }
	s := w.load(t).Store()
	time.AfterFunc(10*time.Millisecond, cancel)
	began := time.Now()
	wantToken(t, s, "", "")
	if took := time.Since(began); took > 10*time.Second {
		t.Errorf("it took %v", took)
	}
}

// A keyring that panics counts as empty: tokens go to the file.
func TestFaultyKeyring(t *testing.T) {
	w := newWorld(t, "")
	w.Keyring = faulty{}
	s := w.load(t).Store()
	wantPut(t, s, credential("kept"), w.credentials())
	wantToken(t, s, "kept", w.credentials())
	if found, err := w.load(t).Store().Delete(host, "ops@example.com"); !found || err != nil {
		t.Errorf("deleted %v: %v", found, err)
	}
}
