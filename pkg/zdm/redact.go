package zdm

import (
	"bytes"
	"strings"
)

const mask = "***"

// minSecret is how long a secret must be to be looked for in a whole document: a shorter one may be
// a part of what the document has to say.
const minSecret = 16

// maskWhole hides every occurrence of a secret.
func maskWhole(text []byte, secret string) []byte {
	if len(secret) < minSecret || !bytes.Contains(text, []byte(secret)) {
		return text
	}
	return bytes.ReplaceAll(text, []byte(secret), []byte(mask))
}

// mask hides runs of a secret in everything that the error quotes.
func (e *Error) mask(secret string, fragment int) {
	e.Text = maskFragments(e.Text, secret, fragment)
	e.Body = maskFragments(e.Body, secret, fragment)
	for i, line := range e.Details {
		e.Details[i] = maskFragments(line, secret, fragment)
	}
}

// maskFragments hides every run of text that also occurs in the secret and is as long as fragment or the secret itself:
// servers echo parts of what they were sent.
func maskFragments(text, secret string, fragment int) string {
	fragment = min(fragment, len(secret))
	if fragment == 0 {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(text); {
		n := 0
		for i+n < len(text) && strings.Contains(secret, text[i:i+n+1]) {
			n++
		}
		if n < fragment {
			b.WriteByte(text[i])
			i++
			continue
		}
		b.WriteString(mask)
		i += n
	}
	return strings.ToValidUTF8(b.String(), "\uFFFD")
}

// maskCloudKeys hides the values of cloud keys in a JSON document, which servers answer in clear text.
func maskCloudKeys(body []byte) []byte {
	var out []byte
	copied, secret := 0, false
	for i := 0; i < len(body); {
		if body[i] != '"' {
			secret = secret && (body[i] == ':' || body[i] <= ' ')
			i++
			continue
		}
		end := stringEnd(body, i)
		if secret {
			out = append(append(out, body[copied:i]...), `"`+mask+`"`...)
			copied = end
		}
		key := bytes.ToLower(bytes.Trim(body[i:end], `"`))
		secret = !secret && (string(key) == "accesskey" || string(key) == "secretkey")
		i = end
	}
	return append(out, body[copied:]...)
}

// stringEnd is the index behind the JSON string that begins at start.
func stringEnd(body []byte, start int) int {
	for i := start + 1; i < len(body); i++ {
		switch body[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(body)
}
