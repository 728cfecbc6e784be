package main

import (
	"context"
	"fmt"
	"slices"
	"time"
)

const warmUps = 3 // unmeasured pairs that fill the page cache

// result holds the durations of a comparison's runs, each side sorted.
type result struct {
	comparison
	oursTook, peerTook []time.Duration
	peak               int64 // maximum memory of our runs in bytes
}

// runner runs a program until it exits and returns the duration.
type runner func(context.Context, program) (time.Duration, error)

// measure runs both sides in pairs and alternates which goes first, so that other load affects both
// alike.
func measure(ctx context.Context, c comparison, pairs int, run runner) (result, error) {
	sides := [2]program{c.ours, c.peer}
	var took [2][]time.Duration
	warmUps := warmUps
	if c.pairs > 0 && c.pairs < pairs {
		pairs, warmUps = c.pairs, 1
	}
	for i := range warmUps + pairs {
		for k := range sides {
			side := (i + k) % 2
			d, err := run(ctx, sides[side])
			if err != nil {
				return result{}, fmt.Errorf("%s: %s: %w", c.name, sides[side].name, err)
			}
			if i >= warmUps {
				took[side] = append(took[side], d)
			}
		}
	}
	slices.Sort(took[0])
	slices.Sort(took[1])
	return result{comparison: c, oursTook: took[0], peerTook: took[1]}, nil
}

// ratio returns our median divided by the peer's.
func (r result) ratio() float64 {
	return float64(quantile(r.oursTook, 0.5)) / float64(quantile(r.peerTook, 0.5))
}

// quantile returns the q-quantile of sorted, interpolated linearly.
func quantile(sorted []time.Duration, q float64) time.Duration {
	at := q * float64(len(sorted)-1)
	low := int(at)
	high := min(low+1, len(sorted)-1)
	return sorted[low] + time.Duration((at-float64(low))*float64(sorted[high]-sorted[low]))
}
