package sandbox

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"iter"
	"slices"
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

	used bool // whether a job uses it
}

// scheduleTerms is the size of the terms before a record.
const scheduleTerms = 4 * 8

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
	record := &scheduleRecord{ID: id, used: uses(tx, id) > 0}
	if err := json.Unmarshal(text[scheduleTerms:], record); err != nil {
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
func uses(tx *bolt.Tx, id int64) int { return marked(tx, termOfID(fieldSchedule, id)).count() }

// scheduleQuery selects the schedules that match the clauses, or only the matching schedule with an
// id.
type scheduleQuery struct {
	clauses   []clause
	id        int64 // 0 means any
	ascending bool
}

// find returns the ids of the schedules of a query in its order.
func (q scheduleQuery) find(tx *bolt.Tx) (ids []int64, err error) {
	err = tx.Bucket([]byte(bucketSchedules)).ForEach(func(k, record []byte) error {
		id := int64(binary.BigEndian.Uint64(k))
		misses := func(c clause) bool { return !c.metBy(record[:scheduleTerms]) }
		if (q.id == 0 || q.id == id) && !slices.ContainsFunc(q.clauses, misses) {
			ids = append(ids, id)
		}
		return nil
	})
	if !q.ascending {
		slices.Reverse(ids)
	}
	return ids, err
}

// eachSchedule visits the schedules of a query.
func (s *store) eachSchedule(q scheduleQuery) iter.Seq2[*scheduleRecord, error] {
	return each(s, q.find, decodeSchedule)
}

// schedulePage returns some schedules of a query and the total number.
func (s *store) schedulePage(q scheduleQuery, skip, take int) (found []*scheduleRecord, total int, err error) {
	err = s.view(func(tx *bolt.Tx) error {
		ids, err := q.find(tx)
		if err != nil {
			return err
		}
		total = len(ids)
		found, err = read(tx, ids[min(skip, total):min(skip+take, total)], decodeSchedule)
		return err
	})
	return found, total, err
}

// counts returns the numbers of jobs and schedules.
func (s *store) counts() (jobs, schedules int, err error) {
	err = s.view(func(tx *bolt.Tx) error {
		jobs, schedules = tx.Bucket([]byte(bucketJobs)).Stats().KeyN, tx.Bucket([]byte(bucketSchedules)).Stats().KeyN
		return nil
	})
	return jobs, schedules, err
}
