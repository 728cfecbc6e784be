package render

import (
	"bufio"
	"context"
	"encoding/json"
	"io"

	"github.com/zdmctl/zdmctl/pkg/exit"
)

// Document writes a server's response for a script. The output is printable, and its value is
// unchanged.
//
// raw is the JSON body as received. If filter is not nil, its results are written in any format.
// Otherwise FormatYAML writes the document as YAML. FormatJSONLines writes the envelope's "data":
// one line per item of a list, one for an object, none if it is missing. Any other format writes
// the indented document. Key order, unknown fields and digits of numbers are preserved.
//
// A write error is returned unchanged. Any other error is an *exit.Error: with exit.Usage if the
// filter fails, with exit.Internal otherwise. If the context ends the filter and its cause is an
// *exit.Error, that is returned.
func Document(ctx context.Context, w io.Writer, raw []byte, format Format, filter *Filter) error {
	if !json.Valid(raw) {
		return notJSON(nil)
	}
	out := bufio.NewWriter(w)
	var err error
	switch {
	case filter != nil:
		err = filter.run(ctx, out, raw)
	case format == FormatYAML:
		err = writeYAML(out, raw)
	case format == FormatJSONLines:
		writeLines(out, raw)
	default:
		writeJSON(out, raw, true)
	}
	if flushed := out.Flush(); flushed != nil {
		return flushed
	}
	return err
}

func writeLines(w *bufio.Writer, valid []byte) {
	data, fields := json.RawMessage(valid), map[string]json.RawMessage{}
	if json.Unmarshal(valid, &fields) == nil { // an object, or null
		data = fields["data"]
	}
	var items []json.RawMessage
	switch {
	case data == nil:
	case json.Unmarshal(data, &items) != nil: // a single value
		writeJSON(w, data, false)
	default:
		for _, item := range items {
			writeJSON(w, item, false)
		}
	}
}

// Lines writes one line per item of a list, as Document does for FormatJSONLines.
func Lines(w io.Writer, items []json.RawMessage) error {
	out := bufio.NewWriter(w)
	for _, item := range items {
		writeJSON(out, item, false)
	}
	return out.Flush()
}

func notJSON(cause error) *exit.Error {
	return exit.New(exit.Internal, msgAnswerIsNotJSON.With()).Because(cause)
}

// Names writes one name per line, for -o name. It skips empty names.
func Names(w io.Writer, names []string) error {
	out := bufio.NewWriter(w)
	for _, name := range names {
		if name == "" {
			continue
		}
		if _, err := out.WriteString(Safe(name) + "\n"); err != nil {
			return err
		}
	}
	return out.Flush()
}
