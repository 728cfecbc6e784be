package sandbox

import (
	"net"
	"net/http"
	"net/netip"
	"os"
	"slices"
	"strings"
)

// Hosts are the names and addresses beside localhost under which clients reach a server: those that the caller knows, the address on
// which it listens, and the name of this machine where other machines can reach it.
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

// underNames answers calls to a server under one of its names only. A web page whose name somebody made lead to this machine (DNS
// rebinding) would otherwise be of one origin with the server, whose account everybody knows. An address is not such a name: on
// loopback those of loopback are answered, and elsewhere any, since clients may come through a forwarded port.
func (s *Server) underNames(names []string, remote bool) http.Handler {
	names = append([]string{"localhost"}, names...)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host := hostOf(r.Host)
		address, err := netip.ParseAddr(host)
		switch {
		case err == nil && (remote || address.Unmap().IsLoopback()),
			slices.ContainsFunc(names, func(name string) bool { return strings.EqualFold(name, host) }):
			s.ServeHTTP(w, r)
		case r.URL.IsAbs(): // as to a proxy, which this is not
			noRoute(w, r)
		default:
			s.answer(w, r, func(*http.Request) (reply, error) {
				return reply{}, refuse(http.StatusMisdirectedRequest,
					"the sandbox does not answer to the host %q; it is one of %s, or one that sandbox serve --allow-host adds", host, strings.Join(names, ", "))
			})
		}
	})
}

// hostOf is the host of a Host header, without port, brackets and the dot that ends a name of the DNS.
func hostOf(header string) string {
	host := header
	if name, _, err := net.SplitHostPort(header); err == nil {
		host = name
	}
	return strings.TrimSuffix(strings.TrimSuffix(strings.TrimPrefix(host, "["), "]"), ".")
}
