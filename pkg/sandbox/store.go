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

	"github.com/zdmctl/zdmctl/pkg/sandbox/inventory"
)

// ErrBusy reports that another process kept the store for longer than Open waits.
var ErrBusy = errors.New("the sandbox's store is in use by another process")

// ErrFormat reports a store that another version of the program made. Reset makes it anew.
var ErrFormat = errors.New("the sandbox's store has the format of another version")

// The buckets of the store. Records stand under their id in eight bytes, big end first, so that cursors
// walk in the order of registration. An index holds no values: its keys are what is looked for and the
// id of a job. Walking one touches far fewer pages than walking the jobs does.
const (
	bucketSettings  = "settings"
	bucketJobs      = "jobs"         // its schedule's id in eight bytes, then JSON
	bucketIDs       = "job ids"      // index of all; its sequence counts the jobs
	bucketNames     = "job names"    // index by a hash of the name
	bucketServers   = "job servers"  // index by the ids of both servers
	bucketSources   = "job sources"  // index by the id of the source
	bucketTargets   = "job targets"  // index by the id of the target
	bucketUses      = "schedule use" // index by the id of the schedule
	bucketSchedules = "schedules"
)

const (
	secretKey = "token secret"
	formatKey = "format"
	format    = "2" // of the records
)

// Bounds that were measured: how long writers gather for one sync, and how full pages get whose keys only grow.
const (
	gather   = time.Millisecond
	fullPage = 0.9
)

type store struct {
	db     *bolt.DB
	secret []byte // of the tokens
}

func buckets() []string {
	return []string{bucketSettings, bucketJobs, bucketIDs, bucketNames, bucketServers, bucketSources, bucketTargets, bucketUses, bucketSchedules}
}

// openStore locks a store and makes it when it is new.
func openStore(cfg Config) (*store, error) {
	s, err := lockStore(cfg)
	if err != nil {
		return nil, err
	}
	if err := s.prepare(cfg.Inventory.Schedules, cfg.Now()); err != nil {
		return nil, errors.Join(fmt.Errorf("open the sandbox's store %s: %w", cfg.Path, err), s.close())
	}
	return s, nil
}

// lockStore locks a store, whatever it holds.
func lockStore(cfg Config) (*store, error) {
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
	db.MaxBatchDelay = gather
	return &store{db: db}, nil
}

func (s *store) close() error { return s.db.Close() }

// prepare reads the secret, or fills a new store.
func (s *store) prepare(schedules []inventory.Schedule, now time.Time) error {
	var made string
	err := s.db.View(func(tx *bolt.Tx) error {
		if settings := tx.Bucket([]byte(bucketSettings)); settings != nil {
			made = string(settings.Get([]byte(formatKey)))
			s.secret = append(s.secret, settings.Get([]byte(secretKey))...)
		}
		return nil
	})
	switch {
	case err != nil || made == format:
		return err
	case len(s.secret) > 0:
		return ErrFormat
	}
	return s.fill(schedules, now)
}

// fill makes the store as new, whatever it holds. Tokens of before are no longer good.
func (s *store) fill(schedules []inventory.Schedule, now time.Time) error {
	secret := make([]byte, sha256.Size)
	_, _ = rand.Read(secret) // never fails
	err := s.db.Update(func(tx *bolt.Tx) error {
		for _, name := range buckets() {
			if err := tx.DeleteBucket([]byte(name)); err != nil && !errors.Is(err, bolterrors.ErrBucketNotFound) {
				return err
			}
			if _, err := tx.CreateBucket([]byte(name)); err != nil {
				return err
			}
		}
		settings := tx.Bucket([]byte(bucketSettings))
		return errors.Join(settings.Put([]byte(formatKey), []byte(format)), settings.Put([]byte(secretKey), secret),
			fillSchedules(tx.Bucket([]byte(bucketSchedules)), schedules, now))
	})
	if err == nil {
		s.secret = secret
	}
	return err
}

func fillSchedules(b *bolt.Bucket, schedules []inventory.Schedule, now time.Time) error {
	for _, one := range schedules {
		record := scheduleRecord{Schedule: one.Schedule, Center: one.Center, JobName: one.JobName, Disabled: one.Disabled, Created: now}
		text, err := json.Marshal(record)
		if err != nil {
			return err
		}
		if err := errors.Join(b.Put(key(one.ID), text), b.SetSequence(max(b.Sequence(), uint64(one.ID)))); err != nil {
			return err
		}
	}
	return nil
}

// appendRecord stores a record under the bucket's next id.
func appendRecord(b *bolt.Bucket, text []byte) (id int64, err error) {
	next, err := b.NextSequence()
	if err != nil {
		return 0, err
	}
	b.FillPercent = fullPage
	return int64(next), b.Put(key(int64(next)), text)
}

// step is a cursor's way through ids.
type step struct {
	bucket    string
	prefix    []byte // what an index is asked for; none for a bucket of records
	ascending bool
	after     int64 // the id to go on behind, 0 for the first
}

// walk visits ids in order, until there is no more to see.
func (s step) walk(tx *bolt.Tx, visit func(id int64) (more bool, err error)) error {
	cursor := tx.Bucket([]byte(s.bucket)).Cursor()
	next, from := cursor.Next, append(s.prefix[:len(s.prefix):len(s.prefix)], key(s.after+1)...)
	found, _ := cursor.Seek(from)
	if !s.ascending {
		next = cursor.Prev
		if s.after != 0 {
			from = append(s.prefix[:len(s.prefix):len(s.prefix)], key(s.after)...)
		} else {
			from = append(s.prefix[:len(s.prefix):len(s.prefix)], key(-1)...)
		}
		if found, _ = cursor.Seek(from); found == nil {
			found, _ = cursor.Last()
		} else {
			found, _ = cursor.Prev()
		}
	}
	for ; len(found) == len(s.prefix)+8 && string(found[:len(s.prefix)]) == string(s.prefix); found, _ = next() {
		more, err := visit(int64(binary.BigEndian.Uint64(found[len(s.prefix):])))
		if err != nil || !more {
			return err
		}
	}
	return nil
}

// any reports whether there is an id to visit.
func (s step) any(tx *bolt.Tx) (found bool) {
	_ = s.walk(tx, func(int64) (bool, error) { // which cannot fail
		found = true
		return false, nil
	})
	return found
}

// key is an id as keys hold it.
func key(id int64) []byte { return binary.BigEndian.AppendUint64(nil, uint64(id)) }

// nameKey is short whatever the name, and nobody finds two names with the same.
func nameKey(name string) []byte {
	sum := sha256.Sum256([]byte(name))
	return sum[:16]
}
