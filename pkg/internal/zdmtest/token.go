package zdmtest

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"time"
)

// Password is the right password of every account.
const Password = "hush-Pa55 w0rd"

// SecretMarks are what every secret of this package holds, and nothing else does: a text without them
// shows no secret. "eyJ" is how every JWT begins.
func SecretMarks() []string { return []string{"hush", "Pa55", "w0rd", "eyJ"} }

// SecretBeginnings are what one of the secrets and their parts begins with.
func SecretBeginnings() []string { return []string{"hush-", "eyJhbGci"} }

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
