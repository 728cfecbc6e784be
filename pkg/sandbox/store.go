package sandbox

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	bolt "go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// ErrBusy reports that another process kept the store for longer than Open waits.
var ErrBusy = errors.New("the sandbox's store is in use by another process")

// The buckets of the store. Records are JSON under their id in eight bytes, big end first, so that
// cursors walk in the order of registration.
const (
	bucketSettings  = "settings"
	bucketJobs      = "jobs"
	bucketJobNames  = "job names" // hash of a name, which may be long, and id of the job; the sequence counts jobs
	bucketSchedules = "schedules"
)

const secretKey = "token secret"

type store struct {
	db     *bolt.DB
	secret []byte // of the tokens
}

func openStore(cfg Config, schedules []schedule) (*store, error) {
	if err := os.MkdirAll(filepath.Dir(cfg.Path), 0o700); err != nil {
		return nil, fmt.Errorf("open the sandbox's store: %w", err)
	}
	db, err := bolt.Open(cfg.Path, 0o600, &bolt.Options{
		Timeout: cfg.Wait, MaxSize: cfg.MaxSize, FreelistType: bolt.FreelistMapType})
	if errors.Is(err, bolterrors.ErrTimeout) {
		return nil, fmt.Errorf("%w: %s", ErrBusy, cfg.Path)
	}
	if err != nil {
		return nil, fmt.Errorf("open the sandbox's store %s: %w", cfg.Path, err)
	}
	// Writers that meet share one sync; one alone should not wait for others.
	db.MaxBatchDelay = time.Millisecond
	s := &store{db: db}
	if err := s.prepare(schedules); err != nil {
		return nil, errors.Join(fmt.Errorf("open the sandbox's store %s: %w", cfg.Path, err), db.Close())
	}
	return s, nil
}

func (s *store) close() error { return s.db.Close() }

// prepare reads the secret, or fills a new store.
func (s *store) prepare(schedules []schedule) error {
	err := s.db.View(func(tx *bolt.Tx) error {
		if settings := tx.Bucket([]byte(bucketSettings)); settings != nil {
			s.secret = append(s.secret, settings.Get([]byte(secretKey))...)
		}
		return nil
	})
	if err != nil || len(s.secret) > 0 {
		return err
	}
	s.secret = make([]byte, sha256.Size)
	_, _ = rand.Read(s.secret) // never fails
	return s.db.Update(func(tx *bolt.Tx) error {
		for _, name := range []string{bucketSettings, bucketJobs, bucketJobNames, bucketSchedules} {
			if _, err := tx.CreateBucket([]byte(name)); err != nil {
				return err
			}
		}
		for _, one := range schedules {
			if err := add(tx.Bucket([]byte(bucketSchedules)), &one.ID, &one); err != nil {
				return err
			}
		}
		return tx.Bucket([]byte(bucketSettings)).Put([]byte(secretKey), s.secret)
	})
}

// register stores a job with its schedule, gives both their ids and returns when they are on the disk.
func (s *store) register(j *job, want *zdm.Schedule) error {
	return s.db.Batch(func(tx *bolt.Tx) error {
		var err error
		if j.Schedule, err = attach(tx.Bucket([]byte(bucketSchedules)), want); err != nil {
			return err
		}
		if err := add(tx.Bucket([]byte(bucketJobs)), &j.ID, j); err != nil {
			return err
		}
		names := tx.Bucket([]byte(bucketJobNames))
		if _, err := names.NextSequence(); err != nil {
			return err
		}
		return names.Put(append(nameKey(j.Name), idKey(j.ID)...), nil)
	})
}

// attach gives the schedule of a request: the stored one it names, or a new record.
func attach(schedules *bolt.Bucket, want *zdm.Schedule) (*schedule, error) {
	if want == nil {
		return nil, nil
	}
	if want.ID != 0 {
		return storedSchedule(schedules, want.ID, "")
	}
	made := schedule{Type: want.Type}
	if want.Basic != nil {
		made.Basic = *want.Basic
	} else {
		model, err := storedSchedule(schedules, want.BasicID, ".")
		if err != nil {
			return nil, err
		}
		made.Basic = model.Basic
	}
	if err := made.check(); err != nil {
		return nil, err
	}
	return &made, add(schedules, &made.ID, &made)
}

