package initialize

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/near"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

const (
	maxMap    = 4 << 20 // bytes
	maxRows   = 5000
	maxValue  = 1024 // bytes of a cell
	maxFaults = 1000 // maximum number of reported problems
)

// columns returns the names of a map's columns, as in its header.
func columns() []string {
	return []string{"source", "target", "wave", "center", "platform", "mode", "jobName"}
}

// cell is a value of a map and the position of its column, from 1, in characters.
type cell struct {
	value  string
	column int
}

// row is a server to recover.
type row struct {
	line  int
	cells map[string]cell // by column, without empty ones
}

// sheet reads a map.
type sheet struct {
	name     string
	rows     []row
	names    map[string]int // line by name of the recovery
	skipped  int            // lines above the header
	problems []exit.Problem
}

func (s *sheet) fail(line, column int, path string, m msg.Message) *exit.Problem {
	if len(s.problems) >= maxFaults {
		return &exit.Problem{}
	}
	s.problems = append(s.problems, exit.Problem{File: s.name, Line: line, Column: column, Path: path, Message: m})
	return &s.problems[len(s.problems)-1]
}

// failed adds a problem of a row's value.
func (s *sheet) failed(r row, path string, m msg.Message) *exit.Problem {
	return s.fail(r.line, max(1, r.cells[path].column), path, m)
}

// readSheet reads a map as spreadsheets write it: separated by commas, semicolons or tabs, with or
// without a byte order mark. The result includes all its problems.
func readSheet(name string, data []byte) *sheet {
	s := &sheet{name: name, names: map[string]int{}}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if len(data) > maxMap {
		s.fail(1, 1, "", msgMapTooLarge.With(maxMap>>20))
		return s
	}
	if at := firstInvalid(data); at >= 0 {
		line := 1 + bytes.Count(data[:at], []byte("\n"))
		s.fail(line, 1, "", msgMapNotUTF8.With()).Notes = []msg.Message{msgMapSaveAs.With()}
		return s
	}
	if !bytes.Contains(data, []byte("\n")) { // line endings of old spreadsheets
		data = bytes.ReplaceAll(data, []byte("\r"), []byte("\n"))
	}
	first, rest, _ := bytes.Cut(data, []byte("\n"))
	comma := separator(first)
	if sep, ok := bytes.CutPrefix(bytes.TrimSpace(first), []byte("sep=")); ok && len(sep) == 1 { // written by Excel
		comma, data, s.skipped = rune(sep[0]), rest, 1
	}
	reader := csv.NewReader(bytes.NewReader(data))
	reader.Comma, reader.FieldsPerRecord, reader.ReuseRecord = comma, -1, true
	s.read(reader)
	return s
}

// firstInvalid returns the index of the first byte that is not text, or -1.
func firstInvalid(data []byte) int {
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == 0 || r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return -1
}

// separator returns the separator of a header. No heading contains one.
func separator(header []byte) rune {
	for _, comma := range ";\t" {
		if bytes.ContainsRune(header, comma) {
			return comma
		}
	}
	return ','
}

func (s *sheet) read(reader *csv.Reader) {
	var heads []string
	for n := 0; ; n++ {
		record, err := reader.Read()
		if err == io.EOF {
			break
		}
		if bad, ok := errors.AsType[*csv.ParseError](err); ok {
			s.fail(bad.Line+s.skipped, bad.Column, "", msgMapNotCSV.With()).Notes = []msg.Message{msgMapQuotes.With()}
			return
		}
		switch {
		case n == 0:
			heads = s.header(reader, record)
		case n > maxRows:
			line, _ := reader.FieldPos(0)
			s.fail(line+s.skipped, 1, "", msgMapTooMany.With(maxRows))
			return
		default:
			s.row(reader, heads, record)
		}
	}
	if heads == nil {
		s.fail(1, 1, "", msgMapEmpty.With()).Allowed = columns()
	} else if len(s.rows) == 0 && len(s.problems) == 0 {
		s.fail(1, 1, "", msgMapNoRows.With())
	}
}

// unknownColumn is the name of a column that has already been reported.
const unknownColumn = "?"

// header returns the name of each column, or "" for one without a heading.
func (s *sheet) header(reader *csv.Reader, record []string) []string {
	heads := make([]string, len(record))
	for i, text := range record {
		line, column := reader.FieldPos(i)
		word := trimmed(text)
		known := slices.IndexFunc(columns(), func(name string) bool { return plainWord(name) == plainWord(word) })
		switch {
		case word == "":
		case known < 0:
			heads[i] = unknownColumn
			found := s.fail(line+s.skipped, column, word, msgMapUnknownColumn.With())
			found.Allowed, found.Suggestion = columns(), near.Word(word, columns())
		case slices.Contains(heads, columns()[known]):
			heads[i] = unknownColumn
			s.fail(line+s.skipped, column, columns()[known], msgMapColumnTwice.With())
		default:
			heads[i] = columns()[known]
		}
	}
	for _, name := range []string{"source", "target"} {
		if !slices.Contains(heads, name) {
			s.fail(1+s.skipped, 1, name, msgMapNoColumn.With())
		}
	}
	return heads
}

// row reads the cells of a row. It ignores a row of blanks.
func (s *sheet) row(reader *csv.Reader, heads, record []string) {
	line, _ := reader.FieldPos(0)
	r := row{line: line + s.skipped, cells: map[string]cell{}}
	filled, faulty := false, false
	for i, text := range record {
		value := trimmed(text)
		if value == "" {
			continue
		}
		filled = true
		line, column := reader.FieldPos(i)
		fail := func(path string, m msg.Message) {
			faulty = true
			s.fail(line+s.skipped, column, path, m)
		}
		switch {
		case i >= len(heads) || heads[i] == "":
			fail("", msgMapNoHeading.With())
		case len(value) > maxValue:
			fail(heads[i], msgMapLongValue.With(maxValue))
		case strings.ContainsFunc(value, func(r rune) bool { return !unicode.IsGraphic(r) }):
			fail(heads[i], msgMapInvisible.With())
		default:
			r.cells[heads[i]] = cell{value, column}
		}
	}
	if !filled {
		return
	}
	for _, name := range heads {
		if _, given := r.cells[name]; !given && !faulty && (name == "source" || name == "target" || name == "wave") {
			s.failed(r, name, msg.Required.With())
		}
	}
	s.rows = append(s.rows, r)
}

// trimmed removes leading and trailing blanks and invisible characters.
func trimmed(text string) string {
	return strings.TrimFunc(text, func(r rune) bool { return unicode.IsSpace(r) || r == '\ufeff' || r == '\u200b' })
}

// plainWord returns a heading in lower case, without separators between its words.
func plainWord(text string) string {
	return strings.NewReplacer(" ", "", "_", "", "-", "").Replace(strings.ToLower(text))
}
