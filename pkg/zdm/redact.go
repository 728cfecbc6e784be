package zdm

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"html"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
)

const mask = "***"

// minSecret is the minimum length of secrets, and of parts of one, that are masked in a whole
// document. Shorter texts may be part of its legitimate content.
const minSecret = 16

// leastSecret is the minimum length of secrets that are masked at all.
const leastSecret = 8

// longestRun is the maximum size in bytes of a text that is searched for parts of a secret, which
// is slower than searching for a whole one.
const longestRun = 64 << 10

// secrets holds the tokens and passwords that a client has sent. A server may echo one in the
// answer to a later call.
type secrets struct {
	mu  sync.Mutex
	all []secret
}

// secret is a text to mask, with the forms in which servers may write it.
type secret struct {
	text  string
	forms []string // longest first

	scattered [][]byte // forms that are also found with separators between their letters
}

func newSecret(text string) secret {
	inJSON, _ := encode(text) // encoding a string cannot fail
	reversed := []rune(text)
	slices.Reverse(reversed)
	inHex := hex.EncodeToString([]byte(text))
	s := secret{text: text, forms: []string{
		text, string(reversed), inHex, strings.ToUpper(inHex), strings.Trim(string(inJSON), `"`), url.QueryEscape(text), url.PathEscape(text), html.EscapeString(text),
		base64.RawStdEncoding.EncodeToString([]byte(text)), base64.RawURLEncoding.EncodeToString([]byte(text)),
	}}
	for skipped := range min(3, len(text)/2) { // base64 encodes groups of three bytes, which may start at any offset of a longer text
		inner := []byte(text[skipped:])
		if inner = inner[:len(inner)/3*3]; len(inner) == 0 {
			continue
		}
		s.forms = append(s.forms, base64.RawStdEncoding.EncodeToString(inner), base64.RawURLEncoding.EncodeToString(inner))
	}
	for _, form := range []string{text, base64.StdEncoding.EncodeToString([]byte(text)), inHex} {
		if letters, _ := appendBare(nil, []byte(form), math.MaxInt); len(letters) >= leastSecret {
			s.scattered = append(s.scattered, letters)
		}
	}
	slices.SortStableFunc(s.forms, func(a, b string) int { return len(b) - len(a) })
	s.forms = slices.Compact(s.forms)
	return s
}

func (s *secrets) add(text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(text) >= leastSecret && !slices.ContainsFunc(s.all, func(known secret) bool { return known.text == text }) {
		s.all = append(s.all, newSecret(text))
	}
}

func (s *secrets) list() []secret {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.all[:len(s.all):len(s.all)]
}

// maskIn masks every secret in a document.
func (s *secrets) maskIn(body []byte) []byte {
	for _, secret := range s.list() {
		body = secret.maskIn(body)
	}
	return body
}

// maskInError masks every secret, and long parts of one, in the texts of an error.
func (s *secrets) maskInError(failed *Error) {
	for _, secret := range s.list() {
		failed.mask(secret, minSecret)
	}
}

// mask masks a secret and its parts of at least fragment bytes in all texts of the error.
func (e *Error) mask(s secret, fragment int) {
	e.Text = s.mask(e.Text, fragment)
	e.Body = s.mask(e.Body, fragment)
	for i, line := range e.Details {
		e.Details[i] = s.mask(line, fragment)
	}
	fragment = max(fragment, leastSecret) // masking short parts would break the format of the fields below
	e.Location = s.mask(e.Location, fragment)
	e.ContentType = s.mask(e.ContentType, fragment)
	e.RequestID = s.mask(e.RequestID, fragment)
	e.Code = s.mask(e.Code, fragment)
	if e.Err != nil {
		if text := e.Err.Error(); s.mask(text, fragment) != text {
			e.Err = errors.New(s.mask(text, fragment)) // net/http quotes input that it cannot parse
		}
	}
}

// mask masks the secret in a text in any spelling, and its parts of at least fragment bytes or the
// length of the secret: servers echo parts of what they receive. If the secret was written with
// escapes, the text is returned unescaped. If the secret was scattered, the whole text is masked.
func (s secret) mask(text string, fragment int) string {
	text = s.hide(text, fragment)
	all := func(t string) string { return html.UnescapeString(unescape(unpercent(unescape(t)))) }
	for _, decode := range []func(string) string{unescape, unpercent, html.UnescapeString, all} {
		read := decode(text)
		if hidden := s.hide(read, fragment); hidden != read {
			text = hidden
		}
	}
	if s.isScattered([]byte(text)) || s.isScattered([]byte(all(text))) {
		return mask
	}
	return text
}

func (s secret) hide(text string, fragment int) string {
	if s.text == "" {
		return text
	}
	for _, form := range s.forms {
		text = strings.ReplaceAll(text, form, mask)
	}
	if len(text) > longestRun {
		return text
	}
	return maskFragments(text, s.text, fragment)
}

// Mask masks a secret in a text in any spelling, and its parts of at least eight bytes.
func Mask(text, secret string) string { return newSecret(secret).mask(text, leastSecret) }

