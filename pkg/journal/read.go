package journal

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"slices"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/osfile"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

// maxRead is the maximum size of a journal for Read. The journal of 300 recoveries has less than 2
// MB.
const maxRead = 64 << 20

// Content is the content of a journal.
type Content struct {
	Server  string // base URL of the API
	Sum     string // hash of the last line, which covers all lines; "" if all are of version 1
	Records []Record
}

// Read reads a journal. A run may write it at the same time, so an incomplete last line is ignored.
// The error is an *exit.Error with exit.Usage.
func Read(path string) (Content, error) {
	var c Content
	r := reading{path: path, only: true, take: func(record Record) { c.Records = append(c.Records, record) }}
	file, info, err := osfile.OpenRegular(path)
	if errors.Is(err, osfile.ErrNotRegular) {
		return Content{}, r.foreign()
	}
	if err != nil {
		return Content{}, fault(msgNotOpened, path, err)
	}
	defer func() { _ = file.Close() }()
	if info.Size() > maxRead {
		return Content{}, exit.New(exit.Usage, msgTooLarge.With(path, maxRead>>20))
	}
	if err := r.read(file); err != nil {
		return Content{}, err
	}
	if r.size == 0 {
		return Content{}, r.foreign()
	}
	c.Server, c.Sum = r.server, r.chain.last
	return c, nil
}

// reading is the state of reading a journal.
type reading struct {
	path   string
	only   bool   // whether the journal is opened only for reading
	server string // server that the journal must belong to; "" allows any
	take   func(Record)
	chain  chain
	size   int64 // size of its complete lines
}

func (r *reading) read(file *os.File) error {
	in := lines{bufio.NewReaderSize(io.NewSectionReader(file, 0, 1<<62), 64<<10)}
	for number := 1; ; number++ {
		line, err := in.next()
		switch {
		case errors.Is(err, io.EOF) && number == 1 && !r.isBeginning(line):
			err = r.foreign()
		case errors.Is(err, io.EOF):
			return nil
		case err == nil && number == 1:
			err = r.header(line)
		case err == nil:
			err = r.record(line)
		}
		if errors.Is(err, errDamaged) {
			return r.refusal(msg.JournalDamaged.With(r.path, number), msgUseACopy, msgAfterDamage)
		}
		if _, ok := errors.AsType[*exit.Error](err); err != nil && !ok {
			return fault(msgNotOpened, r.path, err)
		}
		if err != nil {
			return err
		}
		r.size += int64(len(line))
	}
}

func (r *reading) foreign() error {
	return r.refusal(msg.NotAJournal.With(r.path), msgNameARun, msgNameAnother)
}

// refusal returns the error for a journal that cannot be used, with advice for a command that reads
// it or one that writes it.
func (r *reading) refusal(m msg.Message, reader, writer msg.Text) error {
	e := exit.New(exit.Usage, m)
	if r.only {
		return e.Note(reader.With())
	}
	return e.Note(msg.NothingWasSent.With()).Note(writer.With())
}

// isBeginning reports whether an incomplete first line is the start of a journal's header, in
// either version. Without a server, it recognizes only an empty line.
func (r *reading) isBeginning(line []byte) bool {
	if len(line) == 0 {
		return true
	}
	for _, v := range []int{1, version} {
		h := header{Format: format, Version: v, Server: r.server}
		first, err := (&chain{}).encode(h)
		if v == 1 {
			first, err = encodeOld(h)
		}
		if err == nil && bytes.HasPrefix(first, line) {
			return true
		}
	}
	return false
}

func (r *reading) header(line []byte) error {
	h, err := r.chain.first(line)
	switch {
	case err != nil:
		return r.foreign()
	case h.Version < 1 || h.Version > version || (h.Version == 1) != (r.chain.old != nil):
		return r.refusal(msg.JournalVersion.With(r.path, h.Version, version), msgNameARun, msgNameAnother)
	case r.server != "" && h.Server != r.server:
		return r.refusal(msg.JournalOfServer.With(r.path, h.Server, r.server), msgNameARun, msgNameAnother)
	}
	r.server = h.Server
	return nil
}

func (r *reading) record(line []byte) error {
	was := r.chain.old != nil
	var record Record
	if err := r.chain.decode(line, &record); err != nil {
		return err
	}
	switch is := record.Event == upgrade; {
	case is != (was && r.chain.old == nil), !is && !record.isValid():
		return errDamaged
	case !is:
		r.take(record)
	}
	return nil
}

// encodeOld returns a line of version 1.
func encodeOld(v any) ([]byte, error) {
	text, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	return append([]byte(crc(text)+" "), append(text, '\n')...), nil
}

// HasRun reports whether the journal contains a run.
func (c *Content) HasRun() bool {
	return slices.ContainsFunc(c.Records, func(r Record) bool { return r.Event == RunBegins })
}
