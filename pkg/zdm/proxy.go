package zdm

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
)

// ProxySettingError reports an environment variable that should contain a proxy URL and does not.
// It omits the value, which may contain a password.
type ProxySettingError struct{ Variable string }

func (e *ProxySettingError) Error() string {
	return e.Variable + " is not the URL of a proxy such as http://host:3128; in a password, characters such as # / ? @ % are written as %23 %2F %3F %40 %25"
}

// ProxyError is the error of a proxy that did not connect to the server. Nothing was sent.
type ProxyError struct {
	Proxy  string // host and port
	Status int    // HTTP status of its refusal; 0 if there is none
	Err    error  // cause; nil if there is a status
}

func (e *ProxyError) Error() string {
	if e.Err == nil {
		return fmt.Sprintf("the proxy %s answered HTTP %d", e.Proxy, e.Status)
	}
	return fmt.Sprintf("the proxy %s: %v", e.Proxy, e.Err)
}

// Unwrap returns the cause.
func (e *ProxyError) Unwrap() error { return e.Err }

func proxyFailure(proxy *url.URL, err error) error {
	if _, named := errors.AsType[*ProxyError](err); named {
		return err
	}
	return &ProxyError{Proxy: proxy.Host, Err: err}
}

// refusedByProxy returns an error if the proxy refused a CONNECT.
func refusedByProxy(_ context.Context, proxy *url.URL, _ *http.Request, answer *http.Response) error {
	if answer.StatusCode == http.StatusOK {
		return nil
	}
	return &ProxyError{Proxy: proxy.Host, Status: answer.StatusCode}
}

// isProxyDial reports whether the connection to the proxy itself failed, by net/http's wording.
func isProxyDial(err error) bool {
	failed, ok := errors.AsType[*net.OpError](err)
	return ok && (failed.Op == "proxyconnect" || strings.HasPrefix(failed.Op, "socks "))
}

// checkProxy returns an error for a proxy setting that net/http would silently ignore, or in which
// part of a password would be parsed as the host.
func checkProxy(base string) error {
	server, err := url.Parse(base)
	if err != nil {
		return err
	}
	variable := strings.ToUpper(server.Scheme) + "_PROXY"
	value := environment(variable)
	if value == "" || isLoopback(server.Hostname()) || isProxyURL(value) || withoutProxy(server) {
		return nil
	}
	return &ProxySettingError{Variable: variable}
}

// environment reads a variable under its upper-case or lower-case name, as net/http does.
func environment(name string) string {
	return cmp.Or(os.Getenv(name), os.Getenv(strings.ToLower(name)))
}

func isProxyURL(value string) bool {
	proxy, err := url.Parse(value)
	if err != nil || proxy.Scheme == "" || proxy.Host == "" {
		proxy, err = url.Parse("http://" + value)
	}
	return err == nil && slices.Contains([]string{"http", "https", "socks5", "socks5h"}, proxy.Scheme) && proxy.Hostname() != "" &&
		strings.Trim(proxy.Path, "/") == "" && proxy.RawQuery == "" && !proxy.ForceQuery && proxy.Fragment == "" && !strings.HasSuffix(value, "#")
}

// withoutProxy reports whether $NO_PROXY includes the server: as a name or a subdomain of it, an
// address, a network, or * for all.
func withoutProxy(server *url.URL) bool {
	host := strings.ToLower(server.Hostname())
	address := net.ParseIP(host)
	for entry := range strings.SplitSeq(environment("NO_PROXY"), ",") {
		entry = strings.ToLower(strings.TrimSpace(entry))
		name, port, err := net.SplitHostPort(entry)
		if err != nil {
			name, port = entry, ""
		}
		if port != "" && port != server.Port() {
			continue
		}
		if _, network, err := net.ParseCIDR(name); err == nil && address != nil && network.Contains(address) {
			return true
		}
		name = strings.TrimPrefix(strings.TrimPrefix(name, "*"), ".")
		if entry == "*" || name != "" && (host == name || strings.HasSuffix(host, "."+name)) {
			return true
		}
	}
	return false
}
