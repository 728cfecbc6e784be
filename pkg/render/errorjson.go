package render

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

type errorFields struct {
	Kind      string          `json:"kind"`
	ExitCode  exit.Code       `json:"exitCode"`
	Message   string          `json:"message"`
	Status    int             `json:"status,omitempty"`
	Code      string          `json:"code,omitempty"`
	RequestID string          `json:"requestID,omitempty"`
	Problems  []ProblemFields `json:"problems,omitempty"`
	Next      []string        `json:"next,omitempty"`
}

// ProblemFields is a problem in the form for scripts.
type ProblemFields struct {
	Path      string   `json:"path,omitempty"`
	Partition string   `json:"partition,omitempty"`
	Flag      string   `json:"flag,omitempty"`
	File      string   `json:"file,omitempty"`
	Line      int      `json:"line,omitempty"`
	Column    int      `json:"column,omitempty"`
	Message   string   `json:"message"`
	Allowed   []string `json:"allowed,omitempty"`
	Hint      string   `json:"hint,omitempty"`
}

// ErrorJSON writes an error for a script, one JSON object on one line:
//
//	{"error":{"kind","exitCode","message","status","code","requestID","problems":[…],"next":[…]}}
//
// kind, exitCode and message are always present, and the rest if known. status, code and requestID
// come from the server. A problem always has a message. If known, it also has path, partition, flag
// or file, line and column, allowed (the valid values) and hint (sentences, joined by "; ").
func ErrorJSON(w io.Writer, e *exit.Error, lang msg.Lang) error {
	fields := errorFields{
		Kind: e.Code.Kind(), ExitCode: e.Code, Message: e.Message.In(lang),
		Status: e.Status, Code: e.ServerCode, RequestID: e.RequestID, Next: e.Next,
	}
	for _, p := range e.Problems {
		fields.Problems = append(fields.Problems, NewProblemFields(p, lang))
	}
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(map[string]errorFields{"error": fields}); err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	writeJSON(out, text.Bytes(), false)
	return out.Flush()
}

// NewProblemFields converts a problem to the form for scripts.
func NewProblemFields(p exit.Problem, lang msg.Lang) ProblemFields {
	return ProblemFields{
		Path: p.Path, Partition: p.Partition, Flag: p.Flag, File: p.File, Line: p.Line, Column: p.Column,
		Message: p.Message.In(lang), Allowed: p.Allowed, Hint: hint(p, lang),
	}
}

// hint returns the advice of a problem.
func hint(p exit.Problem, lang msg.Lang) string {
	var sentences []string
	if p.Suggestion != "" {
		sentences = append(sentences, msg.DidYouMean.With(p.Suggestion).In(lang))
	}
	for _, note := range p.Notes {
		sentences = append(sentences, note.In(lang))
	}
	return strings.Join(sentences, "; ")
}
