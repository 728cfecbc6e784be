package app_test

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/render"
)

// screenOf returns the text a terminal shows: each time it is cleared below the cursor, and at the
// end. It supports the sequences zdmctl uses. The error lists unknown ones and a line that is too
// long.
func screenOf(width int, sent string) (frames []string, err error) {
	s := screen{width: width}
	for sent != "" {
		rest, isSequence := strings.CutPrefix(sent, "\x1b[")
		if !isSequence {
			r := []rune(sent)[0]
			sent = sent[len(string(r)):]
			err = errors.Join(err, s.put(r))
			continue
		}
		end := strings.IndexFunc(rest, func(r rune) bool { return r >= '@' && r <= '~' })
		if end < 0 {
			return frames, fmt.Errorf("the sequence %q has no end", rest)
		}
		number, _ := strconv.Atoi(rest[:end])
		switch rest[end] {
		case 'A':
			if s.row -= number; s.row < 0 {
				return frames, fmt.Errorf("the cursor went up above the first line")
			}
		case 'K':
			s.line(string([]rune(s.lines[s.row])[:min(s.column, len([]rune(s.lines[s.row])))]))
		case 'J':
			s.lines = s.lines[:s.row]
			frames = append(frames, s.String())
		case 'm':
		default:
			return frames, fmt.Errorf("the sequence %q is not known", rest[:end+1])
		}
		sent = rest[end+1:]
	}
	return append(frames, s.String()), err
}

type screen struct {
	width       int
	lines       []string
	row, column int // column in characters
}

func (s *screen) String() string { return strings.Join(s.lines, "\n") }

func (s *screen) line(text string) {
	for len(s.lines) <= s.row {
		s.lines = append(s.lines, "")
	}
	s.lines[s.row] = text
}

func (s *screen) put(r rune) error {
	for len(s.lines) <= s.row {
		s.lines = append(s.lines, "")
	}
	switch {
	case r == '\r':
		s.column = 0
	case r == '\n':
		s.row++
	case r < ' ':
		return fmt.Errorf("the control character %q is not known", r)
	default:
		text := []rune(s.lines[s.row])
		for len(text) <= s.column {
			text = append(text, ' ')
		}
		text[s.column] = r
		s.column++
		s.lines[s.row] = string(text)
		if render.Width(s.lines[s.row]) > s.width {
			return fmt.Errorf("a line is wider than %d: %s", s.width, s.lines[s.row])
		}
	}
	return nil
}
