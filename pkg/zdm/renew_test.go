package zdm_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

const renewed = "hdr.another-payload.sig"

// account is a server that accepts one token, with the client's source of tokens.
type account struct {
	takes   string
	refusal string // body of the 401
	carried []string
	refused []string // tokens that Renew was called with
	known   string
	fails   error
}

func (a *account) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	carried := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
	a.carried = append(a.carried, r.Method+" "+carried)
	if carried != a.takes {
		w.WriteHeader(http.StatusUnauthorized)
		_, _ = io.WriteString(w, a.refusal)
		return
	}
	answer := `{"common":{"jobName":"nightly","state":"success"}}`
	if r.Method == http.MethodGet && strings.HasSuffix(r.URL.Path, "/recoveries") {
		answer = `[]`
	}
	_, _ = fmt.Fprintf(w, `{"success":true,"data":%s,"message":"for %s, before %s"}`, answer, carried, token)
}

func (a *account) use(c *zdm.Config) {
	a.known = token
	c.Settle, c.Retries = time.Millisecond, -1
	c.Token = func(context.Context) (string, error) { return a.known, nil }
	c.Renew = func(_ context.Context, refused string) (string, error) {
		a.refused = append(a.refused, refused)
		if a.fails == nil {
			a.known = renewed
		}
		return renewed, a.fails
	}
}

func TestRefusedTokenIsRenewedOnce(t *testing.T) {
	const envelope, page = `{"success":false,"error":"Token has expired."}`, `<html>log in</html>`
	failure := errors.New("no password")
	tests := []struct {
		name    string
		account account
		post    bool
		carried []string
		works   bool
	}{
		{"read", account{takes: renewed, refusal: envelope}, false, []string{"GET " + token, "GET " + renewed}, true},
		{"read, refused by a gateway", account{takes: renewed, refusal: page}, false, []string{"GET " + token, "GET " + renewed}, true},
		{"registration", account{takes: renewed, refusal: envelope}, true, []string{"POST " + token, "GET " + token, "GET " + renewed, "POST " + renewed}, true},
		{"registration, refused by a gateway", account{takes: renewed, refusal: page}, true, []string{"POST " + token, "GET " + token, "GET " + renewed}, false},
		{"registration, refused without a word", account{takes: renewed}, true, []string{"POST " + token, "GET " + token, "GET " + renewed}, false},
		{"the new token is refused too", account{takes: "none", refusal: envelope}, true, []string{"POST " + token, "GET " + token, "GET " + renewed}, false},
		{"no new token", account{takes: renewed, refusal: envelope, fails: failure}, true, []string{"POST " + token, "GET " + token}, false},
		{"a good token", account{takes: token}, true, []string{"POST " + token}, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := &tt.account
			c := inProcess(t, a.ServeHTTP, a.use)
			var err error
			if tt.post {
				_, err = c.CreateRecovery(t.Context(), request())
			} else {
				_, err = c.Server(t.Context(), "s", zdm.ServerFilter{})
			}
			if (err == nil) != tt.works || !slices.Equal(slices.Compact(a.carried), tt.carried) {
				t.Errorf("%v, the server got %q", err, a.carried)
			}
			if len(a.refused) > 1 || len(a.refused) == 1 && a.refused[0] != token {
				t.Errorf("renewed %q", a.refused)
			}
			if failed, ok := errors.AsType[*zdm.Error](err); ok && failed.OutcomeUnknown() {
				t.Error("the outcome of a refused call is known")
			}
			if a.fails != nil && !errors.Is(err, failure) {
				t.Errorf("%v", err)
			}
		})
	}
}

// A login has no token to renew.
func TestLoginIsNotRenewed(t *testing.T) {
	a := &account{takes: renewed, refusal: `{"success":false,"error":"no"}`}
	_, err := inProcess(t, a.ServeHTTP, a.use).IssueToken(t.Context(), "ops@example.com", "pw", "")
	if failed, ok := errors.AsType[*zdm.Error](err); !ok || failed.Kind != zdm.Denied || !slices.Equal(a.carried, []string{"POST ", "POST "}) || a.refused != nil {
		t.Errorf("%v, %q", err, a.carried)
	}
}

// Secrets of earlier calls are masked in later answers: the old token, the new one and the
// password.
func TestEarlierSecretsAreMasked(t *testing.T) {
	const password = "correct horse battery staple"
	c := inProcess(t, func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/issue") {
			_, _ = io.WriteString(w, data(`{"token":"`+renewed+`"}`))
			return
		}
		if r.URL.Path == "/api/servers/good" {
			_, _ = io.WriteString(w, data(`{"name":"`+token+" "+renewed+" "+password+`"}`))
			return
		}
		w.WriteHeader(http.StatusBadRequest)
		_, _ = io.WriteString(w, `{"success":false,"error":"not `+token+`, `+renewed+`, `+password[:20]+`"}`)
	})
	for range 2 { // the same token is valid the second time too
		issued, err := c.IssueToken(t.Context(), "ops@example.com", password, "")
		if err != nil || issued.Token != renewed {
			t.Fatalf("%+v, %v", issued, err)
		}
	}
	good, err := c.Server(t.Context(), "good", zdm.ServerFilter{})
	if err != nil {
		t.Fatal(err)
	}
	_, bad := c.Server(t.Context(), "bad", zdm.ServerFilter{})
	for _, text := range []string{string(good.Raw), fmt.Sprint(bad)} {
		for _, secret := range []string{token, renewed, password[:16]} {
			if strings.Contains(text, secret) || !strings.Contains(text, "***") {
				t.Errorf("%q occurs in %s", secret, text)
			}
		}
	}
}
