package resource

import (
	"bytes"
	"encoding/json"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// Collection keeps the items of a list that is written in one piece. It has the size limit of one
// response.
type Collection struct {
	Items []json.RawMessage // those added so far
	size  int               // bytes of all
}

// Add adds items. The error is an *exit.Error.
func (c *Collection) Add(items []json.RawMessage) error {
	c.Items = append(c.Items, items...)
	for _, item := range items {
		c.size += len(item)
	}
	if len(c.Items) > zdm.MaxItems || c.size > zdm.MaxBody {
		return tooLong(zdm.MaxItems, zdm.MaxBody)
	}
	return nil
}

// tooLong is the error of a list that cannot be written in one piece.
func tooLong(items, bytes int) error {
	return exit.New(exit.Refused, msgListTooLong.With(items, bytes>>20)).Note(msg.ListInLines.With())
}

// Merged returns a response with its data replaced by the items, or with the items added at its end
// if it has no data. If they come from several pages, its pagination is removed. Everything else
// keeps its order.
func Merged(answer json.RawMessage, items []json.RawMessage, pages bool) ([]byte, error) {
	var out bytes.Buffer
	out.Grow(size(items))
	decoder := json.NewDecoder(bytes.NewReader(answer))
	if first, err := decoder.Token(); err != nil || first != json.Delim('{') {
		putList(&out, items)
		return out.Bytes(), err
	}
	separator, placed := byte('{'), false
	for decoder.More() {
		start := decoder.InputOffset()
		key, err := decoder.Token()
		if err != nil {
			return nil, err
		}
		name := bytes.TrimLeft(answer[start:decoder.InputOffset()], ", \t\r\n")
		var value json.RawMessage
		if err := decoder.Decode(&value); err != nil {
			return nil, err
		}
		if key == "pagination" && pages {
			continue
		}
		out.WriteByte(separator)
		separator = ','
		out.Write(name)
		out.WriteByte(':')
		if key != "data" {
			out.Write(value)
			continue
		}
		putList(&out, items)
		placed = true
	}
	if !placed {
		out.WriteByte(separator)
		out.WriteString(`"data":`)
		putList(&out, items)
	}
	out.WriteByte('}')
	return out.Bytes(), nil
}

func putList(out *bytes.Buffer, items []json.RawMessage) {
	out.WriteByte('[')
	for i, item := range items {
		if i > 0 {
			out.WriteByte(',')
		}
		out.Write(item)
	}
	out.WriteByte(']')
}

// size returns the bytes of the items in a document, and a few for what surrounds them.
func size(items []json.RawMessage) int {
	n := 1 << 10
	for _, item := range items {
		n += len(item) + 1
	}
	return n
}
