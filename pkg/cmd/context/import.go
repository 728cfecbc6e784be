package context

import (
	"path/filepath"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/signin"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// vendor is the only source, and the name of the context imported from it.
const vendor = "zdm-cli"

type importOptions struct {
	Factory *cli.Factory
	From    string
	File    string // "" means the vendor's default path
	Name    string
	Yes     bool
}

func newImportCmd(f *cli.Factory) *cobra.Command {
	o := &importOptions{Factory: f}
	cmd := &cobra.Command{
		Use: "import", Args: cli.NoArgs,
		Short: f.Text(msgContextImportShort), Long: f.Text(msgContextImportLong), Example: f.Text(msgContextImportExample),
		RunE: func(*cobra.Command, []string) error { return o.run() },
	}
	cli.EnumVar(cmd, &o.From, "from", []string{vendor}, f.Text(msgFlagFrom))
	cmd.Flags().StringVar(&o.File, "file", "", f.Text(msgFlagImportFile))
	cmd.Flags().StringVar(&o.Name, "name", vendor, f.Text(msgFlagImportName))
	cmd.Flags().BoolVarP(&o.Yes, "yes", "y", false, f.Text(msgFlagImportYes))
	return cmd
}

func (o *importOptions) run() error {
	f := o.Factory
	if o.From == "" {
		return exit.New(exit.Usage, msg.MissingArgument.With("--from")).Try("zdmctl context import --from " + vendor)
	}
	cfg, err := cli.ConfigForWrite(f)
	if err != nil {
		return err
	}
	if cfg.ContextValues(o.Name) != nil && !o.Yes {
		return exit.New(exit.Usage, msg.ContextExists.With(o.Name)).Note(msgImportElsewhere.With())
	}
	file, err := o.file()
	if err != nil {
		return err
	}
	data, warning, err := config.ReadGiven(file)
	if err != nil {
		return err
	}
	parsed, err := parseVendor(file, data)
	if err != nil {
		return err
	}
	got, err := parsed.read(file, o.Name, f.Flags().Changed("server"))
	if err != nil {
		return err
	}
	o.override(&got)
	if !warning.IsZero() && got.token != "" {
		f.Warn(warning)
	}
	return o.keep(cfg, file, got)
}

// file returns the configuration of the vendor's tool.
func (o *importOptions) file() (string, error) {
	if o.File != "" {
		return o.File, nil
	}
	variable := "HOME"
	if runtime.GOOS == "windows" {
		variable = "USERPROFILE"
	}
	home := o.Factory.Env.Getenv(variable)
	if !filepath.IsAbs(home) {
		return "", exit.New(exit.Usage, msg.ConfigNoHome.With()).Note(msgImportGiveFile.With())
	}
	return filepath.Join(home, "."+vendor, "config.json"), nil
}

// override replaces values of the file with those of the command line.
func (o *importOptions) override(got *found) {
	for _, key := range []string{"server", "center", "ca-file", "insecure-skip-tls-verify", "insecure-plaintext"} {
		flag := o.Factory.Flags().Lookup(key)
		if !flag.Changed {
			continue
		}
		given := flag.Value.String()
		if old := got.values[key]; old != "" && old != given {
			got.left = append(got.left, msgImportLeft.With(key+" "+old, msgImportFlagWins.With("--"+key)))
		}
		got.values[key] = given
	}
}

// keep stores the token, then the context, which replaces any context of that name. It reports what
// was imported and what was not.
func (o *importOptions) keep(cfg *config.Config, file string, got found) error {
	f := o.Factory
	values := map[string]string{}
	var taken []string
	for _, key := range config.Keys() {
		if values[key] = got.values[key]; values[key] != "" {
			taken = append(taken, key+" "+values[key])
		}
	}
	if err := cli.CheckChange(cfg, o.Name, values); err != nil {
		return err
	}
	if got.token != "" {
		expires, _ := zdm.Expiry(got.token, "")
		credential := config.Credential{Server: got.values["server"], Email: got.values["email"], Token: got.token, Expires: expires}
		if c := (signin.Credential{Expires: expires}); c.ExpiredAt(f.Now()) {
			got.left = append(got.left, msgImportLeft.With("token", msgImportTokenExpired.With(msg.Span(f.Now().Sub(expires)))))
		} else if _, err := cfg.Store().Put(credential); err != nil {
			return err
		} else {
			taken = append(taken, "token")
		}
	}
	if err := cfg.SetContext(o.Name, values); err != nil {
		return err
	}
	f.Note(msgImportTaken.With(o.Name, file, strings.Join(taken, ", ")))
	cli.WarnOfPlaintext(f, values["server"], values["insecure-plaintext"])
	for _, left := range got.left {
		f.Note(left)
	}
	if current := cfg.Current(); current == "" {
		f.Note(msgContextUsed.With(o.Name))
	} else if current != o.Name {
		f.Note(msg.UseContext.With(o.Name))
	}
	return nil
}
