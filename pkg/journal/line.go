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
	format    = "zdmctl apply journal" // the same in both versions, so that an older zdmctl can report the version
	version   = 2
	maxLine   = 8 << 20 // bytes; a job's name may be as long as a document, and JSON may need six bytes for a letter
	crcLength = 8       // hex digits at the start of a line of version 1
	sumLength = 2 * sha256.Size
)

// header is the first line of a journal.
type header struct {
	Format  string `json:"format"`
	Version int    `json:"version"`
	Server  string `json:"server"` // base URL of the API
}

// errDamaged is the error of a line that was changed after it was written, or that is impossible.
var errDamaged = errors.New("damaged")

// chain determines the hash of the next line. It holds the hash of the previous line in hex. In a
// journal of version 1, the hash of all its bytes takes that place.
type chain struct {
	last string
	old  hash.Hash // hash of the bytes of version 1; nil for a journal of version 2
}

// sum returns the hash of the next line. Changing, removing or moving a line invalidates all later
// hashes.
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

// encode returns a line: its hash, a space, the JSON text and a line feed.
func (c *chain) encode(v any) ([]byte, error) {
	text, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	sum := c.sum(text)
	c.last, c.old = sum, nil
	return fmt.Appendf(nil, "%s %s\n", sum, text), nil
}

// decode verifies and decodes a line with its line feed.
func (c *chain) decode(line []byte, v any) error {
	sum, text, found := bytes.Cut(bytes.TrimSuffix(line, []byte("\n")), []byte(" "))
	switch {
	case !found:
		return errDamaged
	case c.old != nil && len(sum) == crcLength:
		if string(sum) != crc(text) {
			return errDamaged
		}
		c.old.Write(line)
	case len(sum) != sumLength || string(sum) != c.sum(text):
		return errDamaged
	default:
		c.last, c.old = string(sum), nil
	}
	if json.Unmarshal(text, v) != nil {
		return errDamaged
	}
	return nil
}

// crc returns the checksum of a line of version 1.
func crc(text []byte) string {
	return fmt.Sprintf("%0*x", crcLength, crc32.Checksum(text, crc32.MakeTable(crc32.Castagnoli)))
}

// first decodes the header, which contains the version.
func (c *chain) first(line []byte) (header, error) {
	var h header
	if bytes.IndexByte(line, ' ') == crcLength {
		c.old = sha256.New()
	}
	if c.decode(line, &h) != nil || h.Format != format {
		return h, errDamaged
	}
	return h, nil
}

// lines reads the lines of a journal.
type lines struct{ in *bufio.Reader }

// next returns a line with its line feed. At the end it returns io.EOF and any incomplete last
// line. A line that is too long is errDamaged.
func (l lines) next() ([]byte, error) {
	var line []byte
	for {
		piece, err := l.in.ReadSlice('\n')
		line = append(line, piece...)
		switch {
		case len(line) > maxLine:
			return nil, errDamaged
		case err == nil, errors.Is(err, io.EOF):
			return line, err
		case !errors.Is(err, bufio.ErrBufferFull):
			return nil, err
		}
	}
}
