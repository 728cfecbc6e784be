package manifest_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/manifest"
)

func shard(t *testing.T, text string) manifest.Shard {
	t.Helper()
	var s manifest.Shard
	if err := s.Set(text); err != nil || s.String() != text {
		t.Fatalf("%s: %v, %q", text, err, s.String())
	}
	return s
}

// The shards of names are fixed for all releases. The hashes are those of the FNV specification,
// and "a" is the example of the documentation: (2166136261 xor 97) * 16777619 mod 2^32 is
// 3826002220.
func TestShardsAreFixed(t *testing.T) {
	for name, hash := range map[string]uint32{"a": 3826002220, "foobar": 0xbf9cf968, "\u00e9": 0x1e9de8c1, "e\u0301": 0x1e9de8c1} {
		for _, of := range []uint32{1, 2, 3, 8, 999999} {
			for _, index := range []uint32{hash % of, (hash + 1) % of} {
				s := shard(t, fmt.Sprintf("%d/%d", index, of))
				if want := index == hash%of; s.Has(name) != want {
					t.Errorf("%q in %s: %v", name, s.String(), !want)
				}
			}
		}
	}
}

// Every name is in one shard, and none of the shards of a usual run is empty.
func TestShardsDivideNames(t *testing.T) {
	const of = 8
	sizes := make([]int, of)
	for n := range 64 {
		in := 0
		for i := range of {
			if s := shard(t, fmt.Sprintf("%d/%d", i, of)); s.Has(fmt.Sprintf("db-%02d", n)) {
				sizes[i]++
				in++
			}
		}
		if in != 1 {
			t.Errorf("db-%02d is in %d shards", n, in)
		}
	}
	for i, n := range sizes {
		if n == 0 {
			t.Errorf("shard %d is empty: %v", i, sizes)
		}
	}
	var all manifest.Shard
	if !all.Has("db-01") || all.Given() || all.String() != "" {
		t.Error("the zero shard is not all")
	}
}

func TestNoShard(t *testing.T) {
	for _, text := range []string{
		"", "/", "1", "8/8", "9/8", "-1/8", "0/0", "1/0", "00/8", "0/08", "+0/8", " 0/8", "0/8 ", "0/8/1", "0.5/8", "0x0/8", "٠/٨", "0/1000000", "0/99999999999999999999",
	} {
		var s manifest.Shard
		if err := s.Set(text); !errors.Is(err, manifest.ErrShard) || s.Given() {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// A request without a name belongs to no shard.
func TestShardNeedsAName(t *testing.T) {
	for draft, err := range manifest.Documents("wave.yaml", strings.NewReader("center: 1\nsource: a\n")) {
		if err != nil {
			t.Fatal(err)
		}
		s := shard(t, "0/1")
		_, err := s.Takes(draft)
		e, ok := errors.AsType[*exit.Error](err)
		if !ok || e.Code != exit.Usage || len(e.Problems) != 1 || e.Problems[0].File != "wave.yaml" {
			t.Errorf("%v", err)
		}
		var all manifest.Shard
		if mine, err := all.Takes(draft); !mine || err != nil {
			t.Errorf("%v, %v", mine, err)
		}
	}
}
