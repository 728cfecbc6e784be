package sandbox

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"net/http"

	bolt "go.etcd.io/bbolt"

	"github.com/zdmctl/zdmctl/pkg/sandbox/inventory"
)

// chunk is how many records are looked at before the store is let go: a slow reader holds up nobody.
const chunk = 256

// registrationWrite is a job that is to be stored.
type registrationWrite struct {
	job        job
	schedule   *scheduleRecord // a new one
	uniqueName bool            // refuse a name that is taken
}

// register gives the job its id, and its new schedule one, and returns when both are on the disk.
func (s *store) register(w *registrationWrite) error {
	text, err := json.Marshal(w.job)
	if err != nil {
		return err
	}
	var made []byte
	if w.schedule != nil {
		if made, err = w.schedule.encode(); err != nil {
			return err
		}
	}
	given := w.job.ScheduleID
	return s.batch(func(tx *bolt.Tx) error {
		w.job.ScheduleID = given // of a batch that is tried again
		schedules := tx.Bucket([]byte(bucketSchedules))
		switch {
		case w.uniqueName && step{bucket: bucketNames, prefix: nameKey(w.job.Name)}.any(tx):
			return refuse(http.StatusConflict, "JOB_NAME_ALREADY_EXISTS")
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
		return w.job.index(tx, 1)
	})
}

// index puts down what lists look at, or takes it out when the change of the count is -1.
func (j *job) index(tx *bolt.Tx, change int) error {
	all, names, uses := tx.Bucket([]byte(bucketFacts)), tx.Bucket([]byte(bucketNames)), tx.Bucket([]byte(bucketUses))
	failed := all.SetSequence(all.Sequence() + uint64(change))
	name, use := append(nameKey(j.Name), key(j.ID)...), append(key(j.ScheduleID), key(j.ID)...)
	if change < 0 {
		return errors.Join(failed, all.Delete(key(j.ID)), names.Delete(name), uses.Delete(use))
	}
	all.FillPercent, names.FillPercent, uses.FillPercent = fullPage, fullPage, fullPage
	if j.ScheduleID != 0 {
		failed = errors.Join(failed, uses.Put(use, nil))
	}
	return errors.Join(failed, all.Put(key(j.ID), j.facts()), names.Put(name, nil))
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

// jobQuery says which jobs are wanted: the one with an id, those of an index, or all, that fit.
type jobQuery struct {
	step
	wanted
	id int64 // 0 for any
}

// walk visits the facts of jobs, whether they fit or not.
func (q jobQuery) walk(tx *bolt.Tx, visit func(id int64, of facts) (more bool, err error)) error {
	if q.id != 0 {
		q.step = step{bucket: bucketFacts, ascending: true, after: max(q.after, q.id-1)}
	}
	all := tx.Bucket([]byte(bucketFacts))
	return q.step.walk(tx, func(id int64, of []byte) (bool, error) {
		switch {
		case q.id != 0 && id != q.id:
			return false, nil
		case q.bucket != bucketFacts:
			of = all.Get(key(id))
		}
		return visit(id, of)
	})
}

// each visits jobs without holding the store in between. A job that comes or goes meanwhile may be seen or not.
func (s *store) each(q jobQuery) iter.Seq2[*job, error] {
	return func(yield func(*job, error) bool) {
		for done := false; !done; {
			var found []*job
			seen := 0
			err := s.view(func(tx *bolt.Tx) error {
				return q.walk(tx, func(id int64, of facts) (bool, error) {
					q.after = id
					seen++
					load := func() (*job, error) { return decodeJob(tx, id) }
					fits, err := q.fits(of, load)
					if fits && err == nil {
						var j *job
						j, err = load()
						found = append(found, j)
					}
					return seen < chunk, err
				})
			})
			for _, j := range found {
				if !yield(j, nil) {
					return
				}
			}
			if err != nil {
				yield(nil, err)
				return
			}
			done = seen < chunk
		}
	}
}

// scan visits what there is of jobs that fit; load gives the job.
func (q jobQuery) scan(tx *bolt.Tx, visit func(of facts, load func() (*job, error)) (more bool, err error)) error {
	return q.walk(tx, func(id int64, of facts) (bool, error) {
		load := func() (*job, error) { return decodeJob(tx, id) }
		fits, err := q.fits(of, load)
		if !fits || err != nil {
			return err == nil, err
		}
		return visit(of, load)
	})
}

// page gives some jobs of a query and how many there are in all.
func (s *store) page(q jobQuery, skip, take int) (found []*job, total int, err error) {
	counted := q.everything() && q.id == 0
	err = s.view(func(tx *bolt.Tx) error {
		err := q.scan(tx, func(_ facts, load func() (*job, error)) (bool, error) {
			if total++; total <= skip || len(found) == take {
				return !counted || len(found) < take, nil
			}
			j, err := load()
			found = append(found, j)
			return true, err
		})
		if counted {
			total = int(tx.Bucket([]byte(bucketFacts)).Sequence())
		}
		return err
	})
	return found, total, err
}

// find gives the job with an id, or the newest with a name; nil when there is none.
func find(tx *bolt.Tx, identifier string) (found *job, err error) {
	if id, isID := inventory.ParseID(identifier); isID {
		return decodeJob(tx, id)
	}
	err = step{bucket: bucketNames, prefix: nameKey(identifier)}.walk(tx, func(id int64, _ []byte) (bool, error) {
		found, err = decodeJob(tx, id)
		return false, err
	})
	return found, err
}

// job finds as find does.
func (s *store) job(identifier string) (found *job, err error) {
	err = s.view(func(tx *bolt.Tx) error {
		found, err = find(tx, identifier)
		return err
	})
	return found, err
}

// change lets a function change a job, and the schedule that it gives becomes the job's new one. The
// function is given a job that nobody changes meanwhile, nil when there is none.
func (s *store) change(identifier string, change func(*job) (*scheduleRecord, error)) error {
	return s.batch(func(tx *bolt.Tx) error {
		j, err := find(tx, identifier)
		if err != nil {
			return err
		}
		var before job
		if j != nil {
			before = *j
		}
		made, err := change(j)
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
		case j.ScheduleID != before.ScheduleID && schedules.Get(key(j.ScheduleID)) == nil:
			return notAttached(j.ScheduleID, "")
		}
		text, err := json.Marshal(j)
		if err != nil {
			return err
		}
		put := tx.Bucket([]byte(bucketJobs)).Put(key(j.ID), append(key(j.ScheduleID), text...))
		return errors.Join(before.index(tx, -1), j.index(tx, 1), put)
	})
}

// remove deletes a job and gives what it was, nil when there is none.
func (s *store) remove(identifier string, allow func(*job) error) (removed *job, err error) {
	err = s.batch(func(tx *bolt.Tx) error {
		if removed, err = find(tx, identifier); err != nil || removed == nil {
			return err
		}
		if err := allow(removed); err != nil {
			return err
		}
		return errors.Join(tx.Bucket([]byte(bucketJobs)).Delete(key(removed.ID)), removed.index(tx, -1))
	})
	return removed, err
}
