package config

import (
	"cmp"
	"net"
	"net/url"
	"strings"
)

// Sandbox is the predefined context, and SandboxServer the embedded server it names.
const (
	Sandbox       = "sandbox"
	SandboxServer = "sandbox:"
)

// HostOf returns the host and port of a server's URL, or the text unchanged if it is no URL.
func HostOf(server string) string {
	if u, err := url.Parse(server); err == nil && u.Host != "" {
		return u.Host
	}
	return server
}

// serverID normalizes a server: scheme, host, port and path without /api. It returns "" if the text
// is no server.
func serverID(server string) string {
	if server == SandboxServer {
		return server
	}
	u, err := url.Parse(server)
	if err != nil || u.Hostname() == "" || u.User != nil || u.Fragment != "" || u.RawQuery != "" || u.ForceQuery {
		return ""
	}
	port := u.Port()
	switch u.Scheme {
	case "https":
		port = cmp.Or(port, "443")
	case "http":
		port = cmp.Or(port, "80")
	default:
		return ""
	}
	path := strings.TrimRight(u.EscapedPath(), "/")
	path = strings.TrimRight(strings.TrimSuffix(path, "/api"), "/")
	return u.Scheme + "://" + net.JoinHostPort(strings.ToLower(u.Hostname()), port) + path
}
