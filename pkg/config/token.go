package config

import (
	"strings"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

const maxTokenFile = 64 << 10 // bytes

// Token is a bearer token from the environment. It is empty when the environment gives none.
type Token struct {
	Value   string
	Origin  Origin      // "$ZDMCTL_TOKEN" or "$ZDMCTL_TOKEN_FILE"
	Warning msg.Message // to be printed by the command; zero when all is well
}

// EnvToken is the token that $ZDMCTL_TOKEN or the file named by $ZDMCTL_TOKEN_FILE gives.
// Both at once are an error with exit.Usage, an unreadable file or a text that is no token one with exit.Credentials.
func (c *Config) EnvToken() (Token, error) {
	const direct, byFile = "ZDMCTL_TOKEN", "ZDMCTL_TOKEN_FILE"
	value, path := c.env.Getenv(direct), c.env.Getenv(byFile)
	switch {
	case value != "" && path != "":
		return Token{}, exit.New(exit.Usage, msg.TokenGivenTwice.With())
	case value != "":
		return checkedToken(Token{Value: value, Origin: "$" + direct}, "$"+direct)
	case path == "":
		return Token{}, nil
	}
	data, mode, err := readRegular(path, maxTokenFile)
	if err != nil {
		return Token{}, exit.New(exit.Credentials, msg.ConfigCannotRead.With("$"+byFile, reason(err))).Because(err)
	}
	token := Token{Value: strings.TrimSpace(string(data)), Origin: "$" + byFile}
	if openToOthers(mode) {
		token.Warning = msg.ConfigModeWide.With(path)
	}
	return checkedToken(token, path)
}

func checkedToken(token Token, place string) (Token, error) {
	if !ValidToken(token.Value) {
		return Token{}, exit.New(exit.Credentials, msg.TokenNotValid.With(place))
	}
	return token, nil
}

// ValidToken reports whether a text can be sent as a bearer token: printable ASCII without blanks, not empty.
func ValidToken(text string) bool {
	return text != "" && strings.IndexFunc(text, func(r rune) bool { return r <= ' ' || r > '~' }) < 0
}
