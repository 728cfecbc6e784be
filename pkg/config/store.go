package config

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// Credential is a bearer token for one account on one server.
type Credential struct {
	// Base URL; equivalent spellings refer to the same token.
	Server  string    `json:"server" yaml:"server"`
	Email   string    `json:"email" yaml:"email"` // may be ""
	Token   string    `json:"token" yaml:"token"`
	Expires time.Time `json:"expires-at,omitzero" yaml:"expires-at,omitempty"` // zero if unknown

	// Path of the login, see zdm.Token.Path.
	LoginPath string `json:"login-path,omitempty" yaml:"login-path,omitempty"`
}

// Entry is a stored credential and its location.
type Entry struct {
	Credential
	Place   string      // "keyring" or the path of credentials.yaml
	Warning msg.Message // for the command to print; may be zero
}

// PlaceKeyring is the Place of a credential in the system's keyring.
const PlaceKeyring = "keyring"

// Store stores tokens in the keyring if possible, otherwise in credentials.yaml next to
// config.yaml. The file holds a token only if the keyring failed, so a token in the file is newer
// and takes precedence.
type Store struct {
	keyring Keyring
	file    string
	given   bool  // the file is next to a config file named by the user
	noPlace error // why file is ""
	context func() context.Context
}

// Store returns the token store of this configuration without opening anything.
func (c *Config) Store() *Store {
	s := &Store{keyring: c.env.Keyring, noPlace: c.noPlace, context: c.env.context}
	if c.File != "" {
		s.given = c.Origin("config") != Default
		s.file = filepath.Join(filepath.Dir(c.File), "credentials.yaml")
	}
	return s
}

// Get returns the credential of an account, and false if there is none. A failing keyring counts as
// empty. If credentials.yaml cannot be read, the error is an *exit.Error with exit.Credentials.
func (s *Store) Get(server, email string) (Entry, bool, error) {
	all, warning, err := s.readFile()
	if err != nil {
		return Entry{}, false, err
	}
	for _, c := range all {
		if c.is(server, email) {
			return Entry{Credential: c, Place: s.file, Warning: warning}, true, nil
		}
	}
	none := Entry{Warning: warning}
	if s.keyring == nil {
		return none, false, nil
	}
	entry := Entry{Place: PlaceKeyring, Warning: warning}
	value, err := s.callKeyring(func() (string, error) { return s.keyring.Get(keyringKey(server, email)) })
	if err != nil || json.Unmarshal([]byte(value), &entry.Credential) != nil {
		return none, false, nil
	}
	entry.Token, _ = CleanToken(entry.Token)
	if !entry.is(server, email) || !entry.valid() {
		return none, false, nil
	}
	return entry, true, nil
}

// Put stores a credential, replacing that of the same account. It returns its location:
// PlaceKeyring or the path of credentials.yaml.
func (s *Store) Put(c Credential) (string, error) {
	if c.Expires = c.Expires.UTC().Truncate(time.Second); c.Expires.Year() < 1 || c.Expires.Year() > 9999 {
		c.Expires = time.Time{} // servers may return times RFC 3339 cannot represent
	}
	if !c.valid() {
		return "", exit.New(exit.Credentials, msgCredentialNotValid.With())
	}
	if s.toKeyring(c) {
		_, err := s.dropFromFile(c.Server, c.Email)
		return PlaceKeyring, err
	}
	if s.file == "" {
		return "", s.noPlace
	}
	err := s.editFile(func(all []Credential) []Credential { return append(without(all, c.Server, c.Email), c) })
	if err == nil && s.keyring != nil {
		// The file takes precedence over an old token there.
		_ = s.dropFromKeyring(c.Server, c.Email)
	}
	return s.file, err
}

// CheckPut returns the error Put would return now, as far as it can be determined without a token.
// It does not access the keyring.
func (s *Store) CheckPut() error {
	if s.keyring != nil {
		return nil
	}
	if s.file == "" {
		return s.noPlace
	}
	return checkUpdate(s.context(), s.file, func(old []byte) ([]byte, error) {
		_, err := s.decode(old)
		return append([]byte("\n"), old...), err
	})
}

func (s *Store) toKeyring(c Credential) bool {
	if s.keyring == nil {
		return false
	}
	value, err := json.Marshal(c)
	if err == nil {
		_, err = s.callKeyring(func() (string, error) { return "", s.keyring.Set(keyringKey(c.Server, c.Email), string(value)) })
	}
	return err == nil
}

func (s *Store) dropFromKeyring(server, email string) error {
	_, err := s.callKeyring(func() (string, error) { return "", s.keyring.Delete(keyringKey(server, email)) })
	return err
}

// Delete removes the credential of an account from both places, and returns false if there was
// none. It fails if the file did not have it and the keyring is inaccessible.
func (s *Store) Delete(server, email string) (bool, error) {
	found, err := s.dropFromFile(server, email)
	if err != nil || s.keyring == nil {
		return found, err
	}
	if err = s.dropFromKeyring(server, email); err == nil {
		return true, nil
	}
	if found || errors.Is(err, fs.ErrNotExist) {
		return found, nil
	}
	return false, exit.New(exit.Credentials, msgCredentialsInKeyring.With()).Because(err)
}

// ErrBusy is returned by Store.Lock if another process held the lock all the time.
var ErrBusy = errLocked

// Lock serializes obtaining a new token among the processes that share the store, so that the
// others find the token the first one stored. The error is ErrBusy after wait, the context's cause
// if it ends first, or the reason the lock is impossible.
func (s *Store) Lock(ctx context.Context, wait time.Duration) (unlock func(), err error) {
	if s.file == "" {
		return nil, s.noPlace
	}
	dir := filepath.Dir(s.file)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	return lock(ctx, filepath.Join(dir, "renewal.lock"), wait)
}

func (c Credential) valid() bool {
	return serverID(c.Server) != "" && (c.Email == "" || IsText(c.Email)) && zdm.ValidToken(c.Token)
}

func (c Credential) is(server, email string) bool {
	return c.Email == email && keyringKey(c.Server, "") == keyringKey(server, "")
}

// keyringKey returns the key of an account: its normalized server and its email address.
func keyringKey(server, email string) string {
	if id := serverID(server); id != "" {
		server = id
	}
	return server + " " + email
}
