package journal

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"hash/crc32"
	"io"
)

const (
	format    = "zdmctl apply journal" // in both versions, so that an older zdmctl can name the version
	version   = 2
	maxLine   = 8 << 20 // bytes; a job's name may be as long as a document, and a letter of it six in JSON
	crcLength = 8       // hex digits before a line of version 1
	sumLength = 2 * sha256.Size
)

// header is the first line of a journal.
type header struct {
	Format  string `json:"format"`
	Version int    `json:"version"`
	Server  string `json:"server"` // base URL of the API
}

// ErrDamaged is the error of a line that is not as it was written. A function that takes records
// returns it for an impossible record.
var ErrDamaged = errors.New("damaged")

// chain holds what the hash of the next line depends on: the hash of the line before, in hex. A
// journal of version 1 has no such hashes; that of all its bytes stands for them.
type chain struct {
	last string
	old  hash.Hash // of the bytes of version 1; nil for a journal of version 2
}

// sum returns the hash of the next line. A line that is changed, removed or moved makes the hashes
// after it wrong.
func (c *chain) sum(text []byte) string {
	h := sha256.New()
	if c.old != nil {
		h.Write([]byte(hex.EncodeToString(c.old.Sum(nil))))
	} else {
		h.Write([]byte(c.last))
	}
	h.Write(text)
	return hex.EncodeToString(h.Sum(nil))
}

// encode writes a line: its hash, a blank, and the JSON text.
func (c *chain) encode(v any) ([]byte, error) {
	text, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	sum := c.sum(text)
	c.last, c.old = sum, nil
	return fmt.Appendf(nil, "%s %s\n", sum, text), nil
}

// decode reads a line with its end.
func (c *chain) decode(line []byte, v any) error {
	sum, text, found := bytes.Cut(bytes.TrimSuffix(line, []byte("\n")), []byte(" "))
	switch {
	case !found:
		return ErrDamaged
	case c.old != nil && len(sum) == crcLength:
		if string(sum) != crc(text) {
			return ErrDamaged
		}
		c.old.Write(line)
	case len(sum) != sumLength || string(sum) != c.sum(text):
		return ErrDamaged
	default:
		c.last, c.old = string(sum), nil
	}
	if json.Unmarshal(text, v) != nil {
		return ErrDamaged
	}
	return nil
}

// crc is the checksum of a line of version 1.
func crc(text []byte) string {
	return fmt.Sprintf("%0*x", crcLength, crc32.Checksum(text, crc32.MakeTable(crc32.Castagnoli)))
}

// first reads the header, which contains the version.
func (c *chain) first(line []byte) (header, error) {
	var h header
	if bytes.IndexByte(line, ' ') == crcLength {
		c.old = sha256.New()
	}
	if c.decode(line, &h) != nil || h.Format != format {
		return h, ErrDamaged
	}
	return h, nil
}

// lines reads a journal's lines one after the other.
type lines struct{ in *bufio.Reader }

// next returns a line with its end, also io.EOF with what is left behind the last one, and
// ErrDamaged for a line that is too long.
func (l lines) next() ([]byte, error) {
	var line []byte
	for {
		piece, err := l.in.ReadSlice('\n')
		line = append(line, piece...)
		switch {
		case len(line) > maxLine:
			return nil, ErrDamaged
		case err == nil, errors.Is(err, io.EOF):
			return line, err
		case !errors.Is(err, bufio.ErrBufferFull):
			return nil, err
		}
	}
}
