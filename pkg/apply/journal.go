package apply

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/osfile"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

// Journal is what was done with requests, on a disk, so that a run can go on where another was cut
// off. It is a file of lines that are only ever added. What a line announces happens after the line
// is durable; how it ended is written at once, and is durable with the next announcement or with
// Close. It is safe for concurrent use, by one process.
type Journal struct {
	path string
	file *os.File
	past []past // of the requests, by their index

	mu   sync.Mutex // of open
	open *batch     // what the next write takes along

	disk    sync.Mutex // of the file and what follows
	size    int64      // of the file
	written int        // batches in the file
	failed  error      // of the first write that failed: what follows half a line could not be read

	syncing sync.Mutex // of what follows; disk is taken inside of it, never around it
	synced  int        // batches that are durable
}

// past is what earlier runs did with a request.
type past struct {
	outcome Outcome   // Created, Partial, Failed by the server, and Unknown for one that was sent and has not been found; else ""
	as      string    // the name that the server made of the request's, "" for none
	slow    bool      // of Unknown: the time was up for its sender, and the server may be at work on it for however long
	at      time.Time // when it was about to be sent
	until   time.Time // when the server has registered it, or never will
	code    exit.Code
	detail  string
}

// batch is lines that are written together: a sync takes as long for many as for one.
type batch struct {
	lines  []byte
	number int // of the batch in the file, from 1; 0: not written
}

// OpenJournal opens the journal of requests to a server (the API's base URL), or makes one. A last
// line that was not written to its end is cut off. It is refused, with an *exit.Error of code
// Usage, while another process has it open, when it is damaged or no journal, when it belongs to
// another server, when a request that may be registered has changed since, and when one is missing
// of which it is not known. With update, a request that is registered may have changed.
func OpenJournal(path, server string, requests []Request, update bool) (*Journal, error) {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, journalFault(msgJournalNotOpened, path, err)
	}
	j := &Journal{path: path, file: file, past: make([]past, len(requests)), open: &batch{}}
	if err := j.begin(server, requests, update); err != nil {
		_ = file.Close()
		return nil, err
	}
	return j, nil
}

func (j *Journal) begin(server string, requests []Request, update bool) error {
	info, err := j.file.Stat()
	if err != nil {
		return journalFault(msgJournalNotOpened, j.path, err)
	}
	if !info.Mode().IsRegular() {
		return exit.New(exit.Usage, msg.NotAJournal.With(j.path)).Note(msgNameAnotherJournal.With())
	}
	held, err := osfile.TryLock(j.file)
	if err != nil {
		return journalFault(msgJournalNotOpened, j.path, err)
	}
	if !held {
		return exit.New(exit.Usage, msg.JournalInUse.With(j.path)).Note(msg.NothingWasSent.With())
	}
	first, err := encodeLine(header{Format: journalFormat, Version: formatVersion, Server: server})
	if err != nil {
		return err
	}
	if err := j.read(first, requests, update); err != nil {
		return err
	}
	if err := j.file.Truncate(j.size); err != nil {
		return journalFault(msgJournalNotWritten, j.path, err)
	}
	if j.size > 0 {
		return nil
	}
	if err := j.write(first, true); err != nil {
		return err
	}
	made, err := filepath.EvalSymlinks(j.path) // behind a link it is in another directory
	if err == nil {
		err = osfile.SyncDir(filepath.Dir(made))
	}
	if err != nil {
		return journalFault(msgJournalNotWritten, j.path, err)
	}
	return nil
}

// write adds lines to the file, together with those that others want to add meanwhile; durable
// waits until a crash of the machine cannot take them away. The error is an *exit.Error.
func (j *Journal) write(lines []byte, durable bool) error {
	j.mu.Lock()
	mine := j.open
	mine.lines = append(mine.lines, lines...)
	j.mu.Unlock()
	number, err := j.put(mine)
	if durable && err == nil {
		err = j.sync(number)
	}
	if err != nil {
		return journalFault(msgJournalNotWritten, j.path, err)
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

// announce makes it known that a request is about to be sent at an instant. Until is when it will
// be registered, or never; zero for a change of a job.
func (j *Journal) announce(request Request, at, until time.Time) error {
	r := record{Event: eventSend, At: at.Round(0), Until: until.Round(0)}
	if until.IsZero() {
		r.Event = eventUpdate
	}
	return j.add(request, r)
}

// end keeps how a request ended that was announced.
func (j *Journal) end(request Request, r record) error {
	r.Event, r.At = eventEnd, r.At.Round(0)
	return j.add(request, r)
}

// add writes a record of a request; a nil journal keeps nothing.
func (j *Journal) add(request Request, r record) error {
	if j == nil {
		return nil
	}
	r.Job, r.Request = request.Name, fingerprint(request.Body)
	line, err := encodeLine(r)
	if err != nil {
		return err
	}
	return j.write(line, r.Event != eventEnd)
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
		return journalFault(msgJournalNotWritten, j.path, err)
	}
	return nil
}

// journalFault is the error of a file that cannot be used. One that cannot be opened is a wrong
// argument; one that cannot be written to is the machine's fault.
func journalFault(t msg.Text, path string, err error) *exit.Error {
	code := exit.Internal
	if t == msgJournalNotOpened {
		code = exit.Usage
	}
	why := err
	if at, ok := errors.AsType[*fs.PathError](err); ok {
		why = at.Err
	}
	return exit.New(code, t.With(path, why.Error())).Because(err)
}
