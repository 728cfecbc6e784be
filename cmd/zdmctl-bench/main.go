// Zdmctl-bench compares zdmctl with the programs it replaces, and checks its performance budgets.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
)

// Exit codes.
const (
	met    = 0
	failed = 1 // a budget was exceeded beyond the tolerance, or nothing could be measured
	usage  = 2
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("zdmctl-bench", flag.ContinueOnError)
	flags.SetOutput(stderr)
	pairs := flags.Int("runs", 50, "pairs of runs of each comparison")
	only := flags.String("only", "", "`name` of the one comparison to run")
	growth := flags.Bool("growth", false, "measure ten and a hundred times the work instead of comparing")
	err := flags.Parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return met
	case err != nil:
		return usage
	case flags.NArg() > 0 || *pairs < 1:
		fmt.Fprintln(stderr, "zdmctl-bench: takes no arguments, and at least one run")
		return usage
	}
	var ok bool
	if *growth {
		ok, err = benchmarkGrowth(ctx, stdout)
	} else {
		ok, err = benchmark(ctx, stdout, *pairs, *only)
	}
	if err != nil {
		fmt.Fprintln(stderr, "zdmctl-bench:", err)
	}
	if err != nil || !ok {
		return failed
	}
	return met
}

// benchmark builds, measures and reports. It returns false if a budget was exceeded beyond the
// tolerance.
func benchmark(ctx context.Context, out io.Writer, pairs int, only string) (bool, error) {
	s, err := newScene()
	if err != nil {
		return false, err
	}
	defer s.close()
	chosen, err := choose(s.comparisons(), only)
	if err != nil {
		return false, err
	}
	if err := s.build(ctx); err != nil {
		return false, err
	}
	var results []result
	for _, c := range chosen {
		r, err := measure(ctx, c, pairs, s.run)
		if err != nil {
			return false, err
		}
		r.peak = s.peaks[c.ours.line()]
		results = append(results, r)
	}
	stripped, err := os.Stat(s.zdmctl)
	if err != nil {
		return false, err
	}
	return report(out, results, stripped.Size())
}

// benchmarkGrowth builds, measures and reports. It returns false if something grows faster than its
// work.
func benchmarkGrowth(ctx context.Context, out io.Writer) (bool, error) {
	s, err := newScene()
	if err != nil {
		return false, err
	}
	defer s.close()
	if err := s.build(ctx); err != nil {
		return false, err
	}
	sizes, all := growthSizes(), workloads()
	took, err := measureGrowth(ctx, sizes, all, func(work int) (*fixture, error) { return newFixture(s.zdmctl, work) })
	if err != nil {
		return false, err
	}
	return reportGrowth(out, sizes, all, took)
}
