package config

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"slices"

	"go.yaml.in/yaml/v3"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

const credentialsVersion = 1

// credentialsFile is the content of credentials.yaml.
type credentialsFile struct {
	Version     int          `yaml:"version"`
	Credentials []Credential `yaml:"credentials"`
}

// readFile returns no credentials if the file does not exist.
func (s *Store) readFile() ([]Credential, msg.Message, error) {
	if s.file == "" {
		return nil, msg.Message{}, nil
	}
	file, err := readPrivate(s.file, !s.given)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, msg.Message{}, nil
	}
	if err != nil {
		return nil, msg.Message{}, exit.New(exit.Credentials, msg.FileUnreadable.With(s.file, reason(err))).Because(err)
	}
	all, err := s.decode(file.data)
	return all, file.warning, err
}

// decode parses the file strictly, so that unknown content is never overwritten. It drops the
// cause, because YAML errors quote the file.
func (s *Store) decode(data []byte) ([]Credential, error) {
	var content credentialsFile
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	decoder.KnownFields(true)
	err := decoder.Decode(&content)
	if errors.Is(err, io.EOF) {
		return nil, nil
	}
	if content.Version > credentialsVersion {
		return nil, s.notValid(msgCredentialsVersion.With(s.file, content.Version, credentialsVersion))
	}
	for i, c := range content.Credentials {
		content.Credentials[i].Token, _ = CleanToken(c.Token)
	}
	bad := func(c Credential) bool { return !c.valid() }
	more := decoder.Decode(new(yaml.Node))
	if err != nil || !errors.Is(more, io.EOF) || content.Version != credentialsVersion || slices.ContainsFunc(content.Credentials, bad) {
		return nil, s.notValid(msgCredentialsNotValid.With(s.file))
	}
	return content.Credentials, nil
}

func (s *Store) notValid(message msg.Message) error {
	return exit.New(exit.Credentials, message).Note(msgCredentialsWayOut.With()).Try("zdmctl auth login")
}

func (s *Store) editFile(edit func([]Credential) []Credential) error {
	return update(s.context(), s.file, func(old []byte) ([]byte, error) {
		all, err := s.decode(old)
		if err != nil {
			return nil, err
		}
		return yaml.Marshal(credentialsFile{Version: credentialsVersion, Credentials: edit(all)})
	})
}

// dropFromFile writes the file only if it holds the account.
func (s *Store) dropFromFile(server, email string) (bool, error) {
	all, _, err := s.readFile()
	if err != nil || len(without(all, server, email)) == len(all) {
		return false, err
	}
	return true, s.editFile(func(all []Credential) []Credential { return without(all, server, email) })
}

func without(all []Credential, server, email string) []Credential {
	kept := make([]Credential, 0, len(all))
	for _, c := range all {
		if !c.is(server, email) {
			kept = append(kept, c)
		}
	}
	return kept
}
