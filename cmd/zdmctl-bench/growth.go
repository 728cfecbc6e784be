package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"text/tabwriter"
	"time"
)

const (
	growthStep = 10   // factor of work from one size to the next
	maxGrowth  = 13.0 // maximum factor of time for that factor of work
)

// size is the number of items in a workload and how often it is measured. Short runs vary more and
// are measured more often.
type size struct{ work, rounds int }

func growthSizes() []size {
	return []size{{1_000, 5}, {1_000 * growthStep, 3}, {1_000 * growthStep * growthStep, 1}}
}

// workload is an operation on many items. Its time may grow with their number, but no faster.
type workload struct {
	name string
	run  func(context.Context, *fixture, int) error
}

// workloads returns the operations in order. Each uses what earlier ones created.
func workloads() []workload {
	zdmctl := func(args ...string) func(context.Context, *fixture, int) error {
		return func(ctx context.Context, s *fixture, _ int) error { return s.zdmctl(ctx, args...) }
	}
	return []workload{
		{"validate", zdmctl("recovery", "validate", "-f", waveFile)},
		{"apply", zdmctl("recovery", "apply", "-f", waveFile, "--parallel", "8")},
		{"registration", func(ctx context.Context, s *fixture, work int) error { return s.register(ctx, work) }},
		{"list", zdmctl("recovery", "list", "--all")},
		{"history", zdmctl("recovery", "history", "--all")},
	}
}

// times holds the processor time of each workload by size. Load on the machine affects it less than
// wall time.
type times map[string][]time.Duration

// measureGrowth runs the workloads at every size, each round on its own fixture, and returns the
// median of the rounds.
func measureGrowth(ctx context.Context, sizes []size, all []workload, open func(work int) (*fixture, error)) (times, error) {
	took := times{}
	for _, size := range sizes {
		rounds := times{}
		for range size.rounds {
			s, err := open(size.work)
			if err != nil {
				return nil, err
			}
			for _, one := range all {
				before := s.used()
				if err = one.run(ctx, s, size.work); err != nil {
					err = fmt.Errorf("%s of %d: %w", one.name, size.work, err)
					break
				}
				rounds[one.name] = append(rounds[one.name], s.used()-before)
				s.later()
			}
			if err = cmp.Or(err, s.close()); err != nil {
				return nil, err
			}
		}
		for name, round := range rounds {
			slices.Sort(round)
			took[name] = append(took[name], quantile(round, 0.5))
		}
	}
	return took, nil
}

// reportGrowth writes a line for each workload. It returns false if one grows faster than its work.
func reportGrowth(out io.Writer, sizes []size, all []workload, took times) (bool, error) {
	ok := true
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprint(table, "WORK")
	for i, size := range sizes {
		if i > 0 {
			fmt.Fprint(table, "\tTIMES")
		}
		fmt.Fprintf(table, "\t%d", size.work)
	}
	fmt.Fprintf(table, "\tLIMIT %.0f\n", maxGrowth)
	for _, one := range all {
		fmt.Fprint(table, one.name)
		word := "met"
		for i, now := range took[one.name] {
			if i > 0 {
				times := float64(now) / float64(took[one.name][i-1])
				if times > maxGrowth {
					word, ok = missed, false
				}
				fmt.Fprintf(table, "\t%.1f", times)
			}
			fmt.Fprintf(table, "\t%.0f", float64(now)/float64(time.Millisecond))
		}
		fmt.Fprintf(table, "\t%s\n", word)
	}
	fmt.Fprintln(table, "\nms of all processors, zdmctl and the sandbox together")
	return ok, table.Flush()
}
