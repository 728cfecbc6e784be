// Package jsonnode parses JSON into yaml.v3 nodes with their positions, so that one reader serves
// both formats.
package jsonnode

import (
	"bytes"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/zdmctl/zdmctl/pkg/msg"
	"go.yaml.in/yaml/v3"
)

// MaxDepth limits the nesting of objects and arrays.
const MaxDepth = 1000

// Error reports text that is not JSON and its position: Line and Column from 1, Column in
// characters.
type Error struct {
	Line, Column int
	Message      msg.Message // what is wrong, without the position
}

// Error returns the position and the English message.
func (e *Error) Error() string {
	return strconv.Itoa(e.Line) + ":" + strconv.Itoa(e.Column) + ": " + e.Message.String()
}

// Parse parses one JSON value. Every node has its Line and Column. The order of keys is preserved,
// and a repeated key occurs twice in the mapping. A scalar holds a string's content or the literal.
// Its tag is the one YAML assigns the same plain text, or none for a number beyond float64. Strings
// have no style, because YAML's encoder quotes them where necessary. Invalid UTF-8 becomes U+FFFD.
// The error is an *Error.
func Parse(data []byte) (*yaml.Node, error) {
	p := &parser{data: data, line: 1, column: 1}
	if !json.Valid(data) {
		return nil, p.syntaxError(json.Unmarshal(data, new(json.RawMessage)))
	}
	return p.value(0)
}

// parser reads a text that is known to be valid JSON.
type parser struct {
	data []byte
	end  int // end of the last token

	offset, line, column int // position of the last token
}

// value reads the next value and its children.
func (p *parser) value(depth int) (*yaml.Node, error) {
	literal := p.token()
	node := &yaml.Node{Kind: yaml.ScalarNode, Line: p.line, Column: p.column}
	switch literal[0] {
	case '{':
		node.Kind, node.Tag = yaml.MappingNode, "!!map"
	case '[':
		node.Kind, node.Tag = yaml.SequenceNode, "!!seq"
	case '"':
		node.Tag = "!!str"
		return node, p.text(literal, &node.Value)
	case 't', 'f':
		node.Tag, node.Value = "!!bool", string(literal)
		return node, nil
	case 'n':
		node.Tag, node.Value = "!!null", "null"
		return node, nil
	default:
		node.Tag, node.Value = numberTag(string(literal)), string(literal)
		return node, nil
	}
	if depth >= MaxDepth {
		return nil, p.fail(msgJSONTooDeep.With(MaxDepth))
	}
	// A key and its value are two consecutive values, so one loop reads both objects and arrays.
	for p.more() {
		child, err := p.value(depth + 1)
		if err != nil {
			return nil, err
		}
		node.Content = append(node.Content, child)
	}
	p.token()
	return node, nil
}

// between lists the bytes between tokens, which have already been validated.
const between = " \t\r\n,:"

// more reports whether the current object or array has another token.
func (p *parser) more() bool {
	rest := bytes.TrimLeft(p.data[p.end:], between)
	return rest[0] != '}' && rest[0] != ']'
}

// token advances to the next token and returns it.
func (p *parser) token() []byte {
	rest := bytes.TrimLeft(p.data[p.end:], between)
	p.seek(len(p.data) - len(rest))
	size := 1
	switch rest[0] {
	case '{', '}', '[', ']':
	case '"':
		for ; rest[size] != '"'; size++ {
			if rest[size] == '\\' {
				size++
			}
		}
		size++
	default:
		if size = bytes.IndexAny(rest, between+"]}"); size < 0 {
			size = len(rest)
		}
	}
	p.end = p.offset + size
	return rest[:size]
}

// text reads a string.
func (p *parser) text(literal []byte, into *string) error {
	if inner := literal[1 : len(literal)-1]; bytes.IndexByte(inner, '\\') < 0 && utf8.Valid(inner) {
		*into = string(inner)
		return nil
	}
	if !pairedSurrogates(literal) {
		return p.fail(msgJSONLoneSurrogate.With())
	}
	return json.Unmarshal(literal, into)
}

// seek advances the position to an offset.
func (p *parser) seek(offset int) {
	passed := p.data[p.offset:offset]
	if newlines := bytes.Count(passed, []byte("\n")); newlines > 0 {
		p.line += newlines
		p.column = 1
		passed = passed[bytes.LastIndexByte(passed, '\n')+1:]
	}
	p.column += utf8.RuneCount(passed)
	p.offset = offset
}

func (p *parser) fail(m msg.Message) *Error {
	return &Error{Line: p.line, Column: p.column, Message: m}
}

func (p *parser) syntaxError(err error) *Error {
	var syntax *json.SyntaxError
	if !errors.As(err, &syntax) || strings.Contains(syntax.Error(), "unexpected end") {
		p.seek(len(p.data))
		return p.fail(msgJSONEndsEarly.With())
	}
	p.seek(max(int(syntax.Offset)-1, 0)) // the offset follows the offending byte
	if strings.Contains(syntax.Error(), "depth") {
		return p.fail(msgJSONTooDeep.With(MaxDepth))
	}
	r, _ := utf8.DecodeRune(p.data[p.offset:])
	return p.fail(msgJSONUnexpected.With(strconv.QuoteRune(r)))
}

// numberTag returns the tag that YAML assigns to the number's plain text.
func numberTag(text string) string {
	if _, err := strconv.ParseInt(text, 10, 64); err == nil {
		return "!!int"
	}
	if _, err := strconv.ParseUint(text, 10, 64); err == nil {
		return "!!int"
	}
	if _, err := strconv.ParseFloat(text, 64); err == nil {
		return "!!float"
	}
	return ""
}

// pairedSurrogates reports whether every \u escape of a surrogate in a JSON string is part of a
// pair.
func pairedSurrogates(literal []byte) bool {
	for i := 0; i < len(literal); i++ {
		if literal[i] != '\\' {
			continue
		}
		i++
		if literal[i] != 'u' {
			continue
		}
		first := hex(literal[i+1:])
		i += 4
		if !utf16.IsSurrogate(first) {
			continue
		}
		rest := literal[i+1:]
		if !bytes.HasPrefix(rest, []byte(`\u`)) || utf16.DecodeRune(first, hex(rest[2:])) == utf8.RuneError {
			return false
		}
		i += 6
	}
	return true
}

// hex parses the four digits of a \u escape.
func hex(digits []byte) rune {
	n, _ := strconv.ParseUint(string(digits[:4]), 16, 16)
	return rune(n)
}
