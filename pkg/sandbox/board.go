package sandbox

import (
	"encoding/binary"
	"iter"
	"slices"
	"time"

	bolt "go.etcd.io/bbolt"
)

// board is how the jobs that have a run or a schedule stand: all of them that depends on the clock. It holds from one instant until
// another, at which the first of them changes, as long as nothing is written.
type board struct {
	written     int // the last transaction
	from, until time.Time
	places      []place // in the order of ids
}

// place is how a job stands.
type place struct {
	id                int64
	status            uint8 // of statuses
	succeeded, failed uint8 // runs that are over
}

func (p place) over() int { return int(p.succeeded) + int(p.failed) }

// board gives the board of an instant.
func (s *store) board(tx *bolt.Tx, now time.Time) (*board, error) {
	s.boards.Lock()
	defer s.boards.Unlock()
	if b := s.last; b != nil && b.written == tx.ID() && !now.Before(b.from) && now.Before(b.until) {
		return b, nil
	}
	made := &board{written: tx.ID(), from: now, until: now.Add(forever)}
	m, words := newMoment(now), statuses()
	err := tx.Bucket([]byte(bucketTimings)).ForEach(func(k, stored []byte) error {
		id := int64(binary.BigEndian.Uint64(k))
		at, err := m.look(stored, func() (*job, error) { return decodeJob(tx, id) })
		if err != nil {
			return err
		}
		if at.until.Before(made.until) {
			made.until = at.until
		}
		made.places = append(made.places, place{id, uint8(slices.Index(words, at.status)), uint8(at.succeeded), uint8(at.failed)})
		return nil
	})
	if err == nil {
		s.last = made
	}
	return made, err
}

// all visits the places in the order of ids.
func (b *board) all(ascending bool) iter.Seq[place] {
	return func(yield func(place) bool) {
		for i := range b.places {
			if !ascending {
				i = len(b.places) - 1 - i
			}
			if !yield(b.places[i]) {
				return
			}
		}
	}
}

// leave takes those of some jobs out that have another status than the wanted one, or of which no run is over where that is wanted.
func (b *board) leave(ids set, status string, ran bool) {
	wanted := uint8(slices.Index(statuses(), status))
	for _, p := range b.places {
		if status != "" && p.status != wanted || ran && p.over() == 0 {
			ids[p.id>>blockShift].set(p.id, false)
		}
	}
}
