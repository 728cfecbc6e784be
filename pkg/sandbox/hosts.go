package sandbox

import (
	"net"
	"net/http"
	"net/netip"
	"os"
	"slices"
	"strconv"
	"strings"
)

// Hosts returns the names and addresses, besides localhost, under which clients reach a server.
// These are the known ones, the address it listens on, and this machine's name if other machines
// can reach it.
func Hosts(listener net.Listener, known ...string) []string {
	hosts := slices.Clone(known)
	if at, ok := listener.Addr().(*net.TCPAddr); ok && !at.IP.IsUnspecified() {
		hosts = append(hosts, at.IP.String())
	}
	if name, err := os.Hostname(); err == nil && !isLoopback(listener) {
		hosts = append(hosts, name)
	}
	return hosts
}

// restrictHosts only serves requests for one of the server's names. It protects against DNS
// rebinding: a web page whose name resolves to this machine would share an origin with the server,
// whose account is public knowledge. Addresses are safe from that. On loopback only loopback
// addresses are accepted. Elsewhere any address is, since clients may connect through a forwarded
// port.
func (s *Server) restrictHosts(names []string, remote bool) http.Handler {
	names = append([]string{"localhost"}, names...)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host := hostOf(r.Host)
		address, err := netip.ParseAddr(host)
		switch {
		case err == nil && (remote || address.Unmap().IsLoopback()),
			slices.ContainsFunc(names, func(name string) bool { return strings.EqualFold(name, host) }):
			s.ServeHTTP(w, r)
		case r.URL.IsAbs(): // a proxy request, which this server does not handle
			s.current.Load().noRoute(w, r)
		default:
			s.current.Load().answer(w, r, func(*http.Request) (reply, error) {
				return reply{}, refuse(http.StatusMisdirectedRequest,
					"unknown host %q: the sandbox serves %s; add others with sandbox serve --allow-host", host, strings.Join(names, ", "))
			})
		}
	})
}

// hostOf returns the host of a Host header, without port, brackets and trailing dot. It returns ""
// if the host is followed by something other than a port.
func hostOf(header string) string {
	host := header
	if name, port, err := net.SplitHostPort(header); err == nil {
		if _, err := strconv.ParseUint(port, 10, 16); err != nil && port != "" {
			return ""
		}
		host = name
	}
	return strings.TrimSuffix(strings.TrimSuffix(strings.TrimPrefix(host, "["), "]"), ".")
}
