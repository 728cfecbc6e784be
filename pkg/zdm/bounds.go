package zdm

import (
	"bytes"
	"context"
	"fmt"
	"io"
)

// The bounds of an answer: a few kilobytes on the wire can hold millions of values, each of which
// takes far more memory than its text.
const (
	MaxBody   = 32 << 20      // bytes, after decompression
	MaxItems  = MaxBody / 320 // items of lists, all lists of the answer together
	MaxValues = MaxBody / 32  // members of objects and items of lists together
	MaxDepth  = 100           // objects and lists in one another
	MaxListed = 4 * MaxItems  // items of a list that comes in pages

	maxKept   = MaxItems / 4 // items of a list that its caller keeps
	maxChange = 2 << 20      // bytes of the answer to a change: several may come at a time
	maxLookUp = 8 << 20      // bytes of the answer to a lookup by name, likewise
	large     = 1 << 20      // bytes of a lookup's answer from which on one is read after the other
)

// tooLarge is an answer beyond the bounds, and how.
type tooLarge string

func (e tooLarge) Error() string { return string(e) }

const (
	errTooMany = tooLarge("the answer holds too many values")
	errTooDeep = tooLarge("the answer nests its values too deeply")
)

// readBody reads an answer's body up to a number of bytes.
func readBody(r io.Reader, most int) ([]byte, error) {
	body, err := io.ReadAll(io.LimitReader(r, int64(most)+1))
	if err == nil && len(body) > most {
		err = tooLarge(fmt.Sprintf("the answer is larger than %d MiB", most>>20))
	}
	return body, err
}

// turn is the right to hold a large answer: one lookup of a client has it at a time.
type turn struct {
	free chan struct{} // the client's; what is in it has been taken
	mine bool
}

// take waits for the turn.
func (t *turn) take(ctx context.Context) error {
	if t.mine {
		return nil
	}
	select {
	case t.free <- struct{}{}:
		t.mine = true
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (t *turn) pass() {
	if t.mine {
		t.mine = false
		<-t.free
	}
}

// turnReader reads a body, and continues after a number of bytes only when it is its turn.
type turnReader struct {
	io.Reader

	ctx    context.Context
	turn   *turn
	before int
}

func (r *turnReader) Read(p []byte) (int, error) {
	if r.before <= 0 {
		if err := r.turn.take(r.ctx); err != nil {
			return 0, err
		}
	}
	n, err := r.Reader.Read(p)
	r.before -= n
	return n, err
}

// pruned is a JSON document with the first items of each list and members of each object, so many
// of each, and how many it lacks. It keeps of a refusal with very many reasons what it is about.
func pruned(document []byte, most int) (short []byte, left int) {
	p := pruning{scan: scan{data: bytes.TrimPrefix(document, []byte("\ufeff"))}, most: most}
	if !p.value(0) || p.next() != 0 {
		return document, 0
	}
	return p.short, p.left
}

type pruning struct {
	scan

	most  int
	short []byte
	left  int
}

// value copies the next value; false where it is none.
func (p *pruning) value(depth int) bool {
	open := p.next()
	if open != '{' && open != '[' || depth == MaxDepth {
		value := p.raw()
		p.short = append(p.short, value...)
		return len(value) > 0
	}
	p.is(open)
	p.short = append(p.short, open)
	end := open + 2 // in ASCII, of both
	for n := 0; !p.is(end); n++ {
		kept, left := len(p.short), p.left
		if n > 0 {
			p.short = append(p.short, ',')
		}
		if !p.item(open, depth) || p.next() != end && !p.is(',') {
			return false
		}
		if n >= p.most {
			p.short, p.left = p.short[:kept], left+1
		}
	}
	p.short = append(p.short, end)
	return true
}

// item copies an item of a list, or a member of an object.
func (p *pruning) item(open byte, depth int) bool {
	if open == '{' {
		p.short = append(append(p.short, p.raw()...), ':')
		if !p.is(':') {
			return false
		}
	}
	return p.value(depth + 1)
}

// CheckBounds reports a JSON document that takes too much memory once it is decoded; it need not be
// valid.
func CheckBounds(document []byte) error { return checkBounds(document, MaxBody) }

// checkBounds holds a document to the bounds of answers with at most so many bytes. Anything but
// JSON has none.
func checkBounds(document []byte, most int) error {
	if start := bytes.TrimLeft(document, "\ufeff \t\r\n"); len(start) == 0 || start[0] != '{' && start[0] != '[' {
		return nil
	}
	share := MaxBody / most
	items, values, depth := MaxItems/share, MaxValues/share, 0
	var lists [MaxDepth]bool // of the values that are open: whether it is a list
	for i := 0; i < len(document); i++ {
		switch c := document[i]; c {
		case '"':
			i = stringEnd(document, i) - 1
		case '{', '[', ',':
			if c != ',' {
				if depth++; depth > MaxDepth {
					return errTooDeep
				}
				lists[depth-1] = c == '['
			}
			values--
			if depth > 0 && lists[depth-1] {
				items--
			}
		case '}', ']':
			depth = max(0, depth-1)
		}
		if items < 0 || values < 0 {
			return errTooMany
		}
	}
	return nil
}
