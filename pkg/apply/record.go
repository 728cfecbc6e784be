package apply

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
)

const (
	journalFormat = "zdmctl apply journal"
	formatVersion = 1
	maxLine       = 8 << 20 // bytes; a job's name may be as long as a document, and a letter of it six in JSON
	sumLength     = 8       // hex digits of a checksum
)

// header is the first line of a journal.
type header struct {
	Format  string `json:"format"`
	Version int    `json:"version"`
	Server  string `json:"server"` // base URL of the API
}

// The events that records tell.
const (
	eventSend   = "send"   // the request is about to be sent
	eventUpdate = "update" // a change of the job is about to be sent
	eventEnd    = "end"    // the request has ended with the outcome
)

// record is any further line of a journal.
type record struct {
	Event   string    `json:"event"`
	Job     string    `json:"job"`
	Request string    `json:"request"` // fingerprint
	At      time.Time `json:"at"`
	Until   time.Time `json:"until,omitzero"`    // of a send: when the server has registered it, or never will
	Outcome Outcome   `json:"outcome,omitempty"` // of an end
	Code    exit.Code `json:"exitCode,omitempty"`
	Detail  string    `json:"detail,omitempty"`
	As      string    `json:"as,omitempty"`   // of an end: the name that the server made of the request's
	Slow    bool      `json:"slow,omitempty"` // of an unknown end: the time was up, and the server may be at work on it for however long
}

// fingerprint tells requests apart without showing them.
func fingerprint(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:16])
}

// encodeLine writes a line: a checksum of the JSON text (CRC-32C, hex), a blank, and the text.
func encodeLine(v any) ([]byte, error) {
	text, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	return fmt.Appendf(nil, "%0*x %s\n", sumLength, checksum(text), text), nil
}

func checksum(text []byte) uint32 { return crc32.Checksum(text, crc32.MakeTable(crc32.Castagnoli)) }

var errDamaged = errors.New("damaged")

// decodeLine reads a line with its end.
func decodeLine(line []byte, v any) error {
	sum, text, found := bytes.Cut(bytes.TrimSuffix(line, []byte("\n")), []byte(" "))
	if !found || string(sum) != fmt.Sprintf("%0*x", sumLength, checksum(text)) || json.Unmarshal(text, v) != nil {
		return errDamaged
	}
	return nil
}

// lines reads a journal's lines one after the other.
type lines struct{ in *bufio.Reader }

// next gives a line with its end, also io.EOF with what is left behind the last one, and errDamaged
// for a line that is too long.
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
