package sandbox

import (
	"encoding/binary"
	"iter"
	"math/bits"

	bolt "go.etcd.io/bbolt"
)

// The ids of a term are stored in blocks of this size. The key of a block is its number followed by
// the term, so that all keys that one registration changes are adjacent.
const (
	blockIDs   = 4096
	blockWords = blockIDs / 64
)

// set is a bit set of job ids.
type set []uint64

// emptySet returns a set with room for the ids of a store.
func emptySet(tx *bolt.Tx) set {
	last := tx.Bucket([]byte(bucketJobs)).Sequence()
	return make(set, (last/blockIDs+1)*blockWords)
}

func (s set) has(id int64) bool { return s[id/64]>>(id%64)&1 == 1 }

// add adds an id, unless no job of the store can have it.
func (s set) add(id int64) {
	if id > 0 && id/64 < int64(len(s)) {
		s.put(id, true)
	}
}

// put adds an id or removes it.
func (s set) put(id int64, in bool) {
	s[id/64] &^= 1 << (id % 64)
	if in {
		s[id/64] |= 1 << (id % 64)
	}
}

func (s set) count() (n int) {
	for _, word := range s {
		n += bits.OnesCount64(word)
	}
	return n
}

// join adds the ids of another set.
func (s set) join(other set) {
	for i := range s {
		s[i] |= other[i]
	}
}

// meet removes the ids that are not in another set.
func (s set) meet(other set) {
	for i := range s {
		s[i] &= other[i]
	}
}

// ids visits the ids in order, skipping the first ones at almost no cost.
func (s set) ids(ascending bool, skip int) iter.Seq[int64] {
	return func(yield func(int64) bool) {
		for n := range s {
			if !ascending {
				n = len(s) - 1 - n
			}
			word := s[n]
			if held := bits.OnesCount64(word); held <= skip {
				skip -= held
				continue
			}
			for word != 0 {
				at := bits.TrailingZeros64(word)
				if !ascending {
					at = bits.Len64(word) - 1
				}
				word &^= 1 << at
				if skip > 0 {
					skip--
					continue
				}
				if !yield(int64(64*n + at)) {
					return
				}
			}
		}
	}
}

// encode returns the words of a set, or its ids if they are shorter.
func (s set) encode() (text []byte) {
	if 2*s.count() < 8*len(s) {
		for id := range s.ids(true, 0) {
			text = binary.LittleEndian.AppendUint16(text, uint16(id))
		}
		return text
	}
	for _, word := range s {
		text = binary.LittleEndian.AppendUint64(text, word)
	}
	return text
}

// read adds the ids of an encoded block to a set, as its first ids.
func (s set) read(text []byte) {
	if len(text) < blockIDs/8 {
		for ; len(text) > 0; text = text[2:] {
			s.put(int64(binary.LittleEndian.Uint16(text)), true)
		}
		return
	}
	for i := range len(text) / 8 {
		s[i] = binary.LittleEndian.Uint64(text[8*i:])
	}
}

// blockKey returns the key of the block of a term that contains an id.
func blockKey(id int64, t term) []byte {
	text := binary.BigEndian.AppendUint32(nil, uint32(id/blockIDs))
	return binary.BigEndian.AppendUint64(text, uint64(t))
}

// mark adds an id to the sets of some terms, or removes it.
func mark(tx *bolt.Tx, id int64, in bool, terms []term) error {
	b := tx.Bucket([]byte(bucketTerms))
	b.FillPercent = fullPage
	for _, t := range terms {
		where, held := blockKey(id, t), make(set, blockWords)
		held.read(b.Get(where))
		held.put(id%blockIDs, in)
		var err error
		if held.count() > 0 {
			err = b.Put(where, held.encode())
		} else {
			err = b.Delete(where)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// marked returns the ids of a term.
func marked(tx *bolt.Tx, t term) set {
	b, ids := tx.Bucket([]byte(bucketTerms)), emptySet(tx)
	for n := 0; n < len(ids); n += blockWords {
		ids[n:].read(b.Get(blockKey(int64(64*n), t)))
	}
	return ids
}
