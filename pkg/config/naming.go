package config

import (
	"net"
	"net/url"
)

const unnamedContext = "default"

// Current is the name of the context that the file makes current, "" when it makes none.
func (c *Config) Current() string {
	if c.current == nil {
		return ""
	}
	return c.current.Value
}

// ContextNameFor is the name of the context for a server when nobody names one: its host, with the port
// where another server has that name already.
func (c *Config) ContextNameFor(server string) string {
	id := serverID(server)
	u, err := url.Parse(id)
	if err != nil {
		return unnamedContext
	}
	host, port, _ := net.SplitHostPort(u.Host)
	for _, name := range []string{host, host + "-" + port} {
		taken := c.values[name]["server"]
		if isContextName(name) && name != Sandbox && (taken == "" || serverID(taken) == id) {
			return name
		}
	}
	return unnamedContext
}
