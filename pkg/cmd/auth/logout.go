package auth

import (
	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

func newLogoutCmd(f *cli.Factory) *cobra.Command {
	return &cobra.Command{
		Use: "logout", Args: cli.NoArgs, Short: f.Text(msgLogoutShort), Example: f.Text(msgLogoutExample),
		RunE: func(*cobra.Command, []string) error { return runLogout(f) },
	}
}

func runLogout(f *cli.Factory) error {
	cfg, err := cli.ServerConfig(f)
	if err != nil {
		return err
	}
	if cfg.Server == config.SandboxServer {
		f.Note(msgSandboxNoLogin.With())
		return nil
	}
	found, err := cfg.Store().Delete(cfg.Server, cfg.Email)
	if err != nil {
		return err
	}
	said := msgNotLoggedIn
	if found {
		said = msg.LoggedOut
	}
	f.Note(said.With(config.HostOf(cfg.Server)))
	if token, err := cfg.EnvToken(); err != nil || token.Value != "" {
		f.Warn(msgStillInEnv.With())
	}
	return nil
}
