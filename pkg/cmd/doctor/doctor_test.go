package doctor_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
)

func TestMain(m *testing.M) {
	clitest.LeaveSurroundings()
	goleak.VerifyTestMain(m)
}

const centers = `{"success": true, "data": [{"id": {"center": "1"}, "name": {"center": "core-seoul"}, "status": {"connect": "connect"}}]}`

// dated returns a response of a server whose clock differs from that of the tests.
func dated(ahead time.Duration, status int, body string) zdmtest.Answer {
	reply := zdmtest.Reply(status, "", []byte(body))
	return func(w http.ResponseWriter, r *http.Request, closed <-chan struct{}) {
		w.Header().Set("Date", clitest.Now().Add(ahead).Format(http.TimeFormat))
		reply(w, r, closed)
	}
}

// findings runs doctor and returns the verdict and finding of each check.
func findings(t *testing.T, w *clitest.World, code exit.Code, args ...string) map[string][2]string {
	t.Helper()
	r := w.Run(append([]string{"doctor"}, args...)...)
	if r.Code != code || (code == exit.OK) != (r.Stderr == "") {
		t.Errorf("%q: exit code %d, want %d: %s", args, r.Code, code, r.Stderr)
	}
	clitest.Printable(t, r.Stdout, r.Stderr)
	j := w.Run(append([]string{"doctor", "-o", "json"}, args...)...)
	var document struct {
		Data []struct{ Check, Result, Found string }
	}
	if err := json.Unmarshal([]byte(j.Stdout), &document); err != nil || j.Code != code || len(document.Data) != 10 {
		t.Fatalf("%q: %v, exit code %d, %s", args, err, j.Code, j.Stdout)
	}
	found := map[string][2]string{}
	for _, c := range document.Data {
		found[c.Check] = [2]string{c.Result, c.Found}
		if !strings.Contains(r.Stdout, c.Result+" ") || !strings.Contains(r.Stdout, c.Check+" ") {
			t.Errorf("%q: %s is not in the table\n%s", args, c.Check, r.Stdout)
		}
	}
	return found
}

// noHost has a label that is too long, so that it is not sent to a resolver. Some resolvers return
// an address for every name.
var noHost = strings.Repeat("x", 64) + ".invalid"

