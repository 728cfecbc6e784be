package config

import (
	"strings"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

const maxTokenFile = 64 << 10 // bytes

// Token is a bearer token from the environment. Its origin is empty if the environment sets none.
type Token struct {
	Value   string
	Origin  Origin      // "$ZDMCTL_TOKEN" or "$ZDMCTL_TOKEN_FILE"
	Warning msg.Message // for the command to print; may be zero
}

// EnvToken returns the token in $ZDMCTL_TOKEN or in the file named by $ZDMCTL_TOKEN_FILE. Setting
// both is an error with exit.Usage. An unreadable file or an invalid token is one with
// exit.Credentials. With an error, only the origin is set.
func (c *Config) EnvToken() (Token, error) {
	const direct, byFile = "ZDMCTL_TOKEN", "ZDMCTL_TOKEN_FILE"
	value, path := c.env.Getenv(direct), c.env.Getenv(byFile)
	switch {
	case value != "" && path != "":
		return Token{Origin: "$" + direct}, exit.New(exit.Usage, msgTokenGivenTwice.With())
	case value != "":
		return cleanToken(Token{Value: value, Origin: "$" + direct}, "$"+direct)
	case path == "":
		return Token{}, nil
	}
	data, info, err := readRegular(path, maxTokenFile)
	if err != nil {
		return Token{Origin: "$" + byFile}, exit.New(exit.Credentials, msg.FileUnreadable.With("$"+byFile, reason(err))).Because(err)
	}
	token := Token{Value: string(data), Origin: "$" + byFile}
	if openToOthers(info.Mode()) {
		token.Warning = msgConfigModeWide.With(path)
	}
	return cleanToken(token, path)
}

func cleanToken(token Token, place string) (Token, error) {
	value, why := CleanToken(token.Value)
	if !why.IsZero() {
		return Token{Origin: token.Origin}, exit.New(exit.Credentials, msgTokenNotValid.With(place, why))
	}
	token.Value = value
	return token, nil
}

// Renewal is a way to obtain a new token unattended.
type Renewal struct {
	Email    string
	Password string // "" if Command prints it
	Command  string // run by the shell
	Origin   Origin // "$ZDMCTL_PASSWORD", "--password-command" or "context prod"
}

// Renewal returns $ZDMCTL_EMAIL and $ZDMCTL_PASSWORD if both are set, or else the password command
// with its account. It returns false if neither is available, or if the environment sets a token,
// which only its provider can renew.
func (c *Config) Renewal() (Renewal, bool) {
	if c.Server == SandboxServer || c.Email == "" || c.env.Getenv("ZDMCTL_TOKEN") != "" || c.env.Getenv("ZDMCTL_TOKEN_FILE") != "" {
		return Renewal{}, false
	}
	account, command := c.Origin("email"), c.Origin("password-command")
	switch {
	case c.Password() != "" && account == "$ZDMCTL_EMAIL":
		return Renewal{Email: c.Email, Password: c.Password(), Origin: "$ZDMCTL_PASSWORD"}, true
	case c.PasswordCommand != "" && (command == account || strings.HasPrefix(string(command), "--")):
		return Renewal{Email: c.Email, Command: c.PasswordCommand, Origin: command}, true
	}
	return Renewal{}, false
}
