package zdmtest

import (
	"encoding/base64"
	"fmt"
	"time"
)

// Password is the correct password of every account.
const Password = "hush-Pa55 w0rd"

// SecretWords returns the words that make up every secret of this package. "eyJhbGci" starts every
// JWT. Output for people must contain none of them.
func SecretWords() []string { return []string{"hush", "Pa55", "w0rd", jwtBeginning} }

// SecretMarks returns prefixes of every secret of this package and its parts. They are long enough
// not to occur by chance in random bytes, such as a program or a certificate.
func SecretMarks() []string {
	return []string{"hush-Pa55", "Pa55 w0rd", "hush-hash", "hush-signature", jwtBeginning}
}

const jwtBeginning = "eyJhbGci" // encodes {"alg"

// Token returns a JWT that expires at an instant and includes a secret claim. Tokens of the same
// instant differ in the name.
func Token(name string, expires time.Time) string {
	part := func(v string) string { return base64.RawURLEncoding.EncodeToString([]byte(v)) }
	claims := fmt.Sprintf(`{"password":"hush-hash","name":%q,"exp":%d}`, name, expires.Unix())
	return part(`{"alg":"HS256","typ":"JWT"}`) + "." + part(claims) + "." + "hush-signature"
}

// Issued returns the response to a login: a token and its expiry in the server's local time without
// a zone.
func Issued(token string, expires time.Time) []byte {
	return fmt.Appendf(nil, `{"success": true, "requestID": "req-issue", "data": {"token": %q, "expiresAt": %q},
"message": "Token issued successfully.", "timestamp": "2026-03-11 12:00:00"}`, token, expires.Format(time.DateTime))
}
