// Package journal records durably what was done with recoveries, so that a later run can resume and
// a report can be written.
//
// A journal is a file of lines that is only appended to: a header, then records. Each line starts
// with the SHA-256 of the previous line's hash and its own text, so that a changed line invalidates
// all that follow:
//
//	HASH {"format":"zdmctl apply journal","version":2,"server":"https://zdm.example.com/api"}
//	HASH {"event":"send","job":"web-01",…}
//
// Version 1, whose lines start with a CRC-32C, is read too. It is continued in version 2, after a
// line with the hash of everything before it.
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

// Journal is an open journal. It is safe for concurrent use, by one process.
type Journal struct {
	path string
	file *os.File

	mu    sync.Mutex // of what follows
	open  *batch     // of the next write
	chain chain

	disk    sync.Mutex // of the file and what follows
	size    int64      // of the file
	written int        // batches in the file
	failed  error      // of the first write that failed: lines after a partial one cannot be read

	syncing sync.Mutex // of what follows; disk is taken inside of it, never around it
	synced  int        // batches that are durable
}

// batch holds lines that are written together: a sync takes as long for many as for one.
type batch struct {
	lines  []byte
	number int // of the batch in the file, from 1; 0: not written
}

// Open opens or creates the journal of a server (the API's base URL) and passes its records to
// take. It then calls check; nothing is written before check returns nil. An incomplete last line
// is cut off then. The error is an *exit.Error with exit.Usage if another process has the journal
// open, if it is damaged or not a journal, or if it belongs to another server.
func Open(path, server string, take func(Record) error, check func() error) (*Journal, error) {
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

// Path returns the path that was passed to Open.
func (j *Journal) Path() string { return j.path }

func (j *Journal) begin(server string, take func(Record) error, check func() error) error {
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
	made, err := filepath.EvalSymlinks(j.path) // behind a link it is in another directory
	if err == nil {
		err = osfile.SyncDir(filepath.Dir(made))
	}
	if err != nil {
		return fault(msgNotWritten, j.path, err)
	}
	return nil
}

// Add appends records, together with those that are added concurrently. With durable, it returns
// once they survive a crash of the machine. The error is an *exit.Error.
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

// put writes a batch unless it has been written. It does not wait for a running sync.
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
			_ = j.file.Truncate(j.size) // whole lines among those written would announce what is not sent
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

// fault returns the error of an unusable file. A file that cannot be opened is a wrong argument;
// one that cannot be written is a fault of the machine.
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
