package sandbox

import (
	"encoding/binary"
	"encoding/json"
	"time"
)

// timing holds everything that determines a job's status.
type timing struct {
	kept      span // job.Run; the zero start means none
	succeeded int  // number of successful runs before kept
	failed    int
	schedule  []byte    // JSON, or nil
	attached  time.Time // when the schedule was attached
	after     time.Time // scheduled runs start after this
	next      span      // a scheduled run, without its start
}

func (j *job) timing() timing {
	t := timing{after: j.after()}
	if j.Run != nil {
		t.kept = j.span(*j.Run)
	}
	for _, over := range j.Past {
		if over.Status == statusComplete {
			t.succeeded++
		} else {
			t.failed++
		}
	}
	if j.Schedule != nil {
		t.schedule, _ = json.Marshal(j.Schedule) // strings and numbers cannot fail
		t.attached, t.next = j.Attached, j.span(j.scheduled())
	}
	return t
}

// Bits of a stored timing's first byte.
const (
	hasKept = 1 << iota
	hasSchedule
	keptFails
	nextFails
)

func (t timing) append(to []byte) []byte {
	var flags byte
	for bit, set := range map[byte]bool{hasKept: !t.kept.start.IsZero(), hasSchedule: t.schedule != nil,
		keptFails: t.kept.fails, nextFails: t.next.fails} {
		if set {
			flags |= bit
		}
	}
	to = append(to, flags, byte(t.succeeded), byte(t.failed))
	if flags&hasKept != 0 {
		to = appendNumbers(to, nanos(t.kept.start), nanos(t.kept.stop), int64(t.kept.prepared), int64(t.kept.length), int64(t.kept.canceling))
	}
	if flags&hasSchedule != 0 {
		to = appendNumbers(to, nanos(t.attached), nanos(t.after), int64(t.next.prepared), int64(t.next.length))
	}
	return append(to, t.schedule...)
}

// readTiming decodes what append wrote.
func readTiming(from []byte) timing {
	flags := from[0]
	t := timing{succeeded: int(from[1]), failed: int(from[2])}
	from = from[3:]
	number := func() int64 {
		n := int64(binary.LittleEndian.Uint64(from))
		from = from[8:]
		return n
	}
	if flags&hasKept != 0 {
		t.kept = span{start: instant(number()), stop: instant(number()), prepared: time.Duration(number()),
			length: time.Duration(number()), canceling: time.Duration(number()), fails: flags&keptFails != 0}
	}
	if flags&hasSchedule != 0 {
		t.attached, t.after = instant(number()), instant(number())
		t.next = span{prepared: time.Duration(number()), length: time.Duration(number()), fails: flags&nextFails != 0}
		t.schedule = from
	}
	return t
}

func appendNumbers(to []byte, numbers ...int64) []byte {
	for _, n := range numbers {
		to = binary.LittleEndian.AppendUint64(to, uint64(n))
	}
	return to
}

// nanos returns an instant as it is stored, 0 for the zero time.
func nanos(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixNano()
}

func instant(n int64) time.Time {
	if n == 0 {
		return time.Time{}
	}
	return time.Unix(0, n)
}
