package zdm

import (
	"bytes"
	"context"
	"fmt"
	"io"
)

// Limits on an answer. A few kilobytes on the wire can hold millions of values, each of which takes
// far more memory than its text.
const (
	MaxBody   = 32 << 20      // bytes, after decompression
	MaxItems  = MaxBody / 320 // items of all lists of the answer combined
	MaxValues = MaxBody / 32  // members of objects and items of lists combined
	MaxDepth  = 100           // nesting depth of objects and lists
	MaxListed = 4 * MaxItems  // items of a list over all pages

	maxKept   = MaxItems / 4 // items of a list if its caller keeps them
	maxChange = 2 << 20      // bytes of the answer to a change; several may arrive at a time
	maxLookup = 8 << 20      // bytes of the answer to a lookup by name; several may arrive at a time
	large     = 1 << 20      // bytes from which answers to lookups are read one at a time
)

// tooLarge is the error of an answer that exceeds a limit.
type tooLarge string

func (e tooLarge) Error() string { return string(e) }

const (
	errTooMany = tooLarge("the answer holds too many values")
	errTooDeep = tooLarge("the answer nests its values too deeply")
)

// readBody reads a body of at most limit bytes.
func readBody(r io.Reader, limit int) ([]byte, error) {
	body, err := io.ReadAll(io.LimitReader(r, int64(limit)+1))
	if err == nil && len(body) > limit {
		err = tooLarge(fmt.Sprintf("the answer is larger than %d MiB", limit>>20))
	}
	return body, err
}

// turn is the right to read a large answer, which one lookup of a client has at a time.
type turn struct {
	free chan struct{} // semaphore of the client
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

// turnReader reads a body, and waits for the turn after a number of bytes.
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

// pruned returns a JSON document with at most limit items of each list and members of each
// object, and the number of those removed. It keeps the useful part of a refusal with very many
// reasons.
func pruned(document []byte, limit int) (short []byte, omitted int) {
	p := pruning{scan: scan{data: bytes.TrimPrefix(document, []byte("\ufeff"))}, limit: limit}
	if !p.value(0) || p.next() != 0 {
		return document, 0
	}
	return p.short, p.omitted
}

type pruning struct {
	scan

	limit   int
	short   []byte
	omitted int
}

// value copies the next value. It returns false if there is none.
func (p *pruning) value(depth int) bool {
	open := p.next()
	if open != '{' && open != '[' || depth == MaxDepth {
		value := p.raw()
		p.short = append(p.short, value...)
		return len(value) > 0
	}
	p.is(open)
	p.short = append(p.short, open)
	end := open + 2 // '}' and ']' both follow two places after their opening in ASCII
	for n := 0; !p.is(end); n++ {
		kept, omitted := len(p.short), p.omitted
		if n > 0 {
			p.short = append(p.short, ',')
		}
		if !p.item(open, depth) || p.next() != end && !p.is(',') {
			return false
		}
		if n >= p.limit {
			p.short, p.omitted = p.short[:kept], omitted+1
		}
	}
	p.short = append(p.short, end)
	return true
}

// item copies an item of a list or a member of an object.
func (p *pruning) item(open byte, depth int) bool {
	if open == '{' {
		p.short = append(append(p.short, p.raw()...), ':')
		if !p.is(':') {
			return false
		}
	}
	return p.value(depth + 1)
}

// CheckBounds returns an error if a JSON document would take too much memory when it is decoded.
// The document need not be valid.
func CheckBounds(document []byte) error { return checkBounds(document, MaxBody) }

// checkBounds applies the limits in proportion to the maximum size of the answer. Anything that is
// not a JSON object or list passes.
func checkBounds(document []byte, limit int) error {
	if start := bytes.TrimLeft(document, "\ufeff \t\r\n"); len(start) == 0 || start[0] != '{' && start[0] != '[' {
		return nil
	}
	share := MaxBody / limit
	items, values, depth := MaxItems/share, MaxValues/share, 0
	var lists [MaxDepth]bool // for each open value, whether it is a list
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
