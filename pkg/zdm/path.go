package zdm

import (
	"errors"
	"net/mail"
	"net/url"
	"slices"
	"strings"
)

// ErrNoIdentifier is returned for a call without the required name or id. Nothing was sent.
var ErrNoIdentifier = errors.New("no name or id given")

// IsID reports whether the API treats an identifier as an id: it consists of digits. A job, server
// or center whose name consists of digits cannot be addressed by name (ZDM API, identifiers).
func IsID(identifier string) bool {
	return identifier != "" && strings.Trim(identifier, "0123456789") == ""
}

// IsEmail reports whether s is a plain email address, without a name or angle brackets.
func IsEmail(s string) bool {
	address, err := mail.ParseAddress(s)
	return err == nil && address.Address == s
}

// IsName reports whether the API treats an identifier as a name: it is neither an id nor a path
// segment of another endpoint, such as GET /recoveries/histories.
func IsName(identifier string) bool {
	return !IsID(identifier) && !slices.Contains([]string{"histories", "partitions", "repositories"}, identifier)
}

// pathOf returns a path of escaped segments. It returns "" if a segment is empty, since the path of
// a job without a name would be the path of all jobs.
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

// escapeSegment escapes a name for a path. It escapes the dots of "." and ".." too, since these
// would change the path.
func escapeSegment(name string) string {
	if name == "." || name == ".." {
		return strings.ReplaceAll(name, ".", "%2E")
	}
	return url.PathEscape(name)
}
