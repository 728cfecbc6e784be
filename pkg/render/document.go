package render

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"

	"github.com/zdmctl/zdmctl/pkg/exit"
)

// Document writes a server's answer for a script, made printable without changing its value.
//
// raw is the JSON body as it was received. A filter that is not nil decides what is written, whatever the
// format. Otherwise FormatYAML is the document as YAML; FormatJSONLines is the envelope's "data", each item of a list on
// a line, an object on one, nothing when there is none; any other format is the document itself, indented.
// Key order, unknown fields and the digits of numbers are those of the server.
//
// A failed write is returned as it is. Any other error is an *exit.Error: of code Usage where the filter fails, the context's
// cause where that is one and ends the filter, else of code Internal.
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
		err = writeLines(out, raw)
	default:
		writeJSON(out, raw, true)
	}
	if flushed := out.Flush(); flushed != nil {
		return flushed
	}
	return err
}

func writeLines(w *bufio.Writer, valid []byte) error {
	data := bytes.TrimSpace(valid)
	if data[0] == '{' {
		data = member(data, "data")
	}
	if len(data) == 0 || data[0] == 'n' {
		return nil
	}
	if data[0] != '[' {
		writeJSON(w, data, false)
		return nil
	}
	items := json.NewDecoder(bytes.NewReader(data))
	if _, err := items.Token(); err != nil {
		return notJSON(err)
	}
	for items.More() {
		var item json.RawMessage
		if err := items.Decode(&item); err != nil {
			return notJSON(err)
		}
		writeJSON(w, item, false)
	}
	return nil
}

// member is the value of a key of a valid JSON object, nil where it has none.
func member(object []byte, key string) (value json.RawMessage) {
	tokens := json.NewDecoder(bytes.NewReader(object))
	_, err := tokens.Token()
	for err == nil && tokens.More() {
		var name json.Token
		var next json.RawMessage
		if name, err = tokens.Token(); err == nil {
			err = tokens.Decode(&next)
		}
		if name == key {
			value = next
		}
	}
	return value
}

// Lines writes each item of a list on a line of its own, as Document does for FormatJSONLines.
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

// Names writes a name a line, for -o name. A name that is empty is left out.
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
