package sandbox

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"slices"
	"time"

	bolt "go.etcd.io/bbolt"

	"github.com/zdmctl/zdmctl/pkg/sandbox/inventory"
)

// register assigns ids to a job and its new schedule, and returns once both are on the disk.
// prepare adjusts the job to the stored ones; it may be called again with the original job.
func (s *store) register(made *job, schedule *scheduleRecord, prepare func(*bolt.Tx, *job) error) error {
	original := *made
	return s.batch(func(tx *bolt.Tx) error {
		*made = original // bbolt may run this twice
		if err := prepare(tx, made); err != nil {
			return err
		}
		if err := made.saveSchedule(tx, schedule); err != nil {
			return err
		}
		text, err := json.Marshal(made)
		if err != nil {
			return err
		}
		if made.ID, err = appendRecord(tx.Bucket([]byte(bucketJobs)), append(key(made.ScheduleID), text...)); err != nil {
			return err
		}
		return made.index(tx, true)
	})
}

// saveSchedule stores the new schedule of a job. Without one, it checks that the schedule which the
// job refers to is stored.
func (j *job) saveSchedule(tx *bolt.Tx, made *scheduleRecord) error {
	schedules := tx.Bucket([]byte(bucketSchedules))
	if made == nil {
		if j.ScheduleID != 0 && schedules.Get(key(j.ScheduleID)) == nil {
			return notAttached(j.ScheduleID, "")
		}
		return nil
	}
	text, err := made.encode()
	if err == nil {
		j.ScheduleID, err = appendRecord(schedules, text)
	}
	return err
}

// index adds a job to the indexes that lists filter by, or removes it.
func (j *job) index(tx *bolt.Tx, in bool) error {
	timings := tx.Bucket([]byte(bucketTimings))
	timings.FillPercent = fullPage
	failed := mark(tx, j.ID, in, j.terms())
	switch {
	case !in:
		return errors.Join(failed, timings.Delete(key(j.ID)))
	case j.timed():
		return errors.Join(failed, timings.Put(key(j.ID), j.timing().encode()))
	}
	return failed
}

func decodeJob(tx *bolt.Tx, id int64) (*job, error) {
	text := tx.Bucket([]byte(bucketJobs)).Get(key(id))
	if text == nil {
		return nil, nil
	}
	j := &job{ID: id, ScheduleID: int64(binary.BigEndian.Uint64(text))}
	if err := json.Unmarshal(text[8:], j); err != nil {
		return nil, fmt.Errorf("job %d: %w", id, err)
	}
	return j, nil
}

// jobFilter holds the filters of lists and single reads.
type jobFilter struct {
	clauses []clause
	status  string // at the instant; "" means any
	ran     bool   // at least one run must be finished
	now     time.Time
}

// equal requires a field to have a value if that is not empty.
func (w *jobFilter) equal(field, value string) {
	if value != "" {
		w.require(termOf(field, value))
	}
}

// require adds a clause, which requires the job to have one of these terms.
func (w *jobFilter) require(terms ...term) { w.clauses = append(w.clauses, terms) }

// matches reports whether a job matches the filters.
func (w *jobFilter) matches(j *job) bool {
	terms := j.terms()
	for _, one := range w.clauses {
		if !slices.ContainsFunc(terms, one.has) {
			return false
		}
	}
	return (w.status == "" || w.status == j.state(w.now).status) && (!w.ran || len(j.history(w.now)) > 0)
}

// jobQuery selects the matching jobs, or only the matching job with an id.
type jobQuery struct {
	jobFilter
	id        int64 // 0 means any
	ascending bool
}

// find returns the ids of the jobs of a query.
func (s *store) find(tx *bolt.Tx, q jobQuery) (set, error) {
	found := marked(tx, termAll)
	if q.id != 0 {
		only := emptySet(tx)
		only.add(q.id)
		found.meet(only)
	}
	for _, clause := range q.clauses {
		found.meet(clause.marked(tx))
	}
	if q.status == "" && !q.ran {
		return found, nil
	}
	if q.ran || q.status != statusRegistered {
		found.meet(marked(tx, termTimed))
	}
	b, err := s.statusIndex(tx, q.now)
	if err == nil {
		b.keep(found, q.status, q.ran)
	}
	return found, err
}

