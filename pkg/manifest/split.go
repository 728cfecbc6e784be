package manifest

import (
	"bufio"
	"bytes"
	"errors"
	"io"
)

// maxDocument is how large a document may be, in bytes.
const maxDocument = 1 << 20

var errTooLarge = errors.New("document too large")

// byteOrderMark is what some editors put before a text in UTF-8, also before each of several concatenated ones.
const byteOrderMark = "\uFEFF"

// document is the text of one request in a file.
type document struct {
	name  string // of the file
	text  []byte
	line  int  // of its first line in the file, from 1
	begun bool // it holds a line that is not blank
}

// splitter cuts a stream into documents without knowing YAML: a line that starts with "---" or "..." is
// a mark everywhere, even inside of a text.
type splitter struct {
	name   string
	reader *bufio.Reader
	line   int       // of what is read next
	inside bool      // what is read next goes on with a line
	held   *document // the next one as far as it is read: its "---" line
	end    error     // that the stream ended with
}

func newSplitter(name string, r io.Reader) *splitter {
	if name == "-" {
		name = "<stdin>"
	}
	return &splitter{name: name, reader: bufio.NewReaderSize(r, 16<<10), line: 1}
}

// next returns the next document; with the last one, or after it, comes the error that the stream ended with:
// io.EOF, errTooLarge or that of the reader.
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

// read returns a line, or a piece of a long one, with its number and whether it is the line's start.
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

// hold keeps the line of a mark for the next document; the mark "..." alone does not.
func (s *splitter) hold(piece []byte, line int) {
	s.held = &document{name: s.name, text: bytes.Clone(piece), line: line, begun: !isBlank(piece[len("---"):])}
	if piece[0] == '.' {
		copy(s.held.text, "   ")
	}
}

// unmark is a line without the byte order marks in front of a document: before its mark, or before its first text.
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

// isMark reports a line that parts documents.
func isMark(line []byte) bool {
	if !bytes.HasPrefix(line, []byte("---")) && !bytes.HasPrefix(line, []byte("...")) {
		return false
	}
	return len(line) == 3 || bytes.IndexByte([]byte(" \t\r\n"), line[3]) >= 0
}

// blank reports a document without content: blanks, comments, directives and marks.
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

// isBlank reports a line without content: blanks, a comment or a directive.
func isBlank(line []byte) bool {
	line = bytes.TrimSpace(line)
	return len(line) == 0 || line[0] == '#' || line[0] == '%'
}

// lineText is a line of the file that lies in the document, without its end.
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
