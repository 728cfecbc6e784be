package manifest

import (
	"bufio"
	"bytes"
	"errors"
	"io"
)

// maxDocument limits a document in bytes.
const maxDocument = 1 << 20

var errTooLarge = errors.New("document too large")

// byteOrderMark starts text of some editors, and can also occur inside concatenated files.
const byteOrderMark = "\uFEFF"

// document is the text of one request in a file.
type document struct {
	name  string // of the file
	text  []byte
	line  int  // number of its first line in the file, from 1
	begun bool // whether a nonblank line was read
}

// splitter splits a stream into documents without parsing YAML. A line that starts with "---" or
// "..." is a marker everywhere, even inside a text.
type splitter struct {
	name   string
	reader *bufio.Reader
	line   int       // number of the next line
	inside bool      // whether the next piece continues a line
	held   *document // next document, of which only the "---" line was read
	end    error     // the error with which the stream ended
}

func newSplitter(name string, r io.Reader) *splitter {
	if name == "-" {
		name = "<stdin>"
	}
	return &splitter{name: name, reader: bufio.NewReader(r), line: 1}
}

// next returns the next document. With the last document or after it, it returns the error with
// which the stream ended: io.EOF, errTooLarge or the reader's.
func (s *splitter) next() (*document, error) {
	doc := s.held
	s.held = nil
	if doc == nil {
		doc = &document{name: s.name, line: s.line}
	}
	for s.end == nil {
		piece, line, start := s.read()
		if start && bytes.HasPrefix(piece, []byte(byteOrderMark)) {
			piece = doc.unmark(piece)
		}
		if start && isMark(piece) {
			s.hold(piece, line)
			return doc, nil
		}
		doc.begun = doc.begun || start && !isBlank(piece)
		if len(doc.text)+len(piece) > maxDocument {
			s.end = errTooLarge
			break
		}
		doc.text = append(doc.text, piece...)
	}
	return doc, s.end
}

// read returns a line or a piece of a long one, its number, and whether it is the start of the
// line.
func (s *splitter) read() (piece []byte, line int, start bool) {
	piece, s.end = s.reader.ReadSlice('\n')
	if errors.Is(s.end, bufio.ErrBufferFull) {
		s.end = nil
	}
	line, start = s.line, !s.inside
	s.inside = !bytes.HasSuffix(piece, []byte("\n"))
	if !s.inside {
		s.line++
	}
	return piece, line, start
}

// hold keeps a marker line for the next document. The marker "..." itself is irrelevant there.
func (s *splitter) hold(piece []byte, line int) {
	s.held = &document{name: s.name, text: bytes.Clone(piece), line: line, begun: !isBlank(piece[len("---"):])}
	if piece[0] == '.' {
		copy(s.held.text, "   ")
	}
}

// unmark strips byte order marks from the start of a document: before its marker or its first text.
func (d *document) unmark(line []byte) []byte {
	rest := line
	for bytes.HasPrefix(rest, []byte(byteOrderMark)) {
		rest = rest[len(byteOrderMark):]
	}
	if d.begun && !isMark(rest) {
		return line
	}
	return rest
}

// isMark reports whether the line separates documents.
func isMark(line []byte) bool {
	if !bytes.HasPrefix(line, []byte("---")) && !bytes.HasPrefix(line, []byte("...")) {
		return false
	}
	return len(line) == 3 || bytes.IndexByte([]byte(" \t\r\n"), line[3]) >= 0
}

// blank reports whether a document is empty: white space, comments, directives and markers.
func (d *document) blank() bool {
	for line := range bytes.Lines(d.text) {
		if bytes.HasPrefix(line, []byte("---")) && isMark(line) {
			line = line[3:]
		}
		if !isBlank(line) {
			return false
		}
	}
	return true
}

// isBlank reports whether a line is empty: white space, a comment or a directive.
func isBlank(line []byte) bool {
	line = bytes.TrimSpace(line)
	return len(line) == 0 || line[0] == '#' || line[0] == '%'
}

// lineText returns a line of the file within the document, without its line break.
func (d *document) lineText(line int) []byte {
	rest := d.text
	for n := line - d.line; n > 0; n-- {
		_, after, found := bytes.Cut(rest, []byte("\n"))
		if !found {
			return nil
		}
		rest = after
	}
	found, _, _ := bytes.Cut(rest, []byte("\n"))
	return bytes.TrimSuffix(found, []byte("\r"))
}
