package sandbox

import (
	"encoding/json"
	"fmt"
	"iter"
	"time"

	bolt "go.etcd.io/bbolt"

	"github.com/zdmctl/zdmctl/pkg/sandbox/calendar"
)

// scheduleRecord is a stored schedule. It is immutable.
type scheduleRecord struct {
	ID int64 `json:"-"` // the record's key
	calendar.Schedule
	Center   int64     `json:"center"`
	JobName  string    `json:"jobName,omitempty"`
	Disabled bool      `json:"disabled,omitempty"`
	Created  time.Time `json:"created"`
}

// encode returns the terms that lists of schedules filter by, then the record.
func (r *scheduleRecord) encode() ([]byte, error) {
	text, err := json.Marshal(r)
	terms := appendTerms(nil, termOf(fieldName, r.JobName), termOfID(fieldType, int64(r.Type)),
		termOf(fieldState, enabled(r.Disabled)), termOfID(fieldCenter, r.Center))
	return append(terms, text...), err
}

func decodeSchedule(tx *bolt.Tx, id int64) (*scheduleRecord, error) {
	text := tx.Bucket([]byte(bucketSchedules)).Get(key(id))
	if text == nil {
		return nil, nil
	}
	record := &scheduleRecord{ID: id}
	_, text = cutTerms(text)
	if err := json.Unmarshal(text, record); err != nil {
		return nil, fmt.Errorf("schedule %d: %w", id, err)
	}
	return record, nil
}

// schedule returns the schedule with an id, or nil if there is none.
func (s *store) schedule(id int64) (found *scheduleRecord, err error) {
	err = s.view(func(tx *bolt.Tx) error {
		found, err = decodeSchedule(tx, id)
		return err
	})
	return found, err
}

// addSchedule stores a schedule and assigns its id.
func (s *store) addSchedule(record *scheduleRecord) error {
	text, err := record.encode()
	if err != nil {
		return err
	}
	return s.batch(func(tx *bolt.Tx) error {
		record.ID, err = appendRecord(tx.Bucket([]byte(bucketSchedules)), text)
		return err
	})
}

// removeSchedule deletes a schedule if allow, called with the number of jobs that use it, returns
// nil. It returns nil if there is none.
func (s *store) removeSchedule(id int64, allow func(record *scheduleRecord, uses int) error) (removed *scheduleRecord, err error) {
	err = s.batch(func(tx *bolt.Tx) error {
		if removed, err = decodeSchedule(tx, id); err != nil || removed == nil {
			return err
		}
		if err := allow(removed, uses(tx, id)); err != nil {
			return err
		}
		return tx.Bucket([]byte(bucketSchedules)).Delete(key(id))
	})
	return removed, err
}

// uses returns the number of jobs that use a schedule.
func uses(tx *bolt.Tx, id int64) (n int) {
	// Cannot fail.
	_ = scan{bucket: bucketUses, prefix: key(id)}.walk(tx, func(int64, []byte) (bool, error) {
		n++
		return true, nil
	})
	return n
}

// usedSchedule is a schedule, and whether any recovery uses it.
type usedSchedule struct {
	*scheduleRecord
	used bool
}

// usedSchedule returns the schedule with an id. The record is nil if there is none.
func (s *store) usedSchedule(id int64) (found usedSchedule, err error) {
	err = s.view(func(tx *bolt.Tx) error {
		found, err = decodeUsed(tx, id)
		return err
	})
	return found, err
}

func decodeUsed(tx *bolt.Tx, id int64) (usedSchedule, error) {
	record, err := decodeSchedule(tx, id)
	return usedSchedule{record, scan{bucket: bucketUses, prefix: key(id)}.any(tx)}, err
}

// scheduleQuery selects the schedules that match the clauses, or only the matching schedule with an
// id.
type scheduleQuery struct {
	scan
	clauses clauses
	id      int64 // 0 means any
}

// walk visits the selected schedules.
func (q scheduleQuery) walk(tx *bolt.Tx, visit func(id int64) (more bool, err error)) error {
	if q.id != 0 {
		q.ascending, q.after = true, max(q.after, q.id-1)
	}
	return q.scan.walk(tx, func(id int64, value []byte) (bool, error) {
		if q.id != 0 && id != q.id {
			return false, nil
		}
		if terms, _ := cutTerms(value); !q.clauses.metBy(terms) {
			return true, nil
		}
		return visit(id)
	})
}

// eachSchedule visits schedules as each visits jobs.
func (s *store) eachSchedule(q scheduleQuery) iter.Seq2[usedSchedule, error] {
	return func(yield func(usedSchedule, error) bool) {
		for done := false; !done; {
			var found []usedSchedule
			err := s.view(func(tx *bolt.Tx) error {
				return q.walk(tx, func(id int64) (bool, error) {
					q.after = id
					one, err := decodeUsed(tx, id)
					if err == nil {
						found = append(found, one)
					}
					return len(found) < chunk, err
				})
			})
			for _, one := range found {
				if !yield(one, nil) {
					return
				}
			}
			if err != nil {
				yield(usedSchedule{}, err)
				return
			}
			done = len(found) < chunk
		}
	}
}

// schedulePage returns some schedules of a query and the total number.
func (s *store) schedulePage(q scheduleQuery, skip, take int) (found []usedSchedule, total int, err error) {
	err = s.view(func(tx *bolt.Tx) error {
		return q.walk(tx, func(id int64) (bool, error) {
			if total++; total <= skip || len(found) == take {
				return true, nil
			}
			one, err := decodeUsed(tx, id)
			found = append(found, one)
			return true, err
		})
	})
	return found, total, err
}

// counts returns the numbers of jobs and schedules.
func (s *store) counts() (jobs, schedules int, err error) {
	err = s.view(func(tx *bolt.Tx) error {
		jobs = marked(tx, termAll).count()
		return scan{bucket: bucketSchedules, ascending: true}.walk(tx, func(int64, []byte) (bool, error) {
			schedules++
			return true, nil
		})
	})
	return jobs, schedules, err
}
