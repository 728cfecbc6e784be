package auth

import (
	"context"
	"time"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/render"
)

func newStatusCmd(f *cli.Factory) *cobra.Command {
	return &cobra.Command{
		Use: "status", Args: cli.NoArgs, Short: f.Text(msgStatusShort), Example: f.Text(msgStatusExample),
		RunE: func(cmd *cobra.Command, _ []string) error { return runStatus(cmd.Context(), f) },
	}
}

// statusReport is the document of -o json. It never contains the token.
type statusReport struct {
	Server    string     `json:"server"`
	Context   string     `json:"context,omitempty"`
	Email     string     `json:"email,omitempty"`
	Place     string     `json:"place,omitempty"`
	ExpiresAt *time.Time `json:"expiresAt,omitempty"`
	Expired   bool       `json:"expired"`
	Renewal   string     `json:"renewal,omitempty"` // origin of the password that renews the token
}

func runStatus(ctx context.Context, f *cli.Factory) error {
	cfg, err := cli.ServerConfig(f)
	if err != nil {
		return err
	}
	out, err := f.Output(render.FormatTable, render.FormatJSON, render.FormatJSONLines, render.FormatYAML)
	if err != nil {
		return err
	}
	session := f.Session(cfg)
	credential, err := session.Credential()
	if err != nil {
		return err
	}
	expired := session.Expired(credential)
	renewal, renewable := cfg.Renewal()
	r := statusReport{Server: cfg.Server, Email: credential.Email, Place: credential.Place, Expired: expired != nil, Renewal: string(renewal.Origin)}
	if !cfg.Detached {
		r.Context = cfg.Context
	}
	if !credential.Expires.IsZero() {
		at := credential.Expires.UTC()
		r.ExpiresAt = &at
	}
	if out.Human() {
		err = statusTable(f, r)
	} else {
		err = out.Value(ctx, r)
	}
	if err != nil || renewable {
		return err
	}
	return expired
}

func statusTable(f *cli.Factory, r statusReport) error {
	expires := msgStatusNotKnown.With()
	if r.Place == "" {
		expires = msgStatusNoToken.With()
	}
	if r.ExpiresAt != nil {
		left := r.ExpiresAt.Sub(f.Now())
		at := r.ExpiresAt.Local().Format(time.RFC3339)
		expires = msgStatusIn.With(at, msg.Span(left))
		if r.Expired {
			expires = msgStatusAgo.With(at, msg.Span(-left))
		}
	}
	return render.Fields(f.IO.Out, cli.OutStyle(f), []render.Field{
		{Name: msg.StatusServer, Value: r.Server},
		{Name: msgStatusContext, Value: r.Context},
		{Name: msg.StatusAccount, Value: r.Email},
		{Name: msgStatusToken, Value: r.Place},
		{Name: msgStatusExpires, Value: expires.In(f.Lang)},
		{Name: msgStatusRenewal, Value: r.Renewal},
	})
}
