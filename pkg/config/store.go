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
)

// Credential is a bearer token for one account of one server.
type Credential struct {
	Server  string    `json:"server" yaml:"server"` // base URL; spellings of the same server find the same token
	Email   string    `json:"email" yaml:"email"`   // may be ""
	Token   string    `json:"token" yaml:"token"`
	Expires time.Time `json:"expires-at,omitzero" yaml:"expires-at,omitempty"` // zero when not known

	LoginPath string `json:"login-path,omitempty" yaml:"login-path,omitempty"` // where the account logged in: zdm.Token.Path
}

// Entry is a stored credential and where it is kept.
type Entry struct {
	Credential
	Place   string      // "keyring" or the path of credentials.yaml
	Warning msg.Message // to be printed by the command; zero when all is well
}

// PlaceKeyring is the Place of a credential in the system's keyring.
const PlaceKeyring = "keyring"

// Store keeps tokens: in the keyring where that works, otherwise in credentials.yaml beside config.yaml.
// The file holds a token only when the keyring refused it, so what is in the file is newer and counts.
type Store struct {
	keyring Keyring
	file    string
	given   bool  // file stands beside a config file that the user named
	noPlace error // why file is ""
	context func() context.Context
}

// Store is the token store of this configuration. Nothing is opened yet.
func (c *Config) Store() *Store {
	s := &Store{keyring: c.env.Keyring, noPlace: c.noPlace, context: c.env.context}
	if c.File != "" {
		s.given = c.Origin("config") != Default
		s.file = filepath.Join(filepath.Dir(c.File), "credentials.yaml")
	}
	return s
}

// Get finds the credential of an account; false when there is none. A keyring that fails holds none.
// A credentials.yaml that cannot be read is an *exit.Error with exit.Credentials.
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
	value, err := s.bounded(func() (string, error) { return s.keyring.Get(keyringKey(server, email)) })
	if err != nil || json.Unmarshal([]byte(value), &entry.Credential) != nil {
		return none, false, nil
	}
	entry.Token, _ = CleanToken(entry.Token)
	if !entry.is(server, email) || !entry.valid() {
		return none, false, nil
	}
	return entry, true, nil
}

// Put keeps a credential in the place of an older one of the same account, and returns where:
// PlaceKeyring or the path of credentials.yaml.
func (s *Store) Put(c Credential) (string, error) {
	if c.Expires = c.Expires.UTC().Truncate(time.Second); c.Expires.Year() < 1 || c.Expires.Year() > 9999 {
		c.Expires = time.Time{} // no RFC 3339 form: a server may claim anything
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
		_ = s.dropFromKeyring(c.Server, c.Email) // an old token there is shadowed by the file
	}
	return s.file, err
}

// CheckPut is the error that Put would have now, as far as that can be known before there is a token. The keyring is not asked.
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
		_, err = s.bounded(func() (string, error) { return "", s.keyring.Set(keyringKey(c.Server, c.Email), string(value)) })
	}
	return err == nil
}

func (s *Store) dropFromKeyring(server, email string) error {
	_, err := s.bounded(func() (string, error) { return "", s.keyring.Delete(keyringKey(server, email)) })
	return err
}

// Delete removes the credential of an account from both places; false when there was none.
// It fails when neither the file had it nor the keyring could be asked.
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

// ErrBusy is the error of Store.Lock when another process has kept the lock all the time.
var ErrBusy = errLocked

// Lock is for those who get a new token: one of the processes that share the store at a time, so that the others find the token that the
// first one stored. The error is ErrBusy after wait, the context's cause when it ends first, or why there can be no lock.
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
	return serverID(c.Server) != "" && (c.Email == "" || IsText(c.Email)) && ValidToken(c.Token)
}

func (c Credential) is(server, email string) bool {
	return c.Email == email && keyringKey(c.Server, "") == keyringKey(server, "")
}

// keyringKey is the name of an account: its server in one spelling, and its e-mail.
func keyringKey(server, email string) string {
	if id := serverID(server); id != "" {
		server = id
	}
	return server + " " + email
}
