package create

import (
	"context"
	"fmt"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/shell"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

const formatCurl = "curl"

// dryRun prints the request instead of sending it.
func dryRun(ctx context.Context, f *cli.Factory, cfg *config.Config, request *zdm.RecoveryRequest) error {
	if cfg.Output == formatCurl && f.Global.JQ != "" {
		return exit.New(exit.Usage, msg.FilterNeedsJSON.With(formatCurl))
	}
	if cfg.Output == formatCurl {
		return curl(f, cfg, request)
	}
	return cli.DryRun(ctx, f, request, formatCurl)
}

// curl prints a command that sends the request. The command reads the token from the environment
// and passes it on standard input, so that it is in no argument list.
func curl(f *cli.Factory, cfg *config.Config, request *zdm.RecoveryRequest) error {
	body, err := request.Body()
	if err != nil {
		return err
	}
	if err := cfg.NeedServer(); err != nil {
		return err
	}
	if cfg.Server == config.SandboxServer {
		return exit.New(exit.Usage, msgNoCurlForSandbox.With()).Note(msgNameAServer.With())
	}
	client, err := f.Client()
	if err != nil {
		return err
	}
	defer client.Close()
	options := []string{"--silent", "--show-error", "--header @-", "--header 'Content-Type: application/json'"}
	if cfg.CAFile != "" {
		options = append(options, "--cacert "+shell.Quote(cfg.CAFile))
	}
	if cfg.InsecureSkipTLSVerify {
		options = append(options, "--insecure")
	}
	_, err = fmt.Fprintf(f.IO.Out, "printf 'Authorization: Bearer %%s\\n' \"$ZDMCTL_TOKEN\" |\n  curl %s \\\n  --data-binary %s \\\n  %s\n",
		strings.Join(options, " "), shell.Quote(string(body)), shell.Quote(client.RegistrationURL(request)))
	return err
}
