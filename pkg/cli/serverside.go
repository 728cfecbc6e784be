package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

// ServerSide selects jobs by one of their servers, by ID or name. The API takes one server, and
// whether it is the source or the target.
type ServerSide struct {
	Source, Target string
	Either         string // on either side

	command *cobra.Command
}

// AddTo declares --source and --target with the given usage.
func (s *ServerSide) AddTo(cmd *cobra.Command, source, target string) {
	s.command = cmd
	cmd.Flags().StringVar(&s.Source, "source", "", source)
	cmd.Flags().StringVar(&s.Target, "target", "", target)
}

// AddEitherTo declares --involving, for endpoints that accept a server of either side.
func (s *ServerSide) AddEitherTo(cmd *cobra.Command, either string) {
	cmd.Flags().StringVar(&s.Either, "involving", "", either)
}

// Filter returns the server and its side as the API names them. Without a server, both are "". For
// either side, side is "". The error is an *exit.Error.
func (s *ServerSide) Filter() (server, side string, err error) {
	if err := s.Misnamed(); err != nil {
		return "", "", err
	}
	given := ""
	for _, one := range []struct{ flag, side, server string }{
		{"--source", "source", s.Source}, {"--target", "target", s.Target}, {"--involving", "", s.Either},
	} {
		switch {
		case one.server == "":
			continue
		case given != "":
			return "", "", exit.New(exit.Usage, msg.ExcludeEachOther.With(given, one.flag)).Note(msgOneServer.With())
		}
		given, server, side = one.flag, one.server, one.side
	}
	return server, side, nil
}

// Misnamed returns the error for a --server that names the server of a job. That flag is the URL of
// the ZDM server.
func (s *ServerSide) Misnamed() error {
	if s.command == nil || !s.command.Flags().Changed("server") {
		return nil
	}
	url := s.command.Flags().Lookup("server").Value.String()
	if url == "" || url == "sandbox:" || strings.Contains(url, ":/") {
		return nil
	}
	note := msgServerOfRecovery.With()
	if s.command.Flags().Lookup("involving") != nil {
		note = msgServerOfRecoveries.With()
	}
	return exit.New(exit.Usage, msgServerNotURL.With(url)).Note(note)
}