func TestDoctor(t *testing.T) {
	t.Parallel()
	const refused = `{"success": false, "error": "Token has expired."}`
	expired := zdmtest.Token("old", clitest.Now().Add(-12*time.Minute))
	for _, tt := range []struct {
		name    string
		answers map[string]zdmtest.Answer
		env     map[string]string
		code    exit.Code
		want    map[string][2]string // verdict, and part of the finding
	}{
		{"all is well", nil, map[string]string{"ZDMCTL_CENTER": "1"}, exit.OK, map[string][2]string{
			"config": {"ok", "does not exist yet"}, "server": {"ok", "http://127.0.0.1"}, "connection": {"ok", "without TLS"}, "token": {"ok", "$ZDMCTL_TOKEN, valid for 60 minutes"},
			"api": {"ok", "1.0"}, "clock": {"ok", "within 1m0s"}, "center": {"ok", "core-seoul"}}},
		{"the version", map[string]zdmtest.Answer{"/api/cloud-auth/regions/aws": dated(0, 200, `{"success": true, "data": []}`)}, nil, exit.OK, map[string][2]string{
			"api": {"ok", "1.3 or later"}, "center": {"ok", "the server has one: core-seoul"}}},
		{"an older version", map[string]zdmtest.Answer{"/api/recoveries/histories": dated(0, 200, `{"success": true, "data": []}`)}, nil, exit.OK, map[string][2]string{
			"api": {"ok", "1.1 or later"}}},
		{"several centers", map[string]zdmtest.Answer{"/api/zdms": dated(0, 200, `{"success": true, "data": [{}, {}]}`)}, nil, exit.OK, map[string][2]string{
			"center": {"warning", "the server has 2"}}},
		{"the clock", map[string]zdmtest.Answer{"/api/zdms": dated(-3*time.Minute, 200, centers), "/api/cloud-auth/regions/aws": dated(-3*time.Minute, 200, `{"success": true, "data": []}`)}, nil, exit.OK, map[string][2]string{
			"clock": {"warning", "this machine is 3 minutes ahead"}}},
		{"the clock, and a refused token", map[string]zdmtest.Answer{"/api/zdms": dated(2*time.Hour, 401, refused)}, nil, exit.Credentials, map[string][2]string{
			"api": {"failure", "refused the token"}, "clock": {"warning", "this machine is 2 hours behind"}, "center": {"skipped", ""}}},
		{"no token", nil, map[string]string{"ZDMCTL_TOKEN": ""}, exit.Credentials, map[string][2]string{
			"connection": {"ok", ""}, "token": {"failure", "no token"}, "api": {"skipped", ""}, "clock": {"skipped", ""}, "center": {"skipped", ""}}},
		{"an expired token", nil, map[string]string{"ZDMCTL_TOKEN": expired}, exit.Credentials, map[string][2]string{"token": {"failure", "expired 12 minutes ago"}}},
		{"a token to come", map[string]zdmtest.Answer{zdmtest.Issue: zdmtest.Reply(201, "", zdmtest.Issued(clitest.Token(), clitest.Now().Add(time.Hour)))},
			map[string]string{"ZDMCTL_TOKEN": "", "ZDMCTL_EMAIL": "ops@example.com", "ZDMCTL_PASSWORD": zdmtest.Password}, exit.OK, map[string][2]string{"token": {"ok", ""}, "api": {"ok", ""}}},
		{"an unknown center", nil, map[string]string{"ZDMCTL_CENTER": "9"}, exit.Usage, map[string][2]string{"api": {"ok", ""}, "center": {"failure", "no such center"}}},
		{"a center that is away", nil, map[string]string{"ZDMCTL_CENTER": "2"}, exit.OK, map[string][2]string{"center": {"warning", "core-busan is not connected"}}},
		{"another program", map[string]zdmtest.Answer{"/api/zdms": zdmtest.Reply(200, "text/html", []byte("<html>\x1b[31m\u009b2J\x1b]0;title\x07\u202e\xff"))}, nil, exit.Refused, map[string][2]string{
			"api": {"failure", "is not from ZDM"}, "center": {"skipped", ""}}},
		{"nobody there", nil, map[string]string{"ZDMCTL_SERVER": "https://127.0.0.1:1"}, exit.Unreachable, map[string][2]string{
			"connection": {"failure", "connection refused"}, "token": {"skipped", ""}}},
		{"not TLS", nil, map[string]string{"ZDMCTL_SERVER": "https"}, exit.Unreachable, map[string][2]string{"connection": {"failure", "does not use TLS"}}},
		{"no such name", nil, map[string]string{"ZDMCTL_SERVER": "https://" + noHost}, exit.Unreachable, map[string][2]string{"name": {"failure", ""}, "connection": {"skipped", ""}}},
		{"plain http", nil, map[string]string{"ZDMCTL_SERVER": "http://192.0.2.1"}, exit.Usage, map[string][2]string{"server": {"failure", "plain http"}, "connection": {"skipped", ""}}},
		{"no server", nil, map[string]string{"ZDMCTL_SERVER": ""}, exit.Usage, map[string][2]string{"server": {"failure", "no server"}}},
		{"embedded", nil, map[string]string{"ZDMCTL_SERVER": "", "ZDMCTL_TOKEN": "", "ZDMCTL_CONTEXT": "sandbox", "ZDMCTL_CENTER": "1"}, exit.OK, map[string][2]string{
			"server": {"ok", "embedded"}, "connection": {"ok", "this process"}, "token": {"ok", "sandbox:"}, "center": {"ok", ""}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := clitest.Server(t)
			for path, answer := range map[string]zdmtest.Answer{
				"/api/zdms": dated(0, 200, centers), "/api/zdms/1": dated(0, 200, strings.NewReplacer("[", "", "]", "").Replace(centers)),
				"/api/zdms/2":                 dated(0, 200, `{"success": true, "data": {"name": {"center": "core-busan"}, "status": {"connect": "disconnect"}}}`),
				"/api/cloud-auth/regions/aws": dated(0, 404, ""), "/api/recoveries/histories": dated(0, 404, ""),
				"/api/zdms/9": dated(0, 404, `{"success": false, "error": "no such center"}`),
			} {
				s.On(path, answer)
			}
			for path, answer := range tt.answers {
				s.On(path, answer)
			}
			w := clitest.For(t, s)
			for name, value := range tt.env {
				w.Env[name] = value
			}
			if w.Env["ZDMCTL_SERVER"] == "https" {
				w.Env["ZDMCTL_SERVER"] = strings.ReplaceAll(s.URL, "http:", "https:")
			}
			found := findings(t, w, tt.code)
			for check, want := range tt.want {
				if got := found[check]; got[0] != want[0] || !strings.Contains(got[1], want[1]) {
					t.Errorf("%s: %q, want %q", check, got, want)
				}
			}
			for _, request := range s.Requests() {
				if request.Method != http.MethodGet && request.Path != zdmtest.Issue {
					t.Errorf("%s %s was sent", request.Method, request.Path)
				}
			}
		})
	}
}

