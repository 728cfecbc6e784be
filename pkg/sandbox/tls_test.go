package sandbox_test

import (
	"crypto/tls"
	"crypto/x509"
	"net/http"
	"os"
	"testing"
)

// trusting returns a client transport that trusts one authority and expects one server.
func trusting(t *testing.T, authority, server string) *http.Transport {
	t.Helper()
	text, err := os.ReadFile(authority)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(text) {
		t.Fatal("no certificate")
	}
	return &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool, ServerName: server, MinVersion: tls.VersionTLS12}}
}
