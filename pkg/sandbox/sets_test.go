package sandbox

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// Blocks survive encoding, whether nearly empty or nearly full.
func TestBlockEncoding(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, members := range []int{0, 1, 2, 200, 254, 255, 256, 257, 3000, blockIDs} {
		block := make(set, blockWords)
		for _, id := range random.Perm(blockIDs)[:members] {
			block.put(int64(id), true)
		}
		text, read := block.encode(), make(set, blockWords)
		if read.read(text); !slices.Equal(read, block) || block.count() != members || len(text) > blockIDs/8 {
			t.Errorf("%d members: %d are read of %d bytes", members, read.count(), len(text))
		}
		block.put(17, false)
		if block.has(17) || block.count() > members {
			t.Errorf("%d members: 17 stays", members)
		}
	}
}

// Ids are visited in either order, from any position.
func TestSetOrder(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	s := make(set, 3*blockWords)
	var all []int64
	for id := int64(1); id < 3*blockIDs; id++ {
		if random.IntN(3) == 0 || id%blockIDs == blockIDs-1 || id%blockIDs == 0 {
			s.add(id)
			all = append(all, id)
		}
	}
	s.add(0)
	s.add(3 * blockIDs)
	if s.count() != len(all) {
		t.Errorf("%d ids, want %d", s.count(), len(all))
	}
	for _, skip := range []int{0, 1, 63, 64, 1000, len(all) - 1, len(all), len(all) + 5} {
		up, down := slices.Collect(s.ids(true, skip)), slices.Collect(s.ids(false, skip))
		slices.Reverse(down)
		if from := min(skip, len(all)); !slices.Equal(up, all[from:]) || !slices.Equal(down, all[:len(all)-from]) {
			t.Errorf("without %d: %d and %d ids of %d", skip, len(up), len(down), len(all))
		}
	}
}
