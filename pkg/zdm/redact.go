package zdm

import (
	"bytes"
	"strings"
)

const mask = "***"

// maskWhole hides every occurrence of a secret.
func maskWhole(text []byte, secret string) []byte {
	if secret == "" {
		return text
	}
	return bytes.ReplaceAll(text, []byte(secret), []byte(mask))
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
