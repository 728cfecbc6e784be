package sandbox

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"slices"
	"strconv"
	"time"
)

// facts is all of a job that lists filter by, in a form that costs no decoding: 100 000 of them are looked
// through in milliseconds. It is what the job has (terms), then what its status follows from (timing).
type facts []byte

// term stands for a field and its value.
type term uint64

// The fields that terms are made of. Those of partitions hold for one that has the value.
const (
	fieldName           = "name"
	fieldPlatform       = "platform"
	fieldCenter         = "center"
	fieldSource         = "source" // its id
	fieldTarget         = "target"
	fieldSourceName     = "source name"
	fieldTargetName     = "target name"
	fieldMode           = "mode"
	fieldPartition      = "partition"
	fieldRepository     = "repository"
	fieldRepositoryType = "repository type"
	fieldRepositoryPath = "repository path"
	fieldBackup         = "backup"
	fieldType           = "type"  // of a schedule
	fieldState          = "state" // of a schedule
)

// termOf is a hash that never changes, for it is stored; nobody meets two values with the same.
func termOf(field, value string) term {
	sum := sha256.Sum256([]byte(field + "=" + value))
	return term(binary.LittleEndian.Uint64(sum[:]))
}

func termOfID(field string, id int64) term { return termOf(field, strconv.FormatInt(id, 10)) }

// appendTerms writes how many different terms there are, and these.
func appendTerms(to []byte, terms ...term) []byte {
	slices.Sort(terms)
	terms = slices.Compact(terms)
	to = binary.AppendUvarint(to, uint64(len(terms)))
	for _, one := range terms {
		to = binary.LittleEndian.AppendUint64(to, uint64(one))
	}
	return to
}

// cutTerms parts the terms from what follows them.
func cutTerms(from []byte) (terms, rest []byte) {
	n, size := binary.Uvarint(from)
	end := size + int(n)*8
	return from[size:end], from[end:]
}

// clause asks for one of several terms.
type clause []term

// metBy looks at terms in their order, up to the last that is asked for.
func (c clause) metBy(terms []byte) bool {
	if len(c) == 0 {
		return false
	}
	last := slices.Max(c)
	for ; len(terms) > 0; terms = terms[8:] {
		one := term(binary.LittleEndian.Uint64(terms))
		if one >= last {
			return one == last
		}
		if len(c) > 1 && slices.Contains(c, one) {
			return true
		}
	}
	return false
}

// clauses ask for each of them.
type clauses []clause

func (all clauses) metBy(terms []byte) bool {
	for _, one := range all {
		if !one.metBy(terms) {
			return false
		}
	}
	return true
}

// facts of a job.
func (j *job) facts() facts {
	terms := []term{
		termOf(fieldName, j.Name), termOf(fieldPlatform, j.Platform), termOfID(fieldCenter, j.Center),
		termOfID(fieldSource, j.Source.ID), termOf(fieldSourceName, j.Source.Name),
		termOfID(fieldTarget, j.Target.ID), termOf(fieldTargetName, j.Target.Name),
	}
	for _, p := range j.Partitions {
		terms = append(terms, termOf(fieldMode, p.Mode), termOf(fieldPartition, p.Source), termOf(fieldBackup, p.BackupJob),
			termOfID(fieldRepository, p.Repository.ID), termOf(fieldRepositoryType, p.Repository.Type), termOf(fieldRepositoryPath, p.Repository.Path))
	}
	return j.timing().append(appendTerms(nil, terms...))
}

// timing is what a job's status follows from.
type timing struct {
	kept      span // the run that the job keeps; none when it has no start
	succeeded int  // runs before that
	failed    int
	schedule  []byte    // its JSON, none when there is none
	attached  time.Time // when the schedule was
	after     time.Time // its runs begin later
	next      span      // a run of the schedule, without its start
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
		t.schedule, _ = json.Marshal(j.Schedule) // texts and numbers, which cannot fail
		t.attached, t.next = j.Attached, j.span(j.scheduled())
	}
	return t
}

// The bits of a stored timing's first byte.
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

// neverRuns reports a stored timing of a job that has not run and has no schedule.
func neverRuns(stored []byte) bool {
	return stored[0]&(hasKept|hasSchedule) == 0 && stored[1] == 0 && stored[2] == 0
}

// readTiming reads what append wrote.
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

// nanos is an instant as it is stored, 0 for none.
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