func TestDoctorOnFiles(t *testing.T) {
	w := clitest.New(t)
	w.File(".config/zdmctl/credentials.yaml", "hush\n")
	w.Env["ZDMCTL_SERVER"] = "http://127.0.0.1:1"
	found := findings(t, w, exit.Credentials)
	if got := found["credentials"]; got[0] != "failure" || !strings.Contains(got[1], "credentials.yaml") {
		t.Errorf("%q", got)
	}
	w.File(".config/zdmctl/config.yaml", "contexts: 1\n")
	if r := w.Run("doctor"); r.Code != exit.Usage || r.Stdout != "" || !strings.Contains(r.Stderr, "config.yaml:1:") {
		t.Errorf("%+v", r)
	}
}

// certified returns a TLS server with a certificate that is valid until then, and the certificate.
func certified(t *testing.T, until time.Time) (*httptest.Server, string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), NotBefore: clitest.Now().AddDate(-1, 0, 0), NotAfter: until, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewUnstartedServer(http.NotFoundHandler())
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.TLS = &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}}
	s.StartTLS()
	t.Cleanup(s.Close)
	return s, string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}))
}

func TestDoctorOnCertificates(t *testing.T) {
	for name, tt := range map[string]struct {
		until           time.Time
		trusted         bool
		args            []string
		verdict, detail string
	}{
		"good":        {clitest.Now().AddDate(1, 0, 0), true, nil, "ok", "expires in 365 days"},
		"ends soon":   {clitest.Now().AddDate(0, 0, 10), true, nil, "warning", "expires in 10 days"},
		"expired":     {clitest.Now().AddDate(0, 0, -1), true, nil, "failure", "expired"},
		"not trusted": {clitest.Now().AddDate(1, 0, 0), false, nil, "failure", "does not trust"},
		"not checked": {clitest.Now().AddDate(0, 0, -1), false, []string{"--insecure-skip-tls-verify"}, "warning", "is not verified"},
		"no CA file":  {clitest.Now().AddDate(1, 0, 0), false, []string{"--ca-file", "nowhere"}, "skipped", ""},
	} {
		t.Run(name, func(t *testing.T) {
			s, ca := certified(t, tt.until)
			w := clitest.New(t)
			w.Env["ZDMCTL_SERVER"] = s.URL
			if tt.trusted {
				w.Env["ZDMCTL_CA_FILE"] = w.File("ca.pem", ca)
			}
			code := map[string]exit.Code{"failure": exit.Unreachable, "skipped": exit.Usage}[tt.verdict]
			if code == exit.OK {
				code = exit.Credentials // there is no token
			}
			if got := findings(t, w, code, tt.args...)["connection"]; got[0] != tt.verdict || !strings.Contains(got[1], tt.detail) {
				t.Errorf("%q", got)
			}
		})
	}
}
