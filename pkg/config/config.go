package config

import (
	"slices"
	"time"

	"github.com/spf13/viper"
	"go.yaml.in/yaml/v3"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/duration"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

// Config is the resolved configuration of one run. Unset values are zero.
type Config struct {
	File    string // config.yaml, which need not exist; "" if the home directory is unknown
	Context string // the selected context
	// Detached reports whether --server or $ZDMCTL_SERVER names a server other than the context's.
	// Nothing of the context is used then, so that no secret or id of one server reaches another.
	Detached bool

	Server          string // as specified; "sandbox:" is the embedded server
	Email           string
	PasswordCommand string // shell command that prints the password
	Center          string // id or name
	Repository      int64  // id
	// Value of --output, not validated: formats depend on the command.
	Output                string
	Timeout               time.Duration // of one call; 0 means the call's own default
	CAFile                string        // PEM file, added to the system's pool
	AuditLog              string        // absolute path of the audit log; "" for none
	InsecureSkipTLSVerify bool
	InsecurePlaintext     bool
	Lang                  msg.Lang

	Warnings []msg.Message // for the command to print
	// Distrusted reports whether users other than the owner can change File. The password command
	// of a context is ignored then, and PasswordCommand is empty.
	Distrusted bool

	env           Env
	noPlace       error // why File is ""
	contexts      []string
	values        map[string]map[string]string // by context, as written
	current       *yaml.Node
	contextOrigin Origin
	settings      []Setting
}

func (c *Config) fill(v *viper.Viper) {
	c.Server = v.GetString("server")
	c.Email = v.GetString("email")
	c.PasswordCommand = v.GetString("password-command")
	c.Center = v.GetString("center")
	c.Repository = v.GetInt64("repository")
	c.Output = v.GetString("output")
	c.Timeout, _ = duration.Parse(v.GetString("timeout")) // 0 if not set; checked before
	c.CAFile = v.GetString("ca-file")
	c.AuditLog = v.GetString("audit-log")
	c.InsecureSkipTLSVerify = v.GetBool("insecure-skip-tls-verify")
	c.InsecurePlaintext = v.GetBool("insecure-plaintext")
	c.Lang = msg.Lang(v.GetString("lang"))
}

// Settings returns every setting with its origin, in a fixed order. Password and token are included
// only if the environment sets them, and masked. A password command is not secret.
func (c *Config) Settings() []Setting {
	list := slices.Clone(c.settings)
	for _, name := range []string{"password", "token", "token-file"} {
		variable := setting{name: name}.variable()
		if c.env.Getenv(variable) != "" {
			list = append(list, Setting{Name: name, Value: mask, Origin: Origin("$" + variable)})
		}
	}
	return list
}

// Origin returns where the value of a setting ("server", "ca-file") came from, or Default for an
// unknown name.
func (c *Config) Origin(name string) Origin {
	for _, s := range c.settings {
		if s.Name == name {
			return s.Origin
		}
	}
	return Default
}

// Contexts returns the names of all contexts, sorted. They always include "sandbox".
func (c *Config) Contexts() []string { return slices.Clone(c.contexts) }

// NeedServer returns an error with exit.Usage if no server is set.
func (c *Config) NeedServer() error {
	if c.Server != "" {
		return nil
	}
	return exit.New(exit.Usage, msgConfigNoServer.With()).
		Note(msgConfigLogInOrTry.With()).
		Try("zdmctl auth login --server https://HOST:53307")
}

// Password returns the value of $ZDMCTL_PASSWORD.
func (c *Config) Password() string { return c.env.Getenv("ZDMCTL_PASSWORD") }

func (c *Config) warn(warning msg.Message) {
	if !warning.IsZero() {
		c.Warnings = append(c.Warnings, warning)
	}
}
