package sandbox

import (
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"strconv"
)

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

// Terms that no field has.
const (
	termAll   term = iota // every job
	termTimed             // jobs whose status depends on the time
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

// has reports one of the terms.
func (c clause) has(one term) bool { return slices.Contains(c, one) }

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

// terms of a job that lists filter by, but for its name, which has an index of its own.
func (j *job) terms() []term {
	terms := []term{
		termAll, termOf(fieldPlatform, j.Platform), termOfID(fieldCenter, j.Center),
		termOfID(fieldSource, j.Source.ID), termOf(fieldSourceName, j.Source.Name),
		termOfID(fieldTarget, j.Target.ID), termOf(fieldTargetName, j.Target.Name),
	}
	for _, p := range j.Partitions {
		terms = append(terms, termOf(fieldMode, p.Mode), termOf(fieldPartition, p.Source), termOf(fieldBackup, p.BackupJob),
			termOfID(fieldRepository, p.Repository.ID), termOf(fieldRepositoryType, p.Repository.Type), termOf(fieldRepositoryPath, p.Repository.Path))
	}
	if j.timed() {
		terms = append(terms, termTimed)
	}
	slices.Sort(terms)
	return slices.Compact(terms)
}

// timed reports a job whose status depends on the time.
func (j *job) timed() bool { return j.Run != nil || j.Schedule != nil || len(j.Past) > 0 }
