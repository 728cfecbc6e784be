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
	schedule  []byte    // JSON; empty if there is none
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

// encode returns four bytes, nine numbers and the schedule.
func (t timing) encode() []byte {
	text := []byte{byte(t.succeeded), byte(t.failed), 0, 0}
	for i, fails := range []bool{t.kept.fails, t.next.fails} {
		if fails {
			text[2+i] = 1
		}
	}
	for _, n := range []int64{
		nanos(t.kept.start), nanos(t.kept.stop), int64(t.kept.prepared), int64(t.kept.length), int64(t.kept.canceling),
		nanos(t.attached), nanos(t.after), int64(t.next.prepared), int64(t.next.length),
	} {
		text = binary.LittleEndian.AppendUint64(text, uint64(n))
	}
	return append(text, t.schedule...)
}

// readTiming decodes what encode wrote.
func readTiming(from []byte) timing {
	number := func(i int) int64 { return int64(binary.LittleEndian.Uint64(from[4+8*i:])) }
	return timing{
		succeeded: int(from[0]),
		failed:    int(from[1]),
		kept: span{start: instant(number(0)), stop: instant(number(1)), prepared: time.Duration(number(2)),
			length: time.Duration(number(3)), canceling: time.Duration(number(4)), fails: from[2] != 0},
		attached: instant(number(5)),
		after:    instant(number(6)),
		next:     span{prepared: time.Duration(number(7)), length: time.Duration(number(8)), fails: from[3] != 0},
		schedule: from[4+8*9:],
	}
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
