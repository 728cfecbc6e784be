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
	maxProblems = 100     // per document
	maxSource   = 4 << 10 // bytes of a problem's source line
	maxQuoted   = 60      // characters of a quoted value
)

// problems collects problems. Beyond maxProblems it only counts them.
type problems struct {
	list []*exit.Problem
	more int
}

// add adds a problem and returns it, so that the caller can add allowed values, a suggestion and
// notes.
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

// sorted returns the problems in the file by position, followed by the others in the order they
// were found.
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

// rank orders the file before flags and settings. Problems in a flag's @file stay with the flag.
func rank(p *exit.Problem) int {
	if p.File != "" && p.Flag == "" {
		return 0
	}
	return 1
}

// refusal returns an error with the problems of a document or command line that is not a valid
// what.
func refusal(name any, what msg.Text, p *problems) *exit.Error {
	return exit.New(exit.Usage, msg.InvalidRequest.With(name, what.With(), p.count())).With(p.sorted()...)
}

// quote quotes a value for a message: shortened and without control characters.
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

// clip returns the start of s as valid text of at most n bytes, without splitting characters.
func clip(s []byte, n int) string {
	if len(s) > n {
		for n > 0 && !utf8.RuneStart(s[n]) {
			n--
		}
		s = s[:n]
	}
	return strings.ToValidUTF8(string(s), "\uFFFD")
}

// markWidth returns the number of characters to underline at the start of rest: the token itself, a
// quoted text with its quotes, or all of rest if the token continues on the next line.
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

// quotedLength returns the length of the quoted text at the start of s, or all of s if it is
// unterminated.
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

// afterColumns returns the line without its first n characters.
func afterColumns(line []byte, n int) []byte {
	for ; n > 0 && len(line) > 0; n-- {
		_, size := utf8.DecodeRune(line)
		line = line[size:]
	}
	return line
}
