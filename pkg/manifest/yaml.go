package manifest

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/msg"
	"go.yaml.in/yaml/v3"
)

// errTrailing stands for a second document, which a text cut at the marks cannot hold.
var errTrailing = errors.New("did not find expected <document start>")

// parseYAML reads the one document of a text.
func parseYAML(r io.Reader) (*yaml.Node, error) {
	decoder := yaml.NewDecoder(r)
	var document, more yaml.Node
	if err := decoder.Decode(&document); err != nil {
		return nil, err
	}
	err := decoder.Decode(&more)
	switch {
	case errors.Is(err, io.EOF):
		return document.Content[0], nil
	case err == nil:
		return nil, errTrailing
	}
	return nil, err
}

// yamlFault is a fault in the parser's words and in ours.
type yamlFault struct {
	parser string // a part of the parser's words
	text   msg.Text
	opens  int // what a bracket or quote that does not end adds to the line of its start, the line that the parser names
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

// reportYAML describes what is wrong with a text that is not YAML, and where. It reads the text once more
// with an empty line before it, because the parser names no place in the first line.
func reportYAML(doc *document, found *problems) {
	text := &byteReader{data: append([]byte("\n"), doc.text...)}
	_, err := parseYAML(text)
	fault, line := splitYAMLError(err)
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
	if known.text == msgTabIndent { // the parser stops at the tab, and may have read no other text of its line
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
	says := known.text.With()
	switch {
	case tab >= 0 && known.opens == 0:
		at.column, at.token = tab+1, ""
		found.add(at, "", msgTabIndent.With()).Notes = []msg.Message{msgIndentWithBlanks.With()}
		return
	case known.text == msg.Text{}:
		says = msgNotYAML.With(fault)
	}
	p := found.add(at, "", says)
	if r := lookalike(string(content)); r != 0 {
		p.Notes = []msg.Message{msgLineHolds.With(r)}
	}
}

// indentOf is the blanks and tabs that a line begins with.
func indentOf(line []byte) []byte { return line[:len(line)-len(bytes.TrimLeft(line, " \t"))] }

// stoppedAt is the line, from 0, that the parser could not read. It looks ahead, so that is the last one with text
// of the read bytes, or the one before when the text up to there has the same fault. A bracket that is
// open at the end of a text has it always, so there the last one it is.
func stoppedAt(text []byte, read int, fault yamlFault) int {
	last := lastLine(text[:read])
	before := lastLine(text[:last])
	_, err := parseYAML(bytes.NewReader(text[:before+bytes.IndexByte(text[before:], '\n')+1]))
	again, _ := splitYAMLError(err)
	if fault.opens == 0 && strings.Contains(again, fault.parser) {
		last = before
	}
	return bytes.Count(text[:last], []byte("\n"))
}

// lastLine is where the last line begins that holds more than blanks and a comment; 0 when there is none.
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

// splitYAMLError parts "yaml: line 3: fault" into the fault and the number, 0 when there is none.
func splitYAMLError(err error) (fault string, line int) {
	if err == nil {
		return "", 0
	}
	fault = strings.TrimPrefix(err.Error(), "yaml: ")
	rest, numbered := strings.CutPrefix(fault, "line ")
	number, after, _ := strings.Cut(rest, ": ")
	if line, err := strconv.Atoi(number); numbered && err == nil {
		return after, line
	}
	return fault, 0
}

// byteReader returns one byte at a time, so that what was read shows where the parser stands.
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
