package zdm_test

import (
	"errors"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

func TestBaseURL(t *testing.T) {
	tests := []struct {
		server    string
		plaintext bool
		want      string
		problem   zdm.ServerProblem
	}{
		{server: "https://zdm.example.com:53307", want: "https://zdm.example.com:53307/api"},
		{server: "https://zdm.example.com:53307/", want: "https://zdm.example.com:53307/api"},
		{server: "HTTPS://ZDM.example.com", want: "https://zdm.example.com/api"},
		{server: "https://h/api", want: "https://h/api"},
		{server: "https://h/api/", want: "https://h/api"},
		{server: "https://h/gw/zdm", want: "https://h/gw/zdm/api"},
		{server: "https://h/gw/api", want: "https://h/gw/api"},
		{server: "https://h/myapi", want: "https://h/myapi/api"},
		{server: "http://localhost:1", want: "http://localhost:1/api"},
		{server: "http://127.9.9.9", want: "http://127.9.9.9/api"},
		{server: "http://[::1]:80", want: "http://[::1]:80/api"},
		{server: "http://h", plaintext: true, want: "http://h/api"},
		{server: "http://h", problem: zdm.ServerPlaintext},
		{server: "http://localhost.evil", problem: zdm.ServerPlaintext},
		{server: "", problem: zdm.ServerMissing},
		{server: "h:53307", problem: zdm.ServerMalformed},
		{server: "zdm.example.com", problem: zdm.ServerMalformed},
		{server: "https://", problem: zdm.ServerMalformed},
		{server: "https://:53307", problem: zdm.ServerMalformed},
		{server: "ftp://h", problem: zdm.ServerScheme},
		{server: "https://u:p@h", problem: zdm.ServerUserinfo},
		{server: "https://h?x=1", problem: zdm.ServerQuery},
		{server: "https://h#x", problem: zdm.ServerQuery},
		{server: "https://h\x00", problem: zdm.ServerMalformed},
	}
	for _, tt := range tests {
		got, err := zdm.BaseURL(tt.server, tt.plaintext)
		var refused *zdm.ServerError
		errors.As(err, &refused)
		switch {
		case tt.problem == 0 && (err != nil || got != tt.want):
			t.Errorf("BaseURL(%q) = %q, %v; want %q", tt.server, got, err, tt.want)
		case tt.problem != 0 && (refused == nil || refused.Problem != tt.problem):
			t.Errorf("BaseURL(%q) = %q, %v; want problem %d", tt.server, got, err, tt.problem)
		}
	}
}
