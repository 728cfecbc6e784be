package zdm_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// An invalid proxy setting is an error, which contains no part of it: it may be a password.
func TestBrokenProxy(t *testing.T) {
	const server = "https://zdm.example.com:53307"
	tests := []struct {
		name, value, server, without string
		broken                       bool
	}{
		{"none", "", server, "", false},
		{"URL", "http://proxy.example.com:3128", server, "", false},
		{"host and port", "proxy.example.com:3128", server, "", false},
		{"with a slash", "http://proxy.example.com:3128/", server, "", false},
		{"user and password", "http://svc:S3cret%23Word@proxy.example.com:3128", server, "", false},
		{"at sign in the password", "http://svc:S3cret@Word@proxy.example.com:3128", server, "", false},
		{"SOCKS", "socks5://proxy.example.com:1080", server, "", false},
		{"number sign", "http://svc:Abc@S3cret#1@127.0.0.1:3999", server, "", true},
		{"number sign at the end", "http://svc:Abc@S3cret#", server, "", true},
		{"slash", "http://svc:Abc@S3cret/x@127.0.0.1:3999", server, "", true},
		{"question mark", "http://svc:Abc@S3cret?x@127.0.0.1:3999", server, "", true},
		{"question mark at the end", "http://svc:Abc@S3cret?", server, "", true},
		{"per cent", "http://svc:S3cret%zz@127.0.0.1:3999", server, "", true},
		{"blank", "http://svc:S3cret x@127.0.0.1:3999", server, "", true},
		{"control character", "http://svc:S3cret\x01@127.0.0.1:3999", server, "", true},
		{"no scheme before the colon", "://svc:S3cret@h", server, "", true},
		{"unknown scheme", "socks9://svc:S3cret@127.0.0.1:1", server, "", true},
		{"no host", "http://svc:S3cret@:3128", server, "", true},
		{"open bracket", "http://svc:S3cret@[::1", server, "", true},
		{"port of letters", "svc:S3cret@127.0.0.1:x", server, "", true},
		{"not for a loopback host", "://S3cret", "https://127.0.0.1:53307", "", false},
		{"not for localhost", "://S3cret", "https://localhost:53307", "", false},
		{"not for plain http", "://S3cret", "http://zdm.example.com", "", false},
		{"without for everything", "://S3cret", server, "*", false},
		{"without for the name", "://S3cret", server, "x.org, zdm.example.com", false},
		{"without for the name and port", "://S3cret", server, "ZDM.example.com:53307", false},
		{"without for another port", "://S3cret", server, "zdm.example.com:443", true},
		{"without for the domain", "://S3cret", server, ".example.com", false},
		{"without for the domain alone", "://S3cret", server, "example.com", false},
		{"without for the end of a name", "://S3cret", server, "m.example.com", true},
		{"without for a network", "://S3cret", "https://10.1.2.3", "10.0.0.0/8", false},
		{"without for another network", "://S3cret", "https://11.1.2.3", "10.0.0.0/8", true},
		{"without for an address", "://S3cret", "https://10.1.2.3", "10.1.2.3", false},
	}
	for _, tt := range tests {
		t.Setenv("HTTPS_PROXY", tt.value)
		t.Setenv("NO_PROXY", tt.without)
		client, err := zdm.New(zdm.Config{Server: tt.server, AllowPlaintext: true})
		if client != nil {
			client.Close()
		}
		broken, ok := errors.AsType[*zdm.ProxySettingError](err)
		if ok != tt.broken || !ok && err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if ok && (broken.Variable != "HTTPS_PROXY" || strings.Contains(err.Error(), "S3cret")) {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
}
