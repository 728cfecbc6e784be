package config

import (
	"net"
	"net/url"
	"strings"
)

// Sandbox is the context that always exists, and SandboxServer the embedded server that it names.
const (
	Sandbox       = "sandbox"
	SandboxServer = "sandbox:"
)

// HostOf returns the host and port of a server's URL, and what is no URL as it is.
func HostOf(server string) string {
	if u, err := url.Parse(server); err == nil && u.Host != "" {
		return u.Host
	}
	return server
}

// serverID is what the spellings of one server have in common: scheme, host, port and path without /api.
// It is "" for what is not a server.
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
		port = orDefault(port, "443")
	case "http":
		port = orDefault(port, "80")
	default:
		return ""
	}
	path := strings.TrimRight(u.EscapedPath(), "/")
	path = strings.TrimRight(strings.TrimSuffix(path, "/api"), "/")
	return u.Scheme + "://" + net.JoinHostPort(strings.ToLower(u.Hostname()), port) + path
}

func orDefault(value, fallback string) string {
	if value == "" {
		return fallback
	}
	return value
}
