package sandbox

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"time"

	"github.com/zdmctl/zdmctl/pkg/internal/osfile"
)

// certificateLife is the validity of a temporary certificate.
const certificateLife = 30 * 24 * time.Hour

// NewCertificate creates a temporary certificate authority and a certificate it signs, valid for
// localhost, the loopback addresses and the given hosts (names or addresses). It writes the
// authority's certificate to folder with mode 0600 and returns that file's path, for clients to
// trust. The keys stay in memory, so no further certificate can be issued.
func NewCertificate(folder string, now time.Time, hosts ...string) (tls.Certificate, string, error) {
	made, authority, err := newCertificate(now, hosts)
	if err != nil {
		return made, "", fmt.Errorf("make a certificate: %w", err)
	}
	path := filepath.Join(folder, "sandbox-ca.pem")
	if err = os.MkdirAll(folder, 0o700); err == nil {
		err = osfile.Replace(path, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: authority}), 0o600)
	}
	if err != nil {
		return made, "", fmt.Errorf("keep the certificate: %w", err)
	}
	return made, path, nil
}

func newCertificate(now time.Time, hosts []string) (made tls.Certificate, authority []byte, err error) {
	authorityKey, errAuthority := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	leafKey, errLeaf := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err := errors.Join(errAuthority, errLeaf); err != nil {
		return made, nil, err
	}
	root := &x509.Certificate{
		SerialNumber:          big.NewInt(1),
		Subject:               pkix.Name{CommonName: "zdmctl sandbox authority"},
		NotBefore:             now.Add(-time.Hour), // tolerates clock skew
		NotAfter:              now.Add(certificateLife),
		KeyUsage:              x509.KeyUsageCertSign,
		IsCA:                  true,
		BasicConstraintsValid: true,
		MaxPathLenZero:        true,
	}
	leaf := &x509.Certificate{
		SerialNumber: big.NewInt(now.UnixNano()),
		Subject:      pkix.Name{CommonName: "zdmctl sandbox"},
		NotBefore:    root.NotBefore,
		NotAfter:     root.NotAfter,
		KeyUsage:     x509.KeyUsageDigitalSignature,
		ExtKeyUsage:  []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	for _, host := range append([]string{"localhost", "127.0.0.1", "::1"}, hosts...) {
		if ip := net.ParseIP(host); ip != nil {
			leaf.IPAddresses = append(leaf.IPAddresses, ip)
		} else if host != "" {
			leaf.DNSNames = append(leaf.DNSNames, host)
		}
	}
	if authority, err = x509.CreateCertificate(rand.Reader, root, root, &authorityKey.PublicKey, authorityKey); err != nil {
		return made, nil, err
	}
	signed, err := x509.CreateCertificate(rand.Reader, leaf, root, &leafKey.PublicKey, authorityKey)
	return tls.Certificate{Certificate: [][]byte{signed, authority}, PrivateKey: leafKey}, authority, err
}
