package zdmtest_test

import (
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

func TestSameJSON(t *testing.T) {
	tests := []struct {
		a, b string
		same bool
	}{
		{`{"a": 1, "b": [true, null]}`, `{"b":[true,null],"a":1}`, true},
		{`"\u0041"`, `"A"`, true},
		{`1`, `1.0`, false},
		{`12345678901234567890`, `12345678901234567891`, false},
		{`1`, `"1"`, false},
		{`[1, 2]`, `[2, 1]`, false},
		{`{}`, `{"a": null}`, false},
		{`{}`, `{} {}`, false},
		{`{}`, ``, false},
		{`{`, `{`, false},
	}
	for _, tt := range tests {
		if err := zdmtest.SameJSON([]byte(tt.a), []byte(tt.b)); (err == nil) != tt.same {
			t.Errorf("%s and %s: %v", tt.a, tt.b, err)
		}
	}
}

// Clients can parse the tokens of the tests.
func TestToken(t *testing.T) {
	at := time.Date(2026, 3, 11, 13, 0, 0, 0, time.UTC)
	token := zdmtest.Token("ops", at)
	if expires, ok := zdm.Expiry(token, ""); !ok || !expires.Equal(at) || !zdm.ValidToken(token) {
		t.Errorf("%s expires %v, %v", token, expires, ok)
	}
	if token == zdmtest.Token("lab", at) {
		t.Error("two names have the same token")
	}
}
