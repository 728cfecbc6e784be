package manifest

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

const (
	maxProblems = 100     // of one document
	maxSource   = 4 << 10 // bytes of a line that a problem carries
	maxQuoted   = 60      // characters of a value in a message
)

// problems collects what is wrong; beyond maxProblems it only counts.
type problems struct {
	list []*exit.Problem
	more int
}

// add reports a problem; the caller may add the allowed values, a suggestion and notes to what it returns.
func (p *problems) add(at origin, path string, m msg.Message) *exit.Problem {
	problem := &exit.Problem{Path: path, Message: m}
	if len(p.list) == maxProblems {
		p.more++
		return problem
	}
	at.locate(problem)
	p.list = append(p.list, problem)
	return problem
}

func (p *problems) count() int { return len(p.list) + p.more }

// clone is a copy that can be added to.
func (p *problems) clone() *problems {
	return &problems{list: slices.Clone(p.list), more: p.more}
}

// sorted returns the problems of the file in its order, then the others as they were found.
func (p *problems) sorted() []exit.Problem {
	slices.SortStableFunc(p.list, func(a, b *exit.Problem) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	var all []exit.Problem
	for _, problem := range p.list {
		all = append(all, *problem)
	}
	if p.more > 0 {
		all = append(all, exit.Problem{Message: msg.MoreProblems.With(p.more)})
	}
	return all
}

// rank puts the file before flags and settings; the lines of a flag's @file stay with the flag.
func rank(p *exit.Problem) int {
	if p.File != "" && p.Flag == "" {
		return 0
	}
	return 1
}

// refusal is the error that carries the problems of a document or a command line, which should be a what.
func refusal(name any, what msg.Text, p *problems) *exit.Error {
	err := exit.New(exit.Usage, msgInvalidRequest.With(name, what.With(), p.count()))
	if p.count() == 1 {
		err = exit.New(exit.Usage, msg.InvalidRequestOne.With(name, what.With()))
	}
	err.Problems = p.sorted()
	return err
}

// quote shows a value in a message: short, and with nothing that a terminal would act on.
func quote(s string) string {
	short := []rune(clip([]byte(s[:min(len(s), 5*maxQuoted)]), 4*(maxQuoted+1)))
	if len(short) > maxQuoted {
		short = append(short[:maxQuoted], '…')
	}
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range short {
		if unicode.IsPrint(r) {
			b.WriteRune(r)
			continue
		}
		b.WriteString(strings.Trim(strconv.QuoteRune(r), "'"))
	}
	b.WriteByte('"')
	return b.String()
}

// clip is the start of s as valid text, at most n bytes, in whole characters.
func clip(s []byte, n int) string {
	if len(s) > n {
		for n > 0 && !utf8.RuneStart(s[n]) {
			n--
		}
		s = s[:n]
	}
	return strings.ToValidUTF8(string(s), "\uFFFD")
}

// markWidth is how many characters at the start of the line's rest show the token: the token itself,
// a quoted text with its quotes, or all of the rest when the token goes on below.
func markWidth(rest, token string) int {
	switch {
	case rest == "", token == "" && rest[0] != '"' && rest[0] != '\'':
		return 1
	case rest[0] == '"', rest[0] == '\'':
		rest = rest[:quotedLength(rest)]
	case strings.HasPrefix(rest, token):
		rest = token
	}
	return max(1, utf8.RuneCountInString(strings.TrimRight(rest, " \t\r")))
}

// quotedLength is the length of the quoted text that s starts with, all of s when it does not end.
func quotedLength(s string) int {
	mark := s[0]
	for i := 1; i < len(s); i++ {
		switch {
		case s[i] == '\\' && mark == '"':
			i++
		case s[i] == mark && mark == '\'' && i+1 < len(s) && s[i+1] == mark:
			i++
		case s[i] == mark:
			return i + 1
		}
	}
	return len(s)
}

// afterColumns is the line without its first n characters.
func afterColumns(line []byte, n int) []byte {
	for ; n > 0 && len(line) > 0; n-- {
		_, size := utf8.DecodeRune(line)
		line = line[size:]
	}
	return line
}