// escapes holds the bytes that can start an escape sequence.
const escapes = `\%&`

// isWord reports whether the secret might be the name of a field.
func (s secret) isWord() bool {
	return len(s.text) < minSecret && !strings.ContainsFunc(s.text, func(r rune) bool { return !unicode.IsLetter(r) })
}

// maskIn masks the secret in the strings of a JSON document.
func (s secret) maskIn(body []byte) []byte {
	// The beginning of a form is enough for a first check, and finding short texts is many times
	// faster.
	spelled := slices.ContainsFunc(s.forms, func(form string) bool { return bytes.Contains(body, []byte(form[:min(len(form), 2*minSecret)])) })
	// Any part of at least 2*minSecret bytes contains one of these blocks.
	for at := 0; at+minSecret <= len(s.text) && !spelled; at += minSecret {
		spelled = bytes.Contains(body, []byte(s.text[at:at+minSecret]))
	}
	spelled = spelled || s.isScattered(body)
	if !spelled && !bytes.ContainsAny(body, escapes) {
		return body
	}
	return replaceStrings(body, func(literal, rest []byte) []byte { return s.maskString(literal, rest, spelled) })
}

// maskString returns a JSON string literal with the secret masked, or nil if it is not in it.
// Spelled means that the body may hold the secret without escapes. Rest is the text after the
// literal.
func (s secret) maskString(literal, rest []byte, spelled bool) []byte {
	if len(literal) < leastSecret+2 || !spelled && !bytes.ContainsAny(literal, escapes) {
		return nil
	}
	if _, isKey := valueAfter(rest); isKey && s.isWord() {
		return nil
	}
	text := strings.Trim(string(literal), `"`)
	if bytes.IndexByte(literal, '\\') >= 0 && json.Unmarshal(literal, &text) != nil {
		return nil
	}
	hidden := s.mask(text, minSecret)
	if hidden == text {
		return nil
	}
	encoded, _ := encode(hidden) // encoding a string cannot fail
	return encoded
}

// replaceStrings replaces those string literals of a JSON document for which replacement does not
// return nil. Rest is the text after the literal.
func replaceStrings(body []byte, replacement func(literal, rest []byte) []byte) []byte {
	var out []byte
	copied := 0
	for i := 0; i < len(body); {
		if body[i] != '"' {
			i++
			continue
		}
		end := stringEnd(body, i)
		if replaced := replacement(body[i:end], body[end:]); replaced != nil {
			out = append(append(out, body[copied:i]...), replaced...)
			copied = end
		}
		i = end
	}
	if copied == 0 {
		return body
	}
	return append(out, body[copied:]...)
}

// valueAfter returns the text of the value of a key, given the text after it. It returns false if
// the literal before was not a key.
func valueAfter(rest []byte) (value []byte, isKey bool) {
	isBlank := func(r rune) bool { return r <= ' ' }
	value, isKey = bytes.CutPrefix(bytes.TrimLeftFunc(rest, isBlank), []byte(":"))
	return bytes.TrimLeftFunc(value, isBlank), isKey
}

// unescape replaces the escapes of JSON in a text, which need not be valid JSON.
func unescape(text string) string {
	if !strings.Contains(text, `\`) {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		if text[i] != '\\' || i+1 == len(text) {
			b.WriteByte(text[i])
			continue
		}
		i++
		code, err := uint64(0), strconv.ErrSyntax
		if text[i] == 'u' && i+5 <= len(text) {
			code, err = strconv.ParseUint(text[i+1:i+5], 16, 16)
		}
		switch at := strings.IndexByte("bfnrt", text[i]); {
		case err == nil:
			b.WriteRune(rune(code))
			i += 4
		case at >= 0:
			b.WriteByte("\b\f\n\r\t"[at])
		default:
			b.WriteByte(text[i])
		}
	}
	return b.String()
}

// unpercent replaces the escapes of URLs in a text, which need not be a valid URL.
func unpercent(text string) string {
	if !strings.Contains(text, "%") {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		if text[i] == '%' && i+3 <= len(text) {
			if code, err := strconv.ParseUint(text[i+1:i+3], 16, 8); err == nil {
				b.WriteByte(byte(code))
				i += 2
				continue
			}
		}
		b.WriteByte(text[i])
	}
	return b.String()
}

// maskFragments masks every run of text that occurs in the secret and is at least as long as
// fragment or the secret itself.
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

// maskCloudKeys masks the values of cloud keys in a JSON document, which servers send in clear
// text.
func maskCloudKeys(body []byte) []byte {
	secret := false // the next literal is the value of such a key
	return replaceStrings(body, func(literal, rest []byte) []byte {
		if secret {
			secret = false
			return []byte(`"` + mask + `"`)
		}
		value, isKey := valueAfter(rest)
		key := strings.ToLower(strings.Trim(string(literal), `"`))
		secret = isKey && (key == "accesskey" || key == "secretkey") && bytes.HasPrefix(value, []byte(`"`))
		return nil
	})
}

// stringEnd returns the index after the JSON string that begins at start.
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
