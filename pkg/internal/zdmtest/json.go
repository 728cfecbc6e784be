package zdmtest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
)

// SameJSON returns an error if two documents differ as JSON values. Numbers are compared as text.
func SameJSON(got, want []byte) error {
	g, err := decode(got)
	if err != nil {
		return fmt.Errorf("got no JSON: %w: %q", err, got)
	}
	w, err := decode(want)
	if err != nil {
		return fmt.Errorf("want no JSON: %w: %q", err, want)
	}
	if !reflect.DeepEqual(g, w) {
		return fmt.Errorf("JSON differs\n got: %s\nwant: %s", compact(g), compact(w))
	}
	return nil
}

func decode(document []byte) (any, error) {
	decoder := json.NewDecoder(bytes.NewReader(document))
	decoder.UseNumber()
	var v any
	if err := decoder.Decode(&v); err != nil {
		return nil, err
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("something follows the document")
	}
	return v, nil
}

func compact(v any) []byte {
	text, err := json.Marshal(v)
	if err != nil {
		return []byte(err.Error())
	}
	return text
}