// all returns the ids of the jobs of a query in its order.
func (s *store) all(q jobQuery) func(*bolt.Tx) ([]int64, error) {
	return func(tx *bolt.Tx) ([]int64, error) {
		found, err := s.find(tx, q)
		return slices.Collect(found.ids(q.ascending, 0)), err
	}
}

// each visits the jobs of a query.
func (s *store) each(q jobQuery) iter.Seq2[*job, error] { return each(s, s.all(q), decodeJob) }

// page returns some jobs of a query and the total number.
func (s *store) page(q jobQuery, skip, take int) (found []*job, total int, err error) {
	err = s.view(func(tx *bolt.Tx) error {
		ids, err := s.find(tx, q)
		if err != nil {
			return err
		}
		total = ids.count()
		var some []int64
		for id := range ids.ids(q.ascending, skip) {
			if len(some) == take {
				break
			}
			some = append(some, id)
		}
		found, err = read(tx, some, decodeJob)
		return err
	})
	return found, total, err
}

// identified returns the job with an id, or the newest with a name, among those of some centers.
// nil means all centers. It returns nil if there is none.
func identified(tx *bolt.Tx, identifier string, centers clause) (*job, error) {
	var found set
	if id, isID := inventory.ParseID(identifier); isID {
		found = emptySet(tx)
		found.add(id)
	} else {
		found = marked(tx, termOf(fieldName, identifier))
	}
	if centers != nil {
		found.meet(centers.marked(tx))
	}
	for id := range found.ids(false, 0) {
		return decodeJob(tx, id)
	}
	return nil, nil
}

// runningOn returns another job that is running on the target of a job, or nil.
func (s *store) runningOn(tx *bolt.Tx, j *job, now time.Time) (running *job, err error) {
	others := marked(tx, termOfID(fieldTarget, j.Target.ID))
	others.meet(marked(tx, termTimed))
	e, timings := newEvaluator(now), tx.Bucket([]byte(bucketTimings))
	for id := range others.ids(false, 0) {
		if id == j.ID {
			continue
		}
		at, err := e.status(timings.Get(key(id)))
		if err != nil {
			return nil, err
		}
		switch at.status {
		case statusPreparing, statusProcessing, statusCanceling:
			return decodeJob(tx, id)
		}
	}
	return nil, nil
}

// taken reports whether a job has the name.
func taken(tx *bolt.Tx, name string) bool { return marked(tx, termOf(fieldName, name)).count() > 0 }

// freeName returns the given name if no job has it, and otherwise the name with the first free
// number.
func freeName(tx *bolt.Tx, name string) string {
	free := name
	for n := 1; taken(tx, free); n++ {
		free = fmt.Sprintf("%s-%d", name, n)
	}
	return free
}

// job looks up a job as identified does.
func (s *store) job(identifier string, centers clause) (found *job, err error) {
	err = s.view(func(tx *bolt.Tx) error {
		found, err = identified(tx, identifier, centers)
		return err
	})
	return found, err
}

// change calls a function that changes a job, in a transaction. If the function returns a schedule,
// that becomes the job's new one.
func (s *store) change(identifier string, centers clause, change func(*bolt.Tx, *job) (*scheduleRecord, error)) error {
	return s.batch(func(tx *bolt.Tx) error {
		j, err := identified(tx, identifier, centers)
		switch {
		case err != nil:
			return err
		case j == nil:
			return unknownRecovery(identifier)
		}
		// First, because the terms of the unchanged job are lost afterwards.
		if err := j.index(tx, false); err != nil {
			return err
		}
		made, err := change(tx, j)
		if err != nil {
			return err
		}
		if err := j.saveSchedule(tx, made); err != nil {
			return err
		}
		text, err := json.Marshal(j)
		if err != nil {
			return err
		}
		return errors.Join(j.index(tx, true), tx.Bucket([]byte(bucketJobs)).Put(key(j.ID), append(key(j.ScheduleID), text...)))
	})
}

// remove deletes a job and returns it, or nil if there is none.
func (s *store) remove(identifier string, centers clause, allow func(*job) error) (removed *job, err error) {
	err = s.batch(func(tx *bolt.Tx) error {
		if removed, err = identified(tx, identifier, centers); err != nil || removed == nil {
			return err
		}
		if err := allow(removed); err != nil {
			return err
		}
		return errors.Join(tx.Bucket([]byte(bucketJobs)).Delete(key(removed.ID)), removed.index(tx, false))
	})
	return removed, err
}