func storedSchedule(schedules *bolt.Bucket, id int64, stop string) (*schedule, error) {
	found, err := get[schedule](schedules, id)
	if err == nil && found == nil {
		err = noSchedule(id, stop)
	}
	return found, err
}

// jobQuery says which jobs are wanted; a field's zero value asks for nothing.
type jobQuery struct {
	name      string
	server    string // id or name of the source or target
	ascending bool   // oldest first
	skip      int
	take      int
}

// jobs gives the jobs of a query and how many there were without skip and take.
func (s *store) jobs(q jobQuery) (found []job, total int, err error) {
	err = s.db.View(func(tx *bolt.Tx) error {
		jobs, names := tx.Bucket([]byte(bucketJobs)), tx.Bucket([]byte(bucketJobNames))
		walked, prefix, all := jobs, []byte(nil), q.name == "" && q.server == ""
		if q.name != "" {
			walked, prefix = names, nameKey(q.name)
		}
		err := walk(walked, prefix, q.ascending, func(id int64) (more bool, err error) {
			full := q.take > 0 && len(found) == q.take
			if full && all {
				return false, nil
			}
			if (full || total < q.skip) && q.server == "" {
				total++
				return true, nil
			}
			j, err := get[job](jobs, id)
			if err != nil || j == nil || q.server != "" && !j.on(q.server) {
				return err == nil, err
			}
			if total++; total > q.skip && !full {
				found = append(found, *j)
			}
			return true, nil
		})
		if all {
			total = int(names.Sequence())
		}
		return err
	})
	return found, total, err
}

// job gives the job with an id, or the newest with a name; nil when there is none.
func (s *store) job(identifier string) (found *job, err error) {
	id, isID := identifierID(identifier)
	if !isID {
		named, _, err := s.jobs(jobQuery{name: identifier, take: 1})
		if err != nil || len(named) == 0 {
			return nil, err
		}
		return &named[0], nil
	}
	err = s.db.View(func(tx *bolt.Tx) error {
		found, err = get[job](tx.Bucket([]byte(bucketJobs)), id)
		return err
	})
	return found, err
}

// walk visits the ids that follow a prefix in a bucket's keys, until there is no more to see.
func walk(b *bolt.Bucket, prefix []byte, ascending bool, visit func(id int64) (more bool, err error)) error {
	cursor := b.Cursor()
	step := cursor.Next
	key, _ := cursor.Seek(append(prefix, idKey(0)...))
	if !ascending {
		step = cursor.Prev
		if key, _ = cursor.Seek(append(prefix, idKey(-1)...)); key == nil {
			key, _ = cursor.Last()
		} else {
			key, _ = cursor.Prev()
		}
	}
	for ; len(key) == len(prefix)+8 && string(key[:len(prefix)]) == string(prefix); key, _ = step() {
		more, err := visit(int64(binary.BigEndian.Uint64(key[len(prefix):])))
		if err != nil || !more {
			return err
		}
	}
	return nil
}

// add stores a record under the bucket's next id, which it writes into the record first.
func add(b *bolt.Bucket, id *int64, record any) error {
	next, err := b.NextSequence()
	if err != nil {
		return err
	}
	*id = int64(next)
	text, err := json.Marshal(record)
	if err != nil {
		return err
	}
	return b.Put(idKey(*id), text)
}

// get gives nil for an id that is not there.
func get[T any](b *bolt.Bucket, id int64) (*T, error) {
	text := b.Get(idKey(id))
	if text == nil {
		return nil, nil
	}
	record := new(T)
	if err := json.Unmarshal(text, record); err != nil {
		return nil, fmt.Errorf("record %d: %w", id, err)
	}
	return record, nil
}

func idKey(id int64) []byte { return binary.BigEndian.AppendUint64(nil, uint64(id)) }

func nameKey(name string) []byte {
	sum := sha256.Sum256([]byte(name))
	return sum[:]
}
