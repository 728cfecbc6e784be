package manifest

import (
	"bytes"
	"io"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/internal/yamlpos"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"go.yaml.in/yaml/v3"
)

// parseYAML parses the only document of a text. A second one is impossible after splitting at
// markers.
func parseYAML(r io.Reader) (*yaml.Node, error) {
	document, err := yamlpos.Parse(r)
	if err != nil {
		return nil, err
	}
	return document.Content[0], nil
}

// yamlFault maps an error of the parser to a message.
type yamlFault struct {
	parser string // part of the parser's text
	text   msg.Text
	// For an unterminated bracket or quote: offset added to the start line the parser reports.
	opens int
}

func yamlFaults() []yamlFault {
	return []yamlFault{
		{"expected ',' or", msgYAMLNotClosed, 1},
		{"found unexpected end of stream", msgYAMLQuoteOpen, 2},
		{"mapping values are not allowed", msgYAMLSecondColon, 0},
		{"did not find expected key", msgYAMLNotAligned, 0},
		{"did not find expected '-' indicator", msgYAMLNotAligned, 0},
		{"could not find expected ':'", msgYAMLNoColon, 0},
		{"cannot start any token", msgYAMLBadStart, 0},
		{"found a tab character", msgTabIndent, 0},
		{"unknown anchor", msgYAMLNoAnchor, 0},
		{"<document start>", msgYAMLTrailing, 0},
	}
}

// reportYAML reports a YAML syntax error with its position. It parses the text again after an empty
// line, because the parser reports no position in the first line.
func reportYAML(doc *document, found *problems) {
	text := &byteReader{data: append([]byte("\n"), doc.text...)}
	_, err := parseYAML(text)
	fault, line := yamlpos.SplitError(err)
	known := yamlFault{parser: fault}
	for _, f := range yamlFaults() {
		if strings.Contains(fault, f.parser) {
			known = f
			break
		}
	}
	read := max(text.read-1, 0)
	if known.opens > 0 && read == len(doc.text) {
		line = doc.line + line - known.opens
	} else {
		line = doc.line + stoppedAt(doc.text, read, known)
	}
	// The parser stops at the tab, and may not have read more of the line.
	if known.text == msgTabIndent {
		line = doc.line + bytes.Count(doc.text[:read], []byte("\n"))
		for line > doc.line && !bytes.Contains(indentOf(doc.lineText(line)), []byte("\t")) {
			line--
		}
	}
	content := doc.lineText(line)
	indent := len(indentOf(content))
	at := origin{document: doc, line: line, column: indent + 1, token: string(content[indent:])}
	items := len(content) - len(bytes.TrimLeft(content, " \t-")) // a dash indents too
	tab := bytes.IndexByte(content[:items], '\t')
	message := known.text.With()
	switch {
	case tab >= 0 && known.opens == 0:
		at.column, at.token = tab+1, ""
		found.add(at, "", msgTabIndent.With()).Notes = []msg.Message{msgIndentWithBlanks.With()}
		return
	case known.text == msg.Text{}:
		message = msgNotYAML.With(fault)
	}
	p := found.add(at, "", message)
	if r := lookalike(string(content)); r != 0 {
		p.Notes = []msg.Message{msgLineHolds.With(r)}
	}
}

// indentOf returns the leading spaces and tabs of a line.
func indentOf(line []byte) []byte { return line[:len(line)-len(bytes.TrimLeft(line, " \t"))] }

// stoppedAt returns the index of the line the parser could not read. The parser reads ahead, so
// this is the last nonempty line it has read. It is the one before that if the text up to there has
// the same fault. For an unclosed bracket at the end of a text, it is the last line.
func stoppedAt(text []byte, read int, fault yamlFault) int {
	last := lastLine(text[:read])
	before := lastLine(text[:last])
	_, err := parseYAML(bytes.NewReader(text[:before+bytes.IndexByte(text[before:], '\n')+1]))
	again, _ := yamlpos.SplitError(err)
	if fault.opens == 0 && strings.Contains(again, fault.parser) {
		last = before
	}
	return bytes.Count(text[:last], []byte("\n"))
}

// lastLine returns the offset of the last line with more than white space and a comment, or 0.
func lastLine(text []byte) int {
	for {
		start := bytes.LastIndexByte(text, '\n') + 1
		line := bytes.TrimSpace(text[start:])
		if start == 0 || len(line) > 0 && line[0] != '#' {
			return start
		}
		text = text[:start-1]
	}
}

// byteReader returns one byte at a time, so that the number of bytes read shows the parser's
// position.
type byteReader struct {
	data []byte
	read int
}

func (r *byteReader) Read(p []byte) (int, error) {
	if r.read == len(r.data) {
		return 0, io.EOF
	}
	n := copy(p[:min(1, len(p))], r.data[r.read:])
	r.read += n
	return n, nil
}
