package render

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"runtime/metrics"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/itchyny/gojq"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// Filter is a compiled jq expression. It can read only the document: no environment, no files.
type Filter struct {
	code *gojq.Code
	tabs bool // whether the expression produces tabs
}

// NewFilter compiles a jq expression. Call it before sending a request, so that an invalid
// expression has no effect. The error is an *exit.Error with exit.Usage and the position if known.
func NewFilter(expression string) (*Filter, error) {
	query, err := gojq.Parse(expression)
	if err != nil {
		return nil, filterFault(expression, err)
	}
	code, err := gojq.Compile(query)
	if err != nil {
		return nil, filterFault(expression, err)
	}
	return &Filter{code, writesTabs(expression)}, nil
}

// writesTabs reports whether an expression produces tabs, for example to separate columns. Tabs in
// the results of other expressions come from the server and are escaped.
func writesTabs(expression string) bool {
	return slices.ContainsFunc([]string{"@tsv", `\t`, `\u0009`, "\t", "implode"}, func(way string) bool { return strings.Contains(expression, way) })
}

func filterFault(expression string, err error) *exit.Error {
	problem := exit.Problem{Flag: "--jq", Message: msg.Verbatim.With(err.Error())}
	if fault, ok := errors.AsType[*gojq.ParseError](err); ok {
		// The offset is the end of the unexpected token.
		start := min(max(0, fault.Offset-len(fault.Token)), len(expression))
		lineStart := strings.LastIndexByte(expression[:start], '\n') + 1
		line, _, _ := strings.Cut(expression[lineStart:], "\n")
		problem.Source = line
		problem.Line = strings.Count(expression[:start], "\n") + 1
		problem.Column = utf8.RuneCountInString(expression[lineStart:start]) + 1
		problem.Width = max(1, utf8.RuneCountInString(fault.Token))
	}
	return exit.New(exit.Usage, msgNotAFilter.With()).With(problem).Because(err)
}

// run writes each result on a line: a string unquoted, anything else as compact JSON. Unmodified
// numbers keep their digits. Keys are sorted.
func (f *Filter) run(ctx context.Context, w *bufio.Writer, valid []byte) error {
	if err := zdm.CheckBounds(valid); err != nil {
		return exit.New(exit.Refused, msgFilterTooLarge.With(err.Error())).Note(msg.ListInLines.With()).Because(err)
	}
	decoder := json.NewDecoder(bytes.NewReader(valid))
	decoder.UseNumber()
	var document any
	if err := decoder.Decode(&document); err != nil {
		return notJSON(err)
	}
	ctx, done := limitMemory(ctx, maxFilterMemory)
	defer done()
	results := f.code.RunWithContext(ctx, document)
	for {
		result, more := results.Next()
		if !more {
			return nil
		}
		if err, failed := result.(error); failed {
			return filterStop(ctx, err)
		}
		if err := f.write(w, result); err != nil {
			return err
		}
	}
}

// maxFilterMemory limits the heap while an expression runs, in bytes. It is several times what the
// largest document takes.
const maxFilterMemory = 1 << 30

// limitMemory returns a context that ends when the heap exceeds a number of bytes, with an
// *exit.Error as its cause: an expression can recurse without end. Call done afterwards.
func limitMemory(ctx context.Context, limit uint64) (limited context.Context, done func()) {
	limited, end := context.WithCancelCause(ctx)
	go func() {
		heap := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
		ticker := time.NewTicker(20 * time.Millisecond)
		defer ticker.Stop()
		for {
			select {
			case <-limited.Done():
				return
			case <-ticker.C:
				if metrics.Read(heap); heap[0].Value.Uint64() > limit {
					end(exit.New(exit.Usage, msgFilterMemory.With(limit>>20)))
				}
			}
		}
	}()
	return limited, func() { end(nil) }
}

// filterStop returns why a filter ended early, or nil if it halted deliberately.
func filterStop(ctx context.Context, err error) error {
	if halt, ok := errors.AsType[*gojq.HaltError](err); ok && halt.Value() == nil {
		return nil
	}
	if ctx.Err() == nil {
		return exit.New(exit.Usage, msgFilterFailed.With(err.Error())).Because(err)
	}
	if late, ok := errors.AsType[*exit.Error](context.Cause(ctx)); ok {
		return late
	}
	return exit.New(exit.Internal, msgFilterInterrupted.With()).Because(context.Cause(ctx))
}

func (f *Filter) write(w *bufio.Writer, result any) error {
	if text, ok := result.(string); ok {
		_, err := w.WriteString(safeLines(text, f.tabs) + "\n")
		return err
	}
	text, err := gojq.Marshal(result)
	if err != nil {
		return err
	}
	writeJSON(w, text, false)
	_, err = w.Write(nil) // returns the error of an earlier write, if any
	return err
}
