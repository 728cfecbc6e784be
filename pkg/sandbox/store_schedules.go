package sandbox

import (
	"encoding/json"
	"fmt"
	"iter"
	"time"

	bolt "go.etcd.io/bbolt"

	"github.com/zdmctl/zdmctl/pkg/sandbox/calendar"
)

// scheduleRecord is a schedule as the store keeps it. Nothing changes one.
type scheduleRecord struct {
	ID int64 `json:"-"` // the record's key
	calendar.Schedule
	Center   int64     `json:"center"`
	JobName  string    `json:"jobName,omitempty"`
	Disabled bool      `json:"disabled,omitempty"`
	Created  time.Time `json:"created"`
}

func decodeSchedule(tx *bolt.Tx, id int64) (*scheduleRecord, error) {
	text := tx.Bucket([]byte(bucketSchedules)).Get(key(id))
	if text == nil {
		return nil, nil
	}
	record := &scheduleRecord{ID: id}
	if err := json.Unmarshal(text, record); err != nil {
		return nil, fmt.Errorf("schedule %d: %w", id, err)
	}
	return record, nil
}

// schedule gives the schedule with an id, nil when there is none.
func (s *store) schedule(id int64) (found *scheduleRecord, err error) {
	err = s.db.View(func(tx *bolt.Tx) error {
		found, err = decodeSchedule(tx, id)
		return err
	})
	return found, err
}

// addSchedule stores a schedule and gives it its id.
func (s *store) addSchedule(record *scheduleRecord) error {
	text, err := json.Marshal(record)
	if err != nil {
		return err
	}
	return s.db.Batch(func(tx *bolt.Tx) error {
		record.ID, err = appendRecord(tx.Bucket([]byte(bucketSchedules)), text)
		return err
	})
}

// removeSchedule deletes a schedule that a function allows, which is told how many jobs use it. It gives
// nil when there is none.
func (s *store) removeSchedule(id int64, allow func(record *scheduleRecord, uses int) error) (removed *scheduleRecord, err error) {
	err = s.db.Batch(func(tx *bolt.Tx) error {
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

// uses counts the jobs of a schedule.
func uses(tx *bolt.Tx, id int64) (n int) {
	_ = step{bucket: bucketUses, prefix: key(id)}.walk(tx, func(int64) (bool, error) { // which cannot fail
		n++
		return true, nil
	})
	return n
}

// usedSchedule is a schedule with the question whether any recovery has it.
type usedSchedule struct {
	*scheduleRecord
	used bool
}

// usedSchedule gives a schedule as schedules does, without a record when there is none.
func (s *store) usedSchedule(id int64) (found usedSchedule, err error) {
	err = s.db.View(func(tx *bolt.Tx) error {
		found.used = step{bucket: bucketUses, prefix: key(id)}.any(tx)
		found.scheduleRecord, err = decodeSchedule(tx, id)
		return err
	})
	return found, err
}

// schedules visits schedules as jobs are visited.
func (s *store) schedules(ascending bool) iter.Seq2[usedSchedule, error] {
	return func(yield func(usedSchedule, error) bool) {
		q := step{bucket: bucketSchedules, ascending: ascending}
		for done := false; !done; {
			var found []usedSchedule
			err := s.db.View(func(tx *bolt.Tx) error {
				return q.walk(tx, func(id int64) (bool, error) {
					q.after = id
					record, err := decodeSchedule(tx, id)
					if err == nil {
						found = append(found, usedSchedule{record, step{bucket: bucketUses, prefix: key(id)}.any(tx)})
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

// counts gives how many jobs and schedules there are.
func (s *store) counts() (jobs, schedules int, err error) {
	err = s.db.View(func(tx *bolt.Tx) error {
		jobs = int(tx.Bucket([]byte(bucketIDs)).Sequence())
		return step{bucket: bucketSchedules, ascending: true}.walk(tx, func(int64) (bool, error) {
			schedules++
			return true, nil
		})
	})
	return jobs, schedules, err
}
