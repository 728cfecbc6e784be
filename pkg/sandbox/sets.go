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
	blockShift = 12
	blockIDs   = 1 << blockShift
	blockBytes = blockIDs / 8
)

// block is a bit set of ids, starting at a multiple of blockIDs.
type block [blockIDs / 64]uint64

// readBlock decodes what encode wrote. Empty text decodes to the zero value.
func readBlock(text []byte) (b block) {
	if len(text) == blockBytes {
		for i := range b {
			b[i] = binary.LittleEndian.Uint64(text[8*i:])
		}
		return b
	}
	for ; len(text) > 0; text = text[2:] {
		b.set(int64(binary.LittleEndian.Uint16(text)), true)
	}
	return b
}

// encode returns the bits, or the numbers of the set ones if that is shorter.
func (b *block) encode() []byte {
	text := make([]byte, 0, blockBytes)
	if 2*b.count() >= blockBytes {
		for _, word := range b {
			text = binary.LittleEndian.AppendUint64(text, word)
		}
		return text
	}
	for i, word := range b {
		for ; word != 0; word &= word - 1 {
			text = binary.LittleEndian.AppendUint16(text, uint16(64*i+bits.TrailingZeros64(word)))
		}
	}
	return text
}

func (b *block) has(id int64) bool { return b[id%blockIDs/64]>>(id%64)&1 == 1 }

func (b *block) set(id int64, to bool) {
	b[id%blockIDs/64] &^= 1 << (id % 64)
	if to {
		b[id%blockIDs/64] |= 1 << (id % 64)
	}
}

func (b *block) count() (n int) {
	for _, word := range b {
		n += bits.OnesCount64(word)
	}
	return n
}

// set is a set of job ids.
type set []block

// emptySet returns a set with room for the ids of a store.
func emptySet(tx *bolt.Tx) set {
	return make(set, tx.Bucket([]byte(bucketJobs)).Sequence()>>blockShift+1)
}

func (s set) add(id int64) {
	if id > 0 && id>>blockShift < int64(len(s)) {
		s[id>>blockShift].set(id, true)
	}
}

func (s set) has(id int64) bool { return s[id>>blockShift].has(id) }

func (s set) count() (n int) {
	for i := range s {
		n += s[i].count()
	}
	return n
}

// join adds the ids of another set.
func (s set) join(other set) {
	for i := range s {
		for k := range s[i] {
			s[i][k] |= other[i][k]
		}
	}
}

// meet removes the ids that are not in another set.
func (s set) meet(other set) {
	for i := range s {
		for k := range s[i] {
			s[i][k] &= other[i][k]
		}
	}
}

// ids visits the ids in order, skipping the first ones at almost no cost.
func (s set) ids(ascending bool, skip int) iter.Seq[int64] {
	return func(yield func(int64) bool) {
		words := len(s) * len(block{})
		for n := range words {
			if !ascending {
				n = words - 1 - n
			}
			word := s[n/len(block{})][n%len(block{})]
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

// blockKey returns the key of the block of a term that contains an id.
func blockKey(id int64, t term) []byte {
	text := binary.BigEndian.AppendUint32(nil, uint32(id>>blockShift))
	return binary.BigEndian.AppendUint64(text, uint64(t))
}

// mark adds an id to the sets of some terms, or removes it.
func mark(tx *bolt.Tx, id int64, in bool, terms []term) error {
	b := tx.Bucket([]byte(bucketTerms))
	b.FillPercent = fullPage
	for _, t := range terms {
		where := blockKey(id, t)
		held := readBlock(b.Get(where))
		held.set(id, in)
		if text := held.encode(); len(text) > 0 {
			if err := b.Put(where, text); err != nil {
				return err
			}
		} else if err := b.Delete(where); err != nil {
			return err
		}
	}
	return nil
}

// marked returns the ids of a term.
func marked(tx *bolt.Tx, t term) set {
	b, ids := tx.Bucket([]byte(bucketTerms)), emptySet(tx)
	for i := range ids {
		ids[i] = readBlock(b.Get(blockKey(int64(i)<<blockShift, t)))
	}
	return ids
}
