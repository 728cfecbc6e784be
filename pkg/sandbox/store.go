package sandbox

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strconv"
	"sync"
	"syscall"
	"time"

	bolt "go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"

	"github.com/zdmctl/zdmctl/pkg/internal/osfile"
	"github.com/zdmctl/zdmctl/pkg/sandbox/inventory"
)

// Reasons why a store cannot be used, in addition to those of the operating system.
var (
	ErrBusy    = errors.New("in use by another process") // locked for longer than Config.Wait
	ErrOlder   = errors.New("made by an older version")  // Reset replaces it
	ErrNewer   = errors.New("made by a newer version")   // Reset replaces it
	ErrForeign = errors.New("not a store of the sandbox")
	ErrDamaged = errors.New("damaged")
)

// StoreError is the error of Open and Reset if the store cannot be used.
type StoreError struct {
	Path string
	Err  error // one of those above, or of the operating system
}

func (e *StoreError) Error() string { return fmt.Sprintf("the sandbox's store %s: %v", e.Path, e.Err) }

// Unwrap returns the cause.
func (e *StoreError) Unwrap() error { return e.Err }

// Buckets of the store. The key of a record is its id as eight big-endian bytes, so that cursors
// iterate in the order of registration. Lists filter by terms, which have far fewer pages than the
// jobs.
const (
	bucketSettings  = "settings"
	bucketJobs      = "jobs"        // id of its schedule in eight bytes, then JSON
	bucketTerms     = "job terms"   // ids of each term that lists filter by, in blocks
	bucketTimings   = "job timings" // jobs whose status depends on the time
	bucketSchedules = "schedules"   // terms, then JSON
)

const (
	secretKey = "token secret"
	formatKey = "format"
	format    = 5 // version of the records
)

// Measured settings: how long writers wait to share one sync, and the fill percentage of pages
// whose keys only grow.
const (
	gather   = time.Millisecond
	fullPage = 0.9
)

type store struct {
	db     *bolt.DB
	secret []byte // signs tokens

	indexing sync.Mutex   // guards index
	index    *statusIndex // nil until it is first needed
}

func buckets() []string {
	return []string{bucketSettings, bucketJobs, bucketTerms, bucketTimings, bucketSchedules}
}

// openStore locks a store, and creates it if necessary.
func openStore(cfg Config) (*store, error) {
	return lockStore(cfg, func(s *store) error {
		made, err := s.settings()
		switch {
		case err != nil:
			return err
		case made == 0:
			return s.fill(cfg.Inventory.Schedules, cfg.Now())
		case made < format:
			return ErrOlder
		case made > format:
			return ErrNewer
		}
		return nil
	})
}

// lockStore opens and locks a store and calls prepare. It closes the store if that fails.
func lockStore(cfg Config, prepare func(*store) error) (*store, error) {
	s := &store{}
	err := guarded(func() error {
		if err := s.open(cfg); err != nil {
			return err
		}
		return prepare(s)
	})
	if err == nil {
		return s, nil
	}
	if s.db != nil {
		_ = s.close() // the first error is more useful
	}
	return nil, &StoreError{Path: cfg.Path, Err: osfile.Cause(err)}
}

// guarded returns ErrDamaged if do fails on a damaged file. bbolt trusts the file's contents, so it
// panics or reads past the file's end.
func guarded(do func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if recover() != nil {
			err = ErrDamaged
		}
	}()
	return do()
}

func (s *store) open(cfg Config) error {
	if err := os.MkdirAll(filepath.Dir(cfg.Path), 0o700); err != nil {
		return err
	}
	var file *os.File
	defer func() {
		if s.db == nil && file != nil { // bbolt has closed it, unless it panicked
			_ = osfile.Release(file)
		}
	}()
	db, err := bolt.Open(cfg.Path, 0o600, &bolt.Options{
		Timeout: cfg.Wait, MaxSize: cfg.MaxSize, FreelistType: bolt.FreelistMapType,
		OpenFile: func(name string, flag int, mode os.FileMode) (_ *os.File, err error) {
			file, err = os.OpenFile(name, flag, mode)
			return file, err
		}})
	switch {
	case errors.Is(err, bolterrors.ErrTimeout):
		return ErrBusy
	case errors.Is(err, bolterrors.ErrInvalid), errors.Is(err, bolterrors.ErrVersionMismatch):
		return ErrForeign
	case err != nil:
		if _, ofSystem := errors.AsType[syscall.Errno](err); ofSystem {
			return err
		}
		return ErrDamaged
	}
	db.MaxBatchDelay = gather
	s.db = db
	return nil
}

func (s *store) close() error { return s.db.Close() }

// view runs a read transaction. Damage past the first pages is only detected here.
func (s *store) view(read func(*bolt.Tx) error) error {
	return guarded(func() error { return s.db.View(read) })
}

// batch runs a write in one sync with concurrent ones. It runs in bbolt's goroutine, so the guard
// is applied there.
func (s *store) batch(write func(*bolt.Tx) error) error {
	return s.db.Batch(func(tx *bolt.Tx) error {
		return guarded(func() error { return write(tx) })
	})
}

// settings reads the secret and the format of the records. The format is 0 for a new store.
func (s *store) settings() (made int, err error) {
	err = s.view(func(tx *bolt.Tx) error {
		if info, err := os.Stat(s.db.Path()); err != nil || info.Size() < tx.Size() {
			return errors.Join(ErrDamaged, err)
		}
		settings := tx.Bucket([]byte(bucketSettings))
		if first, _ := tx.Cursor().First(); first == nil {
			return nil
		} else if settings == nil || settings.Get([]byte(secretKey)) == nil {
			return ErrForeign // never delete another program's records
		}
		s.secret = append(s.secret, settings.Get([]byte(secretKey))...)
		if made, err = strconv.Atoi(string(settings.Get([]byte(formatKey)))); err != nil {
			made = 1 // the first format did not store it
		}
		return nil
	})
	return made, err
}

// fill resets the store to its initial state, whatever its contents. It invalidates issued tokens.
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
		return errors.Join(settings.Put([]byte(formatKey), []byte(strconv.Itoa(format))), settings.Put([]byte(secretKey), secret),
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
		text, err := record.encode()
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

// key returns an id as it is stored in keys.
func key(id int64) []byte { return binary.BigEndian.AppendUint64(nil, uint64(id)) }

// chunk is the number of records that are read in one transaction, so that a slow client blocks no
// other.
const chunk = 256

// each visits the records whose ids find returns. No transaction lasts throughout, so a record that
// is added or deleted meanwhile may or may not be visited.
func each[T any](s *store, find func(*bolt.Tx) ([]int64, error), decode func(*bolt.Tx, int64) (*T, error)) iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		var ids []int64
		err := s.view(func(tx *bolt.Tx) (err error) {
			ids, err = find(tx)
			return err
		})
		for some := range slices.Chunk(ids, chunk) {
			if err != nil {
				break
			}
			var found []*T
			err = s.view(func(tx *bolt.Tx) (err error) {
				found, err = read(tx, some, decode)
				return err
			})
			for _, one := range found {
				if !yield(one, nil) {
					return
				}
			}
		}
		if err != nil {
			yield(nil, err)
		}
	}
}

// read returns the records with some ids, skipping deleted ones.
func read[T any](tx *bolt.Tx, ids []int64, decode func(*bolt.Tx, int64) (*T, error)) (found []*T, err error) {
	for _, id := range ids {
		one, err := decode(tx, id)
		if err != nil {
			return nil, err
		}
		if one != nil {
			found = append(found, one)
		}
	}
	return found, nil
}
