// Package groupcommit writes what several goroutines add at the same time in one batch, because
// writing and syncing a file take the same time for one line and for many.
package groupcommit

import "sync"

// Log appends batches to a file. Set Write and Sync before the first call of Add.
type Log struct {
	Write func(lines []byte) error // appends to the file; not called concurrently
	Sync  func() error             // makes everything that was written durable

	mu   sync.Mutex // guards next
	next *batch

	disk    sync.Mutex // held by Write; guards written and failed
	written int        // number of written batches
	failed  error      // first error of Sync; what it covered may never become durable

	syncing sync.Mutex // guards synced; disk may be locked while it is held, but not the reverse
	synced  int        // number of durable batches
}

// batch holds lines that are written together.
type batch struct {
	lines  []byte
	number int   // number of the batch, from 1; 0 if not yet written
	err    error // of Write
}

// Add appends the result of encode, which is not called concurrently, in the order of the calls. If
// durable is set, it returns once that survives a crash of the machine.
func (l *Log) Add(durable bool, encode func() ([]byte, error)) error {
	mine, err := l.join(encode)
	if err != nil {
		return err
	}
	if err := l.put(mine); err != nil || !durable {
		return err
	}
	return l.sync(mine.number)
}

// join adds lines to the next batch.
func (l *Log) join(encode func() ([]byte, error)) (*batch, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.next == nil {
		l.next = &batch{}
	}
	lines, err := encode()
	l.next.lines = append(l.next.lines, lines...)
	return l.next, err
}

// put writes a batch unless it is already written. It does not wait for a running sync.
func (l *Log) put(mine *batch) error {
	l.disk.Lock()
	defer l.disk.Unlock()
	if mine.number == 0 {
		l.mu.Lock()
		l.next = nil
		l.mu.Unlock()
		l.written++
		mine.number, mine.err = l.written, l.Write(mine.lines)
	}
	return mine.err
}

// sync makes a batch durable, along with everything written before it starts.
func (l *Log) sync(number int) error {
	l.syncing.Lock()
	defer l.syncing.Unlock()
	l.disk.Lock()
	written, failed := l.written, l.failed
	l.disk.Unlock()
	if failed != nil || number <= l.synced {
		return failed
	}
	err := l.Sync()
	if err != nil {
		l.disk.Lock()
		l.failed = err
		l.disk.Unlock()
		return err
	}
	l.synced = written
	return nil
}
