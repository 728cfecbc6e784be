// Package turns serializes the processes of a machine that register recoveries of the same name on
// the same server. Each learns what the previous one did: that it registered the name meanwhile, or
// that it ended before it knew the result.
//
// There is one file per server. The lock of a name is the lock of a byte in it. A table at the
// beginning of the file records the last registration of each name. It is divided into slots with
// room for a few names. When a slot is full, the name that was answered longest ago is dropped.
// That is safe, because every registration first looks at the server too.
package turns

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"time"

	"github.com/zdmctl/zdmctl/pkg/internal/osfile"
)

const (
	slots     = 4096
	ways      = 8 // names in a slot
	entrySize = 32
	slotSize  = ways * entrySize
	slotLocks = 1 << 40 // the locks of slots are far behind the table
	nameLocks = 1 << 41
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
	held map[int64]bool // bytes locked by this process
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
	place int64
	slot  int64
	name  uint64 // hash
	last  entry
}

// entry is the last registration of a name.
type entry struct {
	name  uint64
	state uint64
	at    time.Time
	// Of a pending registration: when it has appeared on the server or never will.
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
	turn := &Turn{table: t, name: binary.LittleEndian.Uint64(sum[:])}
	turn.slot = int64(turn.name % slots)
	turn.place = nameLocks + int64(binary.LittleEndian.Uint64(sum[8:])%(1<<40))
	for pause := pollFirst; ; pause = min(2*pause, pollLast) {
		got, err := t.lock(file, turn.place)
		if err != nil {
			return nil, err
		}
		if got {
			turn.last = turn.read(file)
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

// lock acquires the lock of a byte against other processes and within this one.
func (t *Table) lock(file *os.File, place int64) (bool, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.held[place] {
		return false, nil
	}
	got, err := osfile.TryLockAt(file, place)
	if got {
		t.held[place] = true
	}
	return got, err
}

// Since reports whether a registration of the name was answered after an instant, so that earlier
// knowledge of the name is outdated.
func (turn *Turn) Since(at time.Time) bool {
	return turn.last.name == turn.name && turn.last.state == answered && !turn.last.at.Before(at)
}

// Pending returns until when a registration may still appear whose process ended before the
// response. It returns false if there is none.
func (turn *Turn) Pending() (until time.Time, ok bool) {
	pendingNow := turn.last.name == turn.name && turn.last.state == pending && turn.table.now().Before(turn.last.until)
	return turn.last.until, pendingNow
}

// Known reports whether this machine has sent a registration of the name before.
func (turn *Turn) Known() bool { return turn.last.name == turn.name && turn.last.state != 0 }

// Begin records that the registration is about to be sent, and until when it may appear without a
// response.
func (turn *Turn) Begin(until time.Time) error {
	return turn.write(entry{turn.name, pending, turn.table.now(), until})
}

// Answered records that the registration was answered, or that its result is known.
func (turn *Turn) Answered() error {
	return turn.write(entry{turn.name, answered, turn.table.now(), time.Time{}})
}

// Done passes the turn on. A registration that was begun and not answered stays recorded as
// pending.
func (turn *Turn) Done() {
	turn.table.unlock(turn.place)
}

func (t *Table) unlock(place int64) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.file != nil {
		_ = osfile.UnlockAt(t.file, place) // closing the file releases it otherwise
	}
	delete(t.held, place)
}

// read returns the entry of the name.
func (turn *Turn) read(file *os.File) entry {
	for _, e := range entries(file, turn.slot) {
		if e.name == turn.name {
			return e
		}
	}
	return entry{}
}

// entries returns the entries of a slot, as far as the file has them.
func entries(file *os.File, slot int64) (all [ways]entry) {
	var b [slotSize]byte
	n, _ := file.ReadAt(b[:], slot*slotSize)
	for i := range n / entrySize {
		number := func(k int) uint64 { return binary.LittleEndian.Uint64(b[i*entrySize+8*k:]) }
		all[i] = entry{name: number(0), state: number(1), at: time.Unix(0, int64(number(2))), until: time.Unix(0, int64(number(3)))}
	}
	return all
}

// write replaces the entry of the name, or else the least useful one.
func (turn *Turn) write(e entry) error {
	turn.last = e
	t := turn.table
	file, err := t.open()
	if err != nil {
		return err
	}
	for {
		got, err := t.lock(file, slotLocks+turn.slot)
		if err != nil {
			return err
		}
		if got {
			break
		}
		runtime.Gosched() // the holder writes only a few bytes
	}
	defer t.unlock(slotLocks + turn.slot)
	all := entries(file, turn.slot)
	way := 0
	for i, old := range all {
		if old.name == e.name {
			way = i
			break
		}
		if old.less(all[way], t.now()) {
			way = i
		}
	}
	var b [entrySize]byte
	until := int64(0)
	if !e.until.IsZero() {
		until = e.until.UnixNano()
	}
	for i, n := range []uint64{e.name, e.state, uint64(e.at.UnixNano()), uint64(until)} {
		binary.LittleEndian.PutUint64(b[8*i:], n)
	}
	_, err = file.WriteAt(b[:], turn.slot*slotSize+int64(way)*entrySize)
	return err
}

// less reports whether an entry is less useful than another: an empty one, then an older one, and a
// pending one last.
func (e entry) less(other entry, now time.Time) bool {
	open := func(e entry) bool { return e.state == pending && now.Before(e.until) }
	if open(e) != open(other) {
		return open(other)
	}
	return e.at.Before(other.at)
}
