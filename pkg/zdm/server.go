package zdm

import (
	"fmt"
	"net"
	"net/url"
	"strings"
)

// ServerProblem is the reason why a server URL is refused.
type ServerProblem int

// The reasons for refusing a server URL.
const (
	ServerMissing   ServerProblem = iota + 1 // empty
	ServerMalformed                          // not an absolute URL with a host
	ServerScheme                             // neither https nor http
	ServerUserinfo                           // contains a user name or a password
	ServerQuery                              // contains a query or a fragment
	ServerPlaintext                          // plain http to a host that is not loopback
)

// ServerError is the error of a server URL that the client refuses.
type ServerError struct {
	Problem ServerProblem
	Server  string // as given, without user information
}

func (e *ServerError) Error() string {
	reason := map[ServerProblem]string{
		ServerMissing:   "no server given",
		ServerMalformed: "not a URL such as https://host:53307",
		ServerScheme:    "the scheme is neither https nor http",
		ServerUserinfo:  "a user name or password does not belong in the URL",
		ServerQuery:     "a query or fragment does not belong in the URL",
		ServerPlaintext: "plain http would expose the token to the network",
	}[e.Problem]
	return fmt.Sprintf("server %q: %s", e.Server, reason)
}

// BaseURL returns the base URL of all calls for a server URL that a user enters. It adds /api
// unless the path ends in it. It refuses plain http to a host that is not loopback unless plaintext
// is set. The error is a *ServerError.
func BaseURL(server string, plaintext bool) (string, error) {
	if server == "" {
		return "", &ServerError{Problem: ServerMissing}
	}
	u, err := url.Parse(server)
	if err != nil {
		return "", &ServerError{Problem: ServerMalformed, Server: withoutUserinfo(server)}
	}
	refuse := func(p ServerProblem) (string, error) {
		u.User = nil
		return "", &ServerError{Problem: p, Server: withoutUserinfo(u.String())}
	}
	u.Scheme = strings.ToLower(u.Scheme)
	switch {
	case u.User != nil:
		return refuse(ServerUserinfo)
	case u.Host == "" || u.Hostname() == "":
		return refuse(ServerMalformed)
	case u.Scheme != "https" && u.Scheme != "http":
		return refuse(ServerScheme)
	case u.RawQuery != "" || u.Fragment != "" || u.ForceQuery:
		return refuse(ServerQuery)
	case u.Scheme == "http" && !plaintext && !isLoopback(u.Hostname()):
		return refuse(ServerPlaintext)
	}
	u.Host = strings.ToLower(u.Host)
	u.Path = strings.TrimRight(u.Path, "/")
	u.RawPath = ""
	if !strings.HasSuffix(u.Path, "/api") {
		u.Path += "/api"
	}
	return u.String(), nil
}

// withoutUserinfo removes user information from a string that may not be a valid URL.
func withoutUserinfo(s string) string {
	if at := strings.LastIndexByte(s, '@'); at >= 0 {
		return s[at+1:]
	}
	return s
}

func isLoopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}
