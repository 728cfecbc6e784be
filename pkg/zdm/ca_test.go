package zdm_test

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"math/big"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// authority returns a self-signed certificate, as PEM and parsed.
func authority(t *testing.T, name string) (file []byte, certificate *x509.Certificate) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: name}, NotBefore: time.Unix(0, 0), NotAfter: time.Date(2099, 1, 1, 0, 0, 0, 0, time.UTC),
		IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	certificate, err = x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), certificate
}

// Every certificate of a file is trusted, or the file is refused: ignoring one would make a genuine
// server look untrusted.
func TestAddCAs(t *testing.T) {
	one, first := authority(t, "one")
	two, second := authority(t, "two")
	key := pem.EncodeToMemory(&pem.Block{Type: "EC PRIVATE KEY", Bytes: []byte("key")})
	const mark = "\ufeff"
	join := func(parts ...[]byte) []byte { return slices.Concat(parts...) }
	tests := []struct {
		name  string
		file  []byte
		block int // number of the refused block; 0 for none
	}{
		{"two", join(one, two), 0},
		{"with a mark", join([]byte(mark), one, two), 0},
		{"with a mark before each", join([]byte(mark), one, []byte(mark), two), 0},
		{"with line ends of Windows", bytes.ReplaceAll(join(one, two), []byte("\n"), []byte("\r\n")), 0},
		{"with text around", join([]byte("Issuer: one\n"), one, []byte("\n# two\n"), two, []byte("end")), 0},
		{"with a key between", join(one, key, two), 0},
		{"one of them cut", join(one[:len(one)-40], two), 1},
		{"the last one cut", join(one, two, one[:100]), 3},
		{"one without its end", join(one, bytes.ReplaceAll(two, []byte("-----END CERTIFICATE-----"), nil)), 2},
		{"one that is not a certificate", join(one, two, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: []byte("no")})), 3},
		{"one with a letter too many", join(one, bytes.Replace(two, []byte("\nM"), []byte("\n!M"), 1)), 2},
		{"one with a hyphen too few", join(one, two[1:]), 2},
		{"one in other letters", join(bytes.ToLower(one[:28]), one[28:], two), 1},
		{"one with other dashes", join(bytes.ReplaceAll(one, []byte("-----"), []byte("—————")), two), 1},
		{"one of OpenSSL's own kind", join(one, bytes.ReplaceAll(two, []byte(" CERTIFICATE"), []byte(" TRUSTED CERTIFICATE"))), 2},
	}
	for _, tt := range tests {
		pool, err := zdm.AddCAs(tt.file)
		if tt.block > 0 {
			if refused, ok := errors.AsType[*zdm.CAError](err); !ok || refused.Block != tt.block {
				t.Errorf("%s: %v", tt.name, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		for _, certificate := range []*x509.Certificate{first, second} {
			if _, err := certificate.Verify(x509.VerifyOptions{Roots: pool}); err != nil {
				t.Errorf("%s: %v", tt.name, err)
			}
		}
	}
	for _, none := range []string{"", mark, "no certificates here", string(key), strings.Repeat("x", 1<<20)} {
		if _, err := zdm.AddCAs([]byte(none)); err == nil {
			t.Errorf("%.20q was taken", none)
		}
	}
}
