// Package yamlpos parses YAML so that problems are reported with line and column.
package yamlpos

import (
	"errors"
	"io"
	"iter"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

// ErrSecond is the error for text after the document, with the message of the YAML parser.
var ErrSecond = errors.New("yaml: did not find expected <document start>")

// Parse parses the only document of a text. The error is io.EOF if there is none, ErrSecond, or an
// error of the parser.
func Parse(r io.Reader) (*yaml.Node, error) {
	decoder := yaml.NewDecoder(r)
	document := new(yaml.Node)
	if err := decoder.Decode(document); err != nil {
		return nil, err
	}
	switch err := decoder.Decode(new(yaml.Node)); {
	case errors.Is(err, io.EOF):
		return document, nil
	case err != nil:
		return nil, err
	}
	return document, ErrSecond
}

// SplitError splits the parser's "yaml: line 3: fault" into the fault, which may quote the text,
// and the line, or 0 if there is none.
func SplitError(err error) (fault string, line int) {
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

// IsNull reports whether a node holds no value.
func IsNull(node *yaml.Node) bool {
	return node.Kind == yaml.ScalarNode && node.ShortTag() == "!!null" || node.Kind == 0
}

// Pairs returns the keys and values of a mapping. It calls wrong for each key that is not text,
// with 0, and for each repeated key, with the line of the first one.
func Pairs(mapping *yaml.Node, wrong func(key *yaml.Node, first int)) iter.Seq2[*yaml.Node, *yaml.Node] {
	return func(yield func(key, value *yaml.Node) bool) {
		lines := map[string]int{}
		for i := 0; i+1 < len(mapping.Content); i += 2 {
			key := mapping.Content[i]
			switch first, seen := lines[key.Value]; {
			case key.Kind != yaml.ScalarNode || key.ShortTag() != "!!str":
				wrong(key, 0)
			case seen:
				wrong(key, first)
			default:
				lines[key.Value] = key.Line
				if !yield(key, mapping.Content[i+1]) {
					return
				}
			}
		}
	}
}

const maxProblems = 20 // more would not be read

// Report collects the first problems of a file.
type Report struct {
	File     string
	Problems []exit.Problem
}

// Add adds the problem of a node and returns it, so that the caller can complete it.
func (r *Report) Add(node *yaml.Node, path string, message msg.Message) *exit.Problem {
	p := exit.Problem{Path: path, File: r.File, Line: node.Line, Column: node.Column, Message: message}
	if len(r.Problems) == maxProblems {
		return &p
	}
	r.Problems = append(r.Problems, p)
	return &r.Problems[len(r.Problems)-1]
}
