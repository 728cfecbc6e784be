package zdm

import (
	"errors"
	"net/mail"
	"net/url"
	"strings"
)

// ErrNoIdentifier is the error of a call that needs a name or an id and got none; nothing was sent.
var ErrNoIdentifier = errors.New("no name or id given")

// IsID reports an identifier that the API takes for an id: all digits. A job, server or center
// whose name is all digits cannot be reached by its name (ZDM API, identifiers).
func IsID(identifier string) bool {
	return identifier != "" && strings.Trim(identifier, "0123456789") == ""
}

// IsEmail reports whether s is a plain address, without a name or angle brackets.
func IsEmail(s string) bool {
	address, err := mail.ParseAddress(s)
	return err == nil && address.Address == s
}

// IsName reports an identifier that the API takes for a name: neither an id nor a word of one of
// its own paths, such as GET /recoveries/histories beside GET /recoveries/:identifier.
func IsName(identifier string) bool {
	switch identifier {
	case "histories", "partitions", "repositories":
		return false
	}
	return !IsID(identifier)
}

// pathOf joins segments, each escaped. It is "" where one is empty, which no call accepts: the path
// of a job without a name is the path of all jobs.
func pathOf(segments ...string) string {
	var b strings.Builder
	for _, s := range segments {
		if s == "" {
			return ""
		}
		b.WriteString("/" + escapeSegment(s))
	}
	return b.String()
}

// escapeSegment escapes a name for a path. The dots of "." and ".." are escaped too, else they are
// steps of the path.
func escapeSegment(name string) string {
	if name == "." || name == ".." {
		return strings.ReplaceAll(name, ".", "%2E")
	}
	return url.PathEscape(name)
}
