// Package journal keeps what was done with recoveries on a disk, so that a later run knows what an
// earlier one did, and a report can be made of it.
//
// A journal is a file of lines that are only ever added: a header, then records. Each line begins
// with the SHA-256 of the line before's hash and its own text, so that a change of any line shows
// in all behind it:
//
//	HASH {"format":"zdmctl apply journal","version":2,"server":"https://zdm.example.com/api"}
//	HASH {"event":"send","job":"web-01",…}
//
// Version 1, whose lines begin with a CRC-32C each, is read too. What is added to it is version 2
// behind a line that holds the hash of all before.
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
	open  *batch     // what the next write takes along
	chain chain

	disk    sync.Mutex // of the file and what follows
	size    int64      // of the file
	written int        // batches in the file
	failed  error      // of the first write that failed: what follows half a line could not be read

	syncing sync.Mutex // of what follows; disk is taken inside of it, never around it
	synced  int        // batches that are durable
}

// batch is lines that are written together: a sync takes as long for many as for one.
type batch struct {
	lines  []byte
	number int // of the batch in the file, from 1; 0: not written
}

// Open opens the journal of a server (the API's base URL), or makes one, and passes its records to
// take. Nothing is written before all of it was read and check, called then, returns nil; then a
// last line that was not written to its end is cut off. It is refused, with an *exit.Error of code
// Usage, while another process has it open, when it is damaged or no journal, and when it belongs
// to another server.
func Open(path, server string, take func(Record) error, check func() error) (*Journal, error) {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fault(msgNotOpened, path, err)
	}
	j := &Journal{path: path, file: file, open: &batch{}}
	if err := j.begin(server, take, check); err != nil {
		_ = file.Close()
		return nil, err
	}
	return j, nil
}

// Path returns the name of the file as it was given.
func (j *Journal) Path() string { return j.path }

func (j *Journal) begin(server string, take func(Record) error, check func() error) error {
	info, err := j.file.Stat()
	if err != nil {
		return fault(msgNotOpened, j.path, err)
	}
	if !info.Mode().IsRegular() {
		return exit.New(exit.Usage, msg.NotAJournal.With(j.path)).Note(msgNameAnother.With())
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

// Add appends records, together with those that others want to add meanwhile. Durable waits until a
// crash of the machine cannot take them away. The error is an *exit.Error.
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

// put writes a batch, unless somebody has written it. A sync that is under way does not hold it up.
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

// sync makes a batch durable with all that has been written before it starts.
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

// Close makes all of it durable and lets others have it.
func (j *Journal) Close() error {
	j.disk.Lock()
	defer j.disk.Unlock()
	err := j.failed
	if err == nil {
		err = j.file.Sync()
	}
	if err = errors.Join(err, j.file.Close()); err != nil {
		return fault(msgNotWritten, j.path, err)
	}
	return nil
}

// fault is the error of a file that cannot be used. One that cannot be opened is a wrong argument;
// one that cannot be written to is the machine's fault.
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
