package zdm

import (
	"bytes"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"regexp"
	"strings"
)

// CAError reports a block of a certificate file that cannot be read as a certificate. Ignoring it
// would make the client refuse a server that the file is meant to make trusted.
type CAError struct{ Block int } // from 1

func (e *CAError) Error() string { return fmt.Sprintf("block %d is no PEM certificate", e.Block) }

// AddCAs returns the system's certificate pool with the PEM certificates of a file added. It skips
// byte order marks, and blocks of other types such as private keys. It returns a *CAError for an
// unreadable block, and another error for a file without certificates.
func AddCAs(file []byte) (*x509.CertPool, error) {
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool()
	}
	text, added := bytes.ReplaceAll(file, []byte("\ufeff"), nil), 0
	begins := regexp.MustCompile(`-----BEGIN |(?i:-*[ \t]*BEGIN[ _-]*CERTIFICATE)`).FindAllIndex(text, -1)
	for i, at := range begins {
		n, end := i+1, len(text)
		if n < len(begins) {
			end = begins[n][0]
		}
		block, _ := pem.Decode(text[at[0]:end])
		if block == nil {
			return nil, &CAError{Block: n}
		}
		if !strings.Contains(block.Type, "CERTIFICATE") {
			continue
		}
		certificate, err := x509.ParseCertificate(block.Bytes)
		if err != nil || block.Type != "CERTIFICATE" {
			return nil, &CAError{Block: n}
		}
		pool.AddCert(certificate)
		added++
	}
	if added == 0 {
		return nil, errors.New("no PEM certificate")
	}
	return pool, nil
}
