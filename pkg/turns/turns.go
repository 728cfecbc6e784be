// Package turns serializes the processes of a machine that register recoveries of the same name on
// the same server. Each learns what the previous one did: that it registered the name meanwhile, or
// that it ended before it knew the result.
//
// There is one file per server: a table of the last registration of each name. It is divided into
// slots with room for a few names. When a slot is full, the name that was answered longest ago is
// dropped, and a pending one never. That is safe, because every registration first looks at the
// server too. A turn is the lock of the name's slot, so two names that share one wait for each
// other.
package turns

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/zdmctl/zdmctl/pkg/internal/osfile"
)

const (
	slots     = 1 << 14
	ways      = 4 // names in a slot
	entrySize = 32
	slotSize  = ways * entrySize
	locks     = 1 << 40 // the locked bytes are far beyond the table
	pollFirst = 5 * time.Millisecond
	pollLast  = 200 * time.Millisecond
)

// Table serializes registrations on one server. It is safe for concurrent use.
type Table struct {
	path  string
	now   func() time.Time
	sleep func(context.Context, time.Duration) error

	mu   sync.Mutex
	file *os.File
	held map[int64]bool // slots locked by this process
}

// New returns the table of a server (the API's base URL) in a directory. Take creates the file.
func New(dir, server string, now func() time.Time, sleep func(context.Context, time.Duration) error) *Table {
	sum := sha256.Sum256([]byte(server))
	return &Table{path: filepath.Join(dir, "turns", hex.EncodeToString(sum[:8])), now: now, sleep: sleep, held: map[int64]bool{}}
}

// Close releases all turns.
func (t *Table) Close() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.file == nil {
		return nil
	}
	err := t.file.Close()
	t.file = nil
	return err
}

// Turn is the exclusive right to register a recovery of a name, until Done.
type Turn struct {
	table *Table
	file  *os.File
	slot  int64
	way   int64  // index of the name in the slot; ways if there is no room for it
	name  uint64 // hash
	last  entry  // of the name; zero if there is none
}

// entry is the last registration of a name.
type entry struct {
	name  uint64
	state uint64
	at    time.Time
	// For a pending registration: time after which it has appeared on the server or never will.
	until time.Time
}

// The states of an entry.
const (
	pending  = 0x676e6964 // about to be sent, without a response yet
	answered = 0x72657773
)

// Take waits for the turn of a name. It calls waiting once if another process has it. The error is
// the context's cause, or one of the file.
func (t *Table) Take(ctx context.Context, name string, waiting func()) (*Turn, error) {
	file, err := t.open()
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256([]byte(name))
	turn := &Turn{table: t, file: file, name: binary.LittleEndian.Uint64(sum[:])}
	turn.slot = int64(turn.name % slots)
	for pause := pollFirst; ; pause = min(2*pause, pollLast) {
		got, err := t.lock(file, turn.slot)
		if err != nil {
			return nil, err
		}
		if got {
			turn.find()
			return turn, nil
		}
		if waiting != nil && pause >= pollLast {
			waiting()
			waiting = nil
		}
		if err := t.sleep(ctx, pause); err != nil {
			return nil, err
		}
	}
}

func (t *Table) open() (*os.File, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.file != nil {
		return t.file, nil
	}
	if err := os.MkdirAll(filepath.Dir(t.path), 0o700); err != nil {
		return nil, err
	}
	file, err := os.OpenFile(t.path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if info, err := file.Stat(); err != nil || !info.Mode().IsRegular() {
		_ = file.Close()
		return nil, errors.Join(err, &os.PathError{Op: "open", Path: t.path, Err: os.ErrInvalid})
	}
	t.file = file
	return file, nil
}

// lock acquires a slot against other processes and within this one.
func (t *Table) lock(file *os.File, slot int64) (bool, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.held[slot] {
		return false, nil
	}
	got, err := osfile.TryLockAt(file, locks+slot)
	if got {
		t.held[slot] = true
	}
	return got, err
}

// Since reports whether a registration of the name was answered at or after a time, so that earlier
// knowledge of the name is outdated.
func (turn *Turn) Since(at time.Time) bool {
	return turn.last.state == answered && !turn.last.at.Before(at)
}

// Pending returns until when a registration may still appear whose process ended before the
// response. It returns false if there is none.
func (turn *Turn) Pending() (until time.Time, ok bool) {
	return turn.last.until, turn.last.state == pending && turn.table.now().Before(turn.last.until)
}

// Known reports whether this machine has sent a registration of the name before.
func (turn *Turn) Known() bool { return turn.last.state != 0 }

var errFull = errors.New("too many registrations have not been answered")

// Begin records that the registration is about to be sent, and until when it may appear without a
// response. It fails rather than drop a registration that may still appear.
func (turn *Turn) Begin(until time.Time) error {
	return turn.write(entry{turn.name, pending, turn.table.now(), until})
}

// Answered records that the registration was answered, or that its result is known.
func (turn *Turn) Answered() error {
	return turn.write(entry{turn.name, answered, turn.table.now(), time.Time{}})
}

// Done passes the turn on. An unanswered registration stays recorded as pending.
func (turn *Turn) Done() {
	t := turn.table
	t.mu.Lock()
	defer t.mu.Unlock()
	_ = osfile.UnlockAt(turn.file, locks+turn.slot) // if it fails, closing the file has released the lock
	delete(t.held, turn.slot)
}

// find reads the entry of the name. If there is none, it chooses the place of the oldest one that
// is not pending.
func (turn *Turn) find() {
	var slot [slotSize]byte
	n, _ := turn.file.ReadAt(slot[:], turn.slot*slotSize) // a short file has no more entries
	turn.way = ways
	var oldest time.Time
	for way := range int64(ways) {
		var e entry
		if end := (way + 1) * entrySize; end <= int64(n) {
			e = decode(slot[end-entrySize : end])
		}
		if e.name == turn.name {
			turn.way, turn.last = way, e
			return
		}
		if open := e.state == pending && turn.table.now().Before(e.until); !open && (turn.way == ways || e.at.Before(oldest)) {
			turn.way, oldest = way, e.at
		}
	}
}

// write replaces the entry. No other process reads or writes the slot before Done.
func (turn *Turn) write(e entry) error {
	turn.last = e
	if turn.way == ways {
		return errFull
	}
	_, err := turn.file.WriteAt(e.encode(), turn.slot*slotSize+turn.way*entrySize)
	return err
}

func decode(b []byte) entry {
	number := func(k int) uint64 { return binary.LittleEndian.Uint64(b[8*k:]) }
	return entry{name: number(0), state: number(1), at: time.Unix(0, int64(number(2))), until: time.Unix(0, int64(number(3)))}
}

func (e entry) encode() []byte {
	until := int64(0)
	if !e.until.IsZero() {
		until = e.until.UnixNano()
	}
	b := make([]byte, 0, entrySize)
	for _, n := range []uint64{e.name, e.state, uint64(e.at.UnixNano()), uint64(until)} {
		b = binary.LittleEndian.AppendUint64(b, n)
	}
	return b
}
