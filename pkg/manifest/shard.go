package manifest

import (
	"errors"
	"fmt"
	"hash/fnv"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Shard is one of several parts into which requests are divided by their jobName. The zero Shard
// contains all requests. It is a pflag.Value, written I/N with I from 0.
type Shard struct {
	index, of uint64
}

// ErrShard is the error for text that is not a Shard.
var ErrShard = errors.New("not a shard")

const maxShards = 999_999

// Set parses I/N. The error is ErrShard.
func (s *Shard) Set(text string) error {
	index, of, _ := strings.Cut(text, "/")
	var parsed Shard
	parsed.index, _ = strconv.ParseUint(index, 10, 64)
	parsed.of, _ = strconv.ParseUint(of, 10, 64)
	if parsed.index >= parsed.of || parsed.of > maxShards || parsed.String() != text {
		return ErrShard
	}
	*s = parsed
	return nil
}

// String returns I/N, or "" for all requests.
func (s *Shard) String() string {
	if !s.Given() {
		return ""
	}
	return fmt.Sprintf("%d/%d", s.index, s.of)
}

// Type returns the format of a value.
func (s *Shard) Type() string { return "I/N" }

// Given reports whether s is a part of the requests.
func (s *Shard) Given() bool { return s.of > 0 }

// Has reports whether a jobName belongs to the shard: its FNV-1a hash of 32 bits, of the UTF-8 of
// the name in NFC, modulo N is I. A release never changes this, as processes of different releases
// may share a run.
func (s *Shard) Has(name string) bool {
	if !s.Given() {
		return true
	}
	hash := fnv.New32a()
	_, _ = hash.Write(norm.NFC.AppendString(nil, name)) // Write never fails
	return uint64(hash.Sum32())%s.of == s.index
}

// Takes reports whether a request belongs to the shard. A request without a jobName belongs to none
// and is refused with exit.Usage.
func (s *Shard) Takes(d *Draft) (bool, error) {
	if s.Given() {
		if err := d.NeedName(msgShardNeedsName); err != nil {
			return false, err
		}
	}
	return s.Has(d.Name()), nil
}
