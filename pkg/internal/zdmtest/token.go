package zdmtest

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"time"
)

// Password is the right password of every account.
const Password = "hush-Pa55 w0rd"

// SecretWords are what every secret of this package is made of, "eyJhbGci" at the beginning of every JWT. What a
// person reads holds none of them, unless it shows a secret or a part of one.
func SecretWords() []string { return []string{"hush", "Pa55", "w0rd", jwtBeginning} }

// SecretMarks are beginnings of every secret of this package and its parts, long enough that a file with random
// bytes or letters, such as a program or a certificate, does not hold one by chance.
func SecretMarks() []string {
	return []string{"hush-Pa55", "Pa55 w0rd", "hush-hash", "hush-signature", jwtBeginning}
}

const jwtBeginning = "eyJhbGci" // {"alg"

// Token is a JWT that expires at an instant, with a claim that nobody is to see.
// Tokens of the same instant differ by their name.
func Token(name string, expires time.Time) string {
	part := func(v string) string { return base64.RawURLEncoding.EncodeToString([]byte(v)) }
	claims := fmt.Sprintf(`{"password":"hush-hash","name":%q,"exp":%d}`, name, expires.Unix())
	return part(`{"alg":"HS256","typ":"JWT"}`) + "." + part(claims) + "." + "hush-signature"
}

// Issued is the answer to a login: a token and its expiry in the server's local time without a zone.
func Issued(token string, expires time.Time) []byte {
	return envelope(map[string]any{"token": token, "expiresAt": expires.Format(time.DateTime)}, "Token issued successfully.")
}

func envelope(data any, message string) []byte {
	body, err := json.Marshal(map[string]any{
		"success": true, "requestID": "req-issue", "data": data, "message": message, "timestamp": "2026-03-11 12:00:00",
	})
	if err != nil {
		return nil
	}
	return body
}
