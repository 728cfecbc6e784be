package sandbox

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"slices"
	"time"

	bolt "go.etcd.io/bbolt"

	"github.com/zdmctl/zdmctl/pkg/sandbox/inventory"
)

// chunk is the number of records that are read in one transaction, so that a slow client blocks no
// other.
const chunk = 256

// registrationWrite is a job to store.
type registrationWrite struct {
	job        job
	schedule   *scheduleRecord // new schedule
	uniqueName bool            // refuse a name that exists
	// prepare adjusts the job to what else is stored. It may be nil, and may be called again with the
	// original job.
	prepare func(*bolt.Tx, *job) error
}

// register assigns ids to the job and its new schedule, and returns once both are on the disk.
func (s *store) register(w *registrationWrite) error {
	text, err := json.Marshal(w.job)
	if err != nil {
		return err
	}
	original := w.job
	var made []byte
	if w.schedule != nil {
		if made, err = w.schedule.encode(); err != nil {
			return err
		}
	}
	given := original.ScheduleID
	return s.batch(func(tx *bolt.Tx) error {
		w.job = original // bbolt may run this twice
		if w.prepare != nil {
			if err := w.prepare(tx, &w.job); err != nil {
				return err
			}
			if text, err = json.Marshal(w.job); err != nil {
				return err
			}
		}
		schedules := tx.Bucket([]byte(bucketSchedules))
		switch {
		case w.uniqueName && scan{bucket: bucketNames, prefix: nameKey(w.job.Name)}.any(tx):
			return refuse(http.StatusConflict, "JOB_NAME_ALREADY_EXISTS").withCode("JOB-ERROR-07")
		case given != 0 && schedules.Get(key(given)) == nil:
			return notAttached(given, "")
		case made != nil:
			if w.job.ScheduleID, err = appendRecord(schedules, made); err != nil {
				return err
			}
		}
		if w.job.ID, err = appendRecord(tx.Bucket([]byte(bucketJobs)), append(key(w.job.ScheduleID), text...)); err != nil {
			return err
		}
		return w.job.index(tx, true)
	})
}

// index adds a job to the indexes that lists filter by, or removes it.
func (j *job) index(tx *bolt.Tx, in bool) error {
	timings, names, uses := tx.Bucket([]byte(bucketTimings)), tx.Bucket([]byte(bucketNames)), tx.Bucket([]byte(bucketUses))
	timings.FillPercent, names.FillPercent, uses.FillPercent = fullPage, fullPage, fullPage
	name, use := append(nameKey(j.Name), key(j.ID)...), append(key(j.ScheduleID), key(j.ID)...)
	failed := mark(tx, j.ID, in, j.terms())
	if !in {
		return errors.Join(failed, timings.Delete(key(j.ID)), names.Delete(name), uses.Delete(use))
	}
	if j.ScheduleID != 0 {
		failed = errors.Join(failed, uses.Put(use, nil))
	}
	if j.timed() {
		failed = errors.Join(failed, timings.Put(key(j.ID), j.timing().append(nil)))
	}
	return errors.Join(failed, names.Put(name, nil))
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
	clauses clauses
	names   []string // the job's name must equal all of them
	status  string   // at the instant; "" means any
	ran     bool     // at least one run must be finished
	now     time.Time
}

// byName filters by a name if it is not empty.
func (w *jobFilter) byName(name string) {
	if name != "" {
		w.names = append(w.names, name)
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
	named := !slices.ContainsFunc(w.names, func(name string) bool { return name != j.Name })
	return named && (w.status == "" || w.status == j.state(w.now).status) && (!w.ran || len(j.history(w.now)) > 0)
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
	for _, name := range q.names {
		named := emptySet(tx)
		// Cannot fail.
		_ = scan{bucket: bucketNames, prefix: nameKey(name), ascending: true}.walk(tx, func(id int64, _ []byte) (bool, error) {
			named.add(id)
			return true, nil
		})
		found.meet(named)
	}
	for _, clause := range q.clauses {
		either := emptySet(tx)
		for _, one := range clause {
			either.join(marked(tx, one))
		}
		found.meet(either)
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

// each visits jobs without a transaction that lasts throughout. A job added or deleted meanwhile
// may or may not be visited.
func (s *store) each(q jobQuery) iter.Seq2[*job, error] {
	return func(yield func(*job, error) bool) {
		var found set
		err := s.view(func(tx *bolt.Tx) (err error) {
			found, err = s.find(tx, q)
			return err
		})
		for ids := range slices.Chunk(slices.Collect(found.ids(q.ascending, 0)), chunk) {
			if err != nil {
				break
			}
			var jobs []*job
			if jobs, err = s.jobs(ids); err != nil {
				break
			}
			for _, j := range jobs {
				if !yield(j, nil) {
					return
				}
			}
		}
		if err != nil {
			yield(nil, err)
		}
	}
}

// jobs reads the jobs with some ids, skipping deleted ones.
func (s *store) jobs(ids []int64) (found []*job, err error) {
	err = s.view(func(tx *bolt.Tx) error {
		for _, id := range ids {
			j, err := decodeJob(tx, id)
			if err != nil {
				return err
			}
			if j != nil {
				found = append(found, j)
			}
		}
		return nil
	})
	return found, err
}

// page returns some jobs of a query and the total number.
func (s *store) page(q jobQuery, skip, take int) (found []*job, total int, err error) {
	err = s.view(func(tx *bolt.Tx) error {
		ids, err := s.find(tx, q)
		if err != nil {
			return err
		}
		total = ids.count()
		for id := range ids.ids(q.ascending, skip) {
			if len(found) == take {
				break
			}
			j, err := decodeJob(tx, id)
			if err != nil {
				return err
			}
			found = append(found, j)
		}
		return nil
	})
	return found, total, err
}

// identified returns the job with an id, or the newest with a name, among those of some centers.
// nil means all centers. It returns nil if there is none.
func identified(tx *bolt.Tx, identifier string, centers clause) (found *job, err error) {
	within := func(j *job) bool { return centers == nil || j != nil && centers.has(termOfID(fieldCenter, j.Center)) }
	if id, isID := inventory.ParseID(identifier); isID {
		if found, err = decodeJob(tx, id); err != nil || !within(found) {
			return nil, err
		}
		return found, nil
	}
	err = scan{bucket: bucketNames, prefix: nameKey(identifier)}.walk(tx, func(id int64, _ []byte) (bool, error) {
		one, err := decodeJob(tx, id)
		if err != nil || !within(one) {
			return true, err
		}
		found = one
		return false, nil
	})
	return found, err
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
		at, err := e.status(timings.Get(key(id)), func() (*job, error) { return decodeJob(tx, id) })
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

// freeName returns the given name if no job has it, and otherwise the name with the first free
// number.
func freeName(tx *bolt.Tx, name string) string {
	free := name
	for n := 1; (scan{bucket: bucketNames, prefix: nameKey(free)}).any(tx); n++ {
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
		before := j.ScheduleID
		made, err := change(tx, j)
		if err != nil {
			return err
		}
		schedules := tx.Bucket([]byte(bucketSchedules))
		switch {
		case made != nil:
			text, err := made.encode()
			if err != nil {
				return err
			}
			if j.ScheduleID, err = appendRecord(schedules, text); err != nil {
				return err
			}
		case j.ScheduleID != before && schedules.Get(key(j.ScheduleID)) == nil:
			return notAttached(j.ScheduleID, "")
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
