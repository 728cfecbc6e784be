package config

import (
	"net"
	"net/url"
)

const unnamedContext = "default"

// Current returns the name of the current context in the file, or "".
func (c *Config) Current() string {
	if c.current == nil {
		return ""
	}
	return c.current.Value
}

// ContextNameFor returns the default name of a server's context: its host, followed by the port if
// another server has that name already.
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
