package sandbox

import (
	"encoding/binary"
	"iter"
	"time"

	bolt "go.etcd.io/bbolt"
)

// statusIndex holds the statuses of all jobs with a run or a schedule, the part of a job that
// depends on the clock. It is valid until the first of these statuses changes, as long as nothing
// is written.
type statusIndex struct {
	written     int // sequence number of the last transaction
	from, until time.Time
	entries     []indexEntry // ordered by id
}

// indexEntry is the status of a job.
type indexEntry struct {
	id                int64
	status            string
	succeeded, failed int // numbers of finished runs
}

func (p indexEntry) over() int { return p.succeeded + p.failed }

// statusIndex returns the index for an instant.
func (s *store) statusIndex(tx *bolt.Tx, now time.Time) (*statusIndex, error) {
	s.indexing.Lock()
	defer s.indexing.Unlock()
	if b := s.index; b != nil && b.written == tx.ID() && !now.Before(b.from) && now.Before(b.until) {
		return b, nil
	}
	made := &statusIndex{written: tx.ID(), from: now, until: now.Add(forever)}
	e := newEvaluator(now)
	err := tx.Bucket([]byte(bucketTimings)).ForEach(func(k, stored []byte) error {
		id := int64(binary.BigEndian.Uint64(k))
		at, err := e.status(stored)
		if err != nil {
			return err
		}
		if at.until.Before(made.until) {
			made.until = at.until
		}
		made.entries = append(made.entries, indexEntry{id, at.status, at.succeeded, at.failed})
		return nil
	})
	if err == nil {
		s.index = made
	}
	return made, err
}

// all visits the entries ordered by id.
func (b *statusIndex) all(ascending bool) iter.Seq[indexEntry] {
	return func(yield func(indexEntry) bool) {
		for i := range b.entries {
			if !ascending {
				i = len(b.entries) - 1 - i
			}
			if !yield(b.entries[i]) {
				return
			}
		}
	}
}

// keep removes from ids the jobs without the given status, or without a finished run if ran is set.
func (b *statusIndex) keep(ids set, status string, ran bool) {
	for _, p := range b.entries {
		if !fits(status, p.status) || ran && p.over() == 0 {
			ids.put(p.id, false)
		}
	}
}
