package sandbox

import (
	"encoding/binary"
	"encoding/json"
	"slices"
	"time"
)

// timing holds everything that determines a job's status.
type timing struct {
	kept     span      // job.Run; the zero start means none
	past     []byte    // a byte for each run before kept, newest first: 1 if it succeeded, or 0
	schedule []byte    // JSON; empty if there is none
	attached time.Time // when the schedule was attached
	after    time.Time // scheduled runs start after this
	next     span      // a scheduled run, without its start
}

func (j *job) timing() timing {
	t := timing{after: j.after()}
	if j.Run != nil {
		t.kept = j.span(*j.Run)
	}
	for _, over := range slices.Backward(j.Past) {
		t.past = append(t.past, bit(over.Status == statusComplete))
	}
	if j.Schedule != nil {
		t.schedule, _ = json.Marshal(j.Schedule) // strings and numbers cannot fail
		t.attached, t.next = j.Attached, j.span(j.scheduled())
	}
	return t
}

// encode returns three bytes and nine numbers, then the earlier runs and the schedule.
func (t timing) encode() []byte {
	text := []byte{bit(t.kept.fails), bit(t.next.fails), byte(len(t.past))}
	for _, n := range []int64{
		nanos(t.kept.start), nanos(t.kept.stop), int64(t.kept.prepared), int64(t.kept.length), int64(t.kept.canceling),
		nanos(t.attached), nanos(t.after), int64(t.next.prepared), int64(t.next.length),
	} {
		text = binary.LittleEndian.AppendUint64(text, uint64(n))
	}
	return slices.Concat(text, t.past, t.schedule)
}

// readTiming decodes what encode wrote.
func readTiming(from []byte) timing {
	number := func(i int) int64 { return int64(binary.LittleEndian.Uint64(from[3+8*i:])) }
	past, end := from[3+8*9:], int(from[2])
	return timing{
		kept: span{start: instant(number(0)), stop: instant(number(1)), prepared: time.Duration(number(2)),
			length: time.Duration(number(3)), canceling: time.Duration(number(4)), fails: from[0] != 0},
		past:     past[:end],
		attached: instant(number(5)),
		after:    instant(number(6)),
		next:     span{prepared: time.Duration(number(7)), length: time.Duration(number(8)), fails: from[1] != 0},
		schedule: past[end:],
	}
}

func bit(set bool) byte {
	if set {
		return 1
	}
	return 0
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
