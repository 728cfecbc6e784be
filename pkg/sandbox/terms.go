package sandbox

import (
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"strconv"

	bolt "go.etcd.io/bbolt"
)

// term identifies a pair of a field and a value.
type term uint64

// Fields of terms. A partition's field matches if any partition has the value.
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
	fieldSchedule       = "schedule" // its id
	fieldType           = "type"     // of a schedule
	fieldState          = "state"    // of a schedule
)

// Terms without a field.
const (
	termAll   term = iota // every job
	termTimed             // jobs whose status depends on the time
)

// termOf returns a hash. It must never change, because it is stored. Collisions are negligible.
func termOf(field, value string) term {
	sum := sha256.Sum256([]byte(field + "=" + value))
	return term(binary.LittleEndian.Uint64(sum[:]))
}

func termOfID(field string, id int64) term { return termOf(field, strconv.FormatInt(id, 10)) }

// appendTerms appends some terms.
func appendTerms(to []byte, terms ...term) []byte {
	for _, one := range terms {
		to = binary.LittleEndian.AppendUint64(to, uint64(one))
	}
	return to
}

// clause matches any of several terms.
type clause []term

// metBy reports whether the clause matches appended terms.
func (c clause) metBy(terms []byte) bool {
	for one := range slices.Chunk(terms, 8) {
		if c.has(term(binary.LittleEndian.Uint64(one))) {
			return true
		}
	}
	return false
}

// has reports whether the clause contains a term.
func (c clause) has(one term) bool { return slices.Contains(c, one) }

// marked returns the ids of the jobs that have one of the terms.
func (c clause) marked(tx *bolt.Tx) set {
	ids := emptySet(tx)
	for _, one := range c {
		ids.join(marked(tx, one))
	}
	return ids
}

// terms returns the terms that jobs are found by.
func (j *job) terms() []term {
	terms := []term{
		termAll, termOf(fieldName, j.Name), termOf(fieldPlatform, j.Platform), termOfID(fieldCenter, j.Center),
		termOfID(fieldSource, j.Source.ID), termOf(fieldSourceName, j.Source.Name),
		termOfID(fieldTarget, j.Target.ID), termOf(fieldTargetName, j.Target.Name),
	}
	for _, p := range j.Partitions {
		terms = append(terms, termOf(fieldMode, p.Mode), termOf(fieldPartition, p.Source), termOf(fieldBackup, p.BackupJob),
			termOfID(fieldRepository, p.Repository.ID), termOf(fieldRepositoryType, p.Repository.Type), termOf(fieldRepositoryPath, p.Repository.Path))
	}
	if j.ScheduleID != 0 {
		terms = append(terms, termOfID(fieldSchedule, j.ScheduleID))
	}
	if j.timed() {
		terms = append(terms, termTimed)
	}
	slices.Sort(terms)
	return slices.Compact(terms)
}

// timed reports whether the job's status depends on the time.
func (j *job) timed() bool { return j.Run != nil || j.Schedule != nil || len(j.Past) > 0 }
