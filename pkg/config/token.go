package config

import (
	"strings"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

const maxTokenFile = 64 << 10 // bytes

// Token is a bearer token from the environment. It is empty if the environment sets none.
type Token struct {
	Value   string
	Origin  Origin      // "$ZDMCTL_TOKEN" or "$ZDMCTL_TOKEN_FILE"
	Warning msg.Message // to be printed by the command; zero when all is well
}

// EnvToken is the token that $ZDMCTL_TOKEN or the file named by $ZDMCTL_TOKEN_FILE contains.
// Both at once are an error with exit.Usage, an unreadable file or a text that is no token one with exit.Credentials.
func (c *Config) EnvToken() (Token, error) {
	const direct, byFile = "ZDMCTL_TOKEN", "ZDMCTL_TOKEN_FILE"
	value, path := c.env.Getenv(direct), c.env.Getenv(byFile)
	switch {
	case value != "" && path != "":
		return Token{}, exit.New(exit.Usage, msgTokenGivenTwice.With())
	case value != "":
		return cleanToken(Token{Value: value, Origin: "$" + direct}, "$"+direct)
	case path == "":
		return Token{}, nil
	}
	data, info, err := readRegular(path, maxTokenFile)
	if err != nil {
		return Token{}, exit.New(exit.Credentials, msgConfigCannotRead.With("$"+byFile, reason(err))).Because(err)
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
		return Token{}, exit.New(exit.Credentials, msgTokenNotValid.With(place, why))
	}
	token.Value = value
	return token, nil
}

// ValidToken reports whether a text can be sent as a bearer token: printable ASCII without blanks, not empty.
func ValidToken(text string) bool {
	return text != "" && strings.IndexFunc(text, func(r rune) bool { return r <= ' ' || r > '~' }) < 0
}

// Renewal is how a new token can be had without anybody being asked.
type Renewal struct {
	Email    string
	Password string // "" when Command prints it
	Command  string // for the shell
	Origin   Origin // of the password or the command: "$ZDMCTL_PASSWORD", "--password-command" or "context prod"
}

// Renewal is what $ZDMCTL_EMAIL and $ZDMCTL_PASSWORD combine to, else the password command with the account that it belongs to. It
// is false when there is neither, and for a token from the environment: whoever set it renews it.
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
