// Package journal records durably what was done with recoveries, so that a later run can resume and
// a report can be written.
//
// A journal is an append-only file of lines: a header, then records. Each line starts with the
// SHA-256 of the previous line's hash and its own text, so that a changed line invalidates all that
// follow:
//
//	HASH {"format":"zdmctl apply journal","version":2,"server":"https://zdm.example.com/api"}
//	HASH {"event":"send","job":"web-01",…}
//
// Version 1, whose lines start with a CRC-32C, can be read too. It is continued in version 2, after
// a line with the hash of everything before it.
package journal

import (
	"errors"
	"os"
	"path/filepath"
	"sync/atomic"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/groupcommit"
	"github.com/zdmctl/zdmctl/pkg/internal/osfile"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

// Journal is an open journal. One process may use it concurrently.
type Journal struct {
	path  string
	file  *os.File
	lines groupcommit.Log
	chain chain // used by one call of Add at a time

	size   int64                 // size of the file
	failed atomic.Pointer[error] // first error of a write or sync; lines after that could be unreadable
}

// Open opens or creates the journal of a server (the API's base URL) and passes its records to
// take. It then calls check, and writes nothing unless check returns nil. It removes an incomplete
// last line.
//
// The error is an *exit.Error. It has exit.Usage if another process has the journal open, if the
// file is damaged or not a journal, or if it belongs to another server.
func Open(path, server string, take func(Record), check func() error) (*Journal, error) {
	if path == "-" {
		return nil, exit.New(exit.Usage, msg.InvalidFlagValue.With("--journal", path)).Note(msg.SpecifyFile.With())
	}
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fault(msgNotOpened, path, err)
	}
	j := &Journal{path: path, file: file}
	j.lines.Write, j.lines.Sync = j.write, j.sync
	if err := j.begin(server, take, check); err != nil {
		_ = osfile.Release(file)
		return nil, err
	}
	return j, nil
}

func (j *Journal) begin(server string, take func(Record), check func() error) error {
	info, err := j.file.Stat()
	if err != nil {
		return fault(msgNotOpened, j.path, err)
	}
	if !info.Mode().IsRegular() {
		return (&reading{path: j.path}).foreign()
	}
	held, err := osfile.TryLock(j.file)
	if err != nil {
		return fault(msgNotOpened, j.path, err)
	}
	if !held {
		return exit.New(exit.Usage, msg.JournalInUse.With(j.path)).Note(msg.NothingWasSent.With())
	}
	r := reading{path: j.path, server: server, take: take}
	if err := r.read(j.file); err != nil {
		return err
	}
	if err := check(); err != nil {
		return err
	}
	j.size, j.chain = r.size, r.chain
	if err := j.file.Truncate(j.size); err != nil {
		return fault(msgNotWritten, j.path, err)
	}
	if j.size > 0 {
		return nil
	}
	if err := j.add(true, header{Format: format, Version: version, Server: server}); err != nil {
		return err
	}
	made, err := filepath.EvalSymlinks(j.path) // a link may lead to another directory
	if err == nil {
		err = osfile.SyncDir(filepath.Dir(made))
	}
	if err != nil {
		return fault(msgNotWritten, j.path, err)
	}
	return nil
}

// Add appends records, in one batch with those that are added concurrently. With durable, it
// returns once they survive a crash of the machine. The error is an *exit.Error.
func (j *Journal) Add(durable bool, records ...Record) error {
	values := make([]any, len(records))
	for i, r := range records {
		r.At, r.Until, r.From = r.At.Round(0), r.Until.Round(0), r.From.Round(0)
		values[i] = r
	}
	return j.add(durable, values...)
}

func (j *Journal) add(durable bool, values ...any) error {
	err := j.lines.Add(durable, func() (lines []byte, err error) {
		if j.chain.old != nil {
			values = append([]any{Record{Event: upgrade}}, values...)
		}
		for _, v := range values {
			line, err := j.chain.encode(v)
			if err != nil {
				return lines, err
			}
			lines = append(lines, line...)
		}
		return lines, nil
	})
	if err != nil {
		return fault(msgNotWritten, j.path, err)
	}
	return nil
}

// write appends lines to the file, or leaves it as it is: complete lines of a failed write would
// announce requests that are not sent.
func (j *Journal) write(lines []byte) error {
	if failed := j.failed.Load(); failed != nil {
		return *failed
	}
	if _, err := j.file.WriteAt(lines, j.size); err != nil {
		_ = j.file.Truncate(j.size)
		j.failed.CompareAndSwap(nil, &err)
		return err
	}
	j.size += int64(len(lines))
	return nil
}

func (j *Journal) sync() error {
	err := j.file.Sync()
	if err != nil {
		j.failed.CompareAndSwap(nil, &err)
	}
	return err
}

// Close makes the journal durable and releases it.
func (j *Journal) Close() error {
	err := j.lines.Add(true, func() ([]byte, error) { return nil, nil })
	if err = errors.Join(err, osfile.Release(j.file)); err != nil {
		return fault(msgNotWritten, j.path, err)
	}
	return nil
}

// fault returns the error for a file that cannot be used. A file that cannot be opened is a usage
// error, and one that cannot be written is a fault of the machine.
func fault(t msg.Text, path string, err error) *exit.Error {
	code := exit.Internal
	if t == msgNotOpened {
		code = exit.Usage
	}
	return exit.New(code, t.With(path, osfile.Cause(err))).Because(err)
}
