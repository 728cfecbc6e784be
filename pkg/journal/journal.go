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
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/osfile"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

// Journal is an open journal. One process may use it concurrently.
type Journal struct {
	path string
	file *os.File

	mu    sync.Mutex // guards open and chain
	open  *batch     // batch for the next write
	chain chain

	disk    sync.Mutex // guards the file, size, written and failed
	size    int64      // size of the file
	written int        // number of batches in the file
	failed  error      // first write error; lines after a partial one would be unreadable

	syncing sync.Mutex // guards synced; disk may be locked while it is held, but not the reverse
	synced  int        // number of durable batches
}

// batch holds lines that are written together, because a sync takes the same time for one line and
// for many.
type batch struct {
	lines  []byte
	number int // number of the batch in the file, from 1; 0 if not yet written
}

// Open opens or creates the journal of a server (the API's base URL) and passes its records to
// take. It then calls check, and writes nothing unless check returns nil. It removes an incomplete
// last line.
//
// The error is an *exit.Error. It has exit.Usage if another process has the journal open, if the
// file is damaged or not a journal, or if it belongs to another server.
func Open(path, server string, take func(Record), check func() error) (*Journal, error) {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fault(msgNotOpened, path, err)
	}
	j := &Journal{path: path, file: file, open: &batch{}}
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
	j.mu.Lock()
	mine := j.open
	if j.chain.old != nil {
		values = append([]any{Record{Event: upgrade}}, values...)
	}
	for _, v := range values {
		line, err := j.chain.encode(v)
		if err != nil {
			j.mu.Unlock()
			return err
		}
		mine.lines = append(mine.lines, line...)
	}
	j.mu.Unlock()
	number, err := j.put(mine)
	if durable && err == nil {
		err = j.sync(number)
	}
	if err != nil {
		return fault(msgNotWritten, j.path, err)
	}
	return nil
}

// put writes a batch unless it is already written. It does not wait for a running sync.
func (j *Journal) put(mine *batch) (number int, err error) {
	j.disk.Lock()
	defer j.disk.Unlock()
	if mine.number == 0 && j.failed == nil {
		j.mu.Lock()
		j.open = &batch{}
		j.mu.Unlock()
		var n int
		n, j.failed = j.file.WriteAt(mine.lines, j.size)
		if j.failed != nil {
			_ = j.file.Truncate(j.size) // complete lines of a failed write would announce requests that are not sent
			n = 0
		}
		j.size += int64(n)
		j.written++
		mine.number = j.written
	}
	return mine.number, j.failed
}

// sync makes a batch durable, along with everything written before it starts.
func (j *Journal) sync(number int) error {
	j.syncing.Lock()
	defer j.syncing.Unlock()
	j.disk.Lock()
	written, failed := j.written, j.failed
	j.disk.Unlock()
	if failed != nil || number <= j.synced {
		return failed
	}
	err := j.file.Sync()
	if err != nil {
		j.disk.Lock()
		j.failed = err
		j.disk.Unlock()
		return err
	}
	j.synced = written
	return nil
}

// Close makes the journal durable and releases it.
func (j *Journal) Close() error {
	j.disk.Lock()
	defer j.disk.Unlock()
	err := j.failed
	if err == nil {
		err = j.file.Sync()
	}
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
	why := err
	if at, ok := errors.AsType[*fs.PathError](err); ok {
		why = at.Err
	}
	return exit.New(code, t.With(path, why.Error())).Because(err)
}
