package manifest

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Name returns the name of the recovery, or "". Check must have accepted the draft.
func (d *Draft) Name() string { return d.root.get("jobName").word() }

// Target returns the server that the request restores to, or "".
func (d *Draft) Target() string { return d.root.get("target").word() }

// Body returns the body of POST /recoveries exactly as RecoveryRequest.Body does, because journals
// store digests of it. Check must have accepted the draft.
func (d *Draft) Body() []byte { return d.root.appendBody(make([]byte, 0, 512), d.form.schema) }

// appendBody appends a validated value. Its members have the order of the schema, which is that of
// zdm.RecoveryRequest.
func (n *node) appendBody(out []byte, f field) []byte {
	switch {
	case f.kind == imageKind || f.kind == imagesKind:
		return appendString(out, strings.Join(n.images(f.kind), ","))
	case n.shape == list:
		out = append(out, '[')
		for i, item := range n.items {
			if i > 0 {
				out = append(out, ',')
			}
			out = item.appendBody(out, field{fields: f.fields})
		}
		return append(out, ']')
	case n.shape == object:
		out = append(out, '{')
		for _, member := range f.fields {
			child := n.get(member.name)
			if child == nil {
				continue
			}
			if out[len(out)-1] != '{' {
				out = append(out, ',')
			}
			out = append(out, '"')
			out = append(out, member.name...)
			out = append(out, '"', ':')
			out = child.appendBody(out, member)
		}
		return append(out, '}')
	case f.kind == itemsKind:
		return appendString(out, joinItems(n.text))
	case f.kind.textual():
		return appendString(out, n.text)
	}
	if number, err := strconv.ParseInt(n.text, 10, 64); err == nil {
		return strconv.AppendInt(out, number, 10)
	}
	return append(out, n.text...)
}

// appendString appends a JSON string as zdm.RecoveryRequest.Body does: without escaping HTML
// characters.
func appendString(out []byte, s string) []byte {
	plain := true
	for i := 0; i < len(s) && plain; i++ {
		plain = s[i] >= ' ' && s[i] < utf8.RuneSelf && s[i] != '"' && s[i] != '\\'
	}
	if plain {
		out = append(out, '"')
		out = append(out, s...)
		return append(out, '"')
	}
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(s) // a string cannot fail
	return append(out, bytes.TrimSuffix(b.Bytes(), []byte("\n"))...)
}
