package config

import (
	"slices"
	"time"

	"github.com/spf13/viper"
	"go.yaml.in/yaml/v3"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

// Config is the resolved configuration of one run. An empty value was not given.
type Config struct {
	File    string // config.yaml, which need not exist; "" when the home directory is not known
	Context string // the chosen context
	// Detached reports that --server or $ZDMCTL_SERVER names another server than the context does:
	// nothing of the context is used, so that no secret or id of one server reaches another.
	Detached bool

	Server                string // as it was given; "sandbox:" is the embedded server
	Email                 string
	PasswordCommand       string        // shell command that prints the password
	Center                string        // id or name
	Repository            int64         // id
	Output                string        // of --output not checked: each command knows its own formats
	Timeout               time.Duration // of one call; 0: each call has its own
	CAFile                string        // PEM file, added to the system's pool
	InsecureSkipTLSVerify bool
	InsecurePlaintext     bool
	Lang                  msg.Lang

	Warnings []msg.Message // to be printed by the command
	// Distrusted reports whether others than the user can decide what File holds. The password command of a context is not run then,
	// and PasswordCommand is "".
	Distrusted bool

	env           Env
	noPlace       error // why File is ""
	contexts      []string
	values        map[string]map[string]string // of the contexts, as written
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
	c.Timeout = v.GetDuration("timeout")
	c.CAFile = v.GetString("ca-file")
	c.InsecureSkipTLSVerify = v.GetBool("insecure-skip-tls-verify")
	c.InsecurePlaintext = v.GetBool("insecure-plaintext")
	c.Lang = msg.Lang(v.GetString("lang"))
}

// Settings lists every setting in a fixed order with its origin. Password and token are listed only when the environment
// gives them, and masked. A password command is no secret.
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

// Origin returns where the value of a setting ("server", "ca-file") came from; Default for an unknown name.
func (c *Config) Origin(name string) Origin {
	for _, s := range c.settings {
		if s.Name == name {
			return s.Origin
		}
	}
	return Default
}

// Contexts are the names of all contexts, sorted; "sandbox" is always among them.
func (c *Config) Contexts() []string { return slices.Clone(c.contexts) }

// NeedServer is the error of a command that needs a server when there is none (exit.Usage).
func (c *Config) NeedServer() error {
	if c.Server != "" {
		return nil
	}
	return exit.New(exit.Usage, msgConfigNoServer.With()).
		Note(msgConfigLogInOrTry.With()).
		Try("zdmctl auth login --server https://HOST:53307")
}

// Password is the value of $ZDMCTL_PASSWORD, "" if it is not set.
func (c *Config) Password() string { return c.env.Getenv("ZDMCTL_PASSWORD") }

func (c *Config) warn(warning msg.Message) {
	if !warning.IsZero() {
		c.Warnings = append(c.Warnings, warning)
	}
}
