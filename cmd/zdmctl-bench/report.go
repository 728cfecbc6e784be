package main

import (
	"fmt"
	"io"
	"text/tabwriter"
	"time"
)

const (
	tolerance  = 1.2        // allows 20% over budget, because the machine is never idle
	sizeBudget = 16_000_000 // bytes of the stripped binary
)

// report writes the table. It returns false if a budget was exceeded beyond the tolerance.
func report(out io.Writer, results []result, size int64) (bool, error) {
	ok := true
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "COMPARISON\tPROGRAM\tMIN\tQ1\tMEDIAN\tQ3\tRATIO\tBUDGET")
	for _, r := range results {
		budget := "-"
		if r.budget > 0 {
			word := verdict(r.ratio(), r.budget)
			ok = ok && word != missed
			budget = fmt.Sprintf("%.2f  %s", r.budget, word)
		}
		fmt.Fprintf(table, "%s\t%s\t%s\t%.2f\t%s\n", r.name, r.ours.name, spread(r.oursTook), r.ratio(), budget)
		fmt.Fprintf(table, "\t%s\t%s\n", r.peer.name, spread(r.peerTook))
	}
	if err := table.Flush(); err != nil {
		return false, err
	}
	within, err := reportDocuments(out, results)
	if err != nil {
		return false, err
	}
	word := verdict(float64(size), sizeBudget)
	_, err = fmt.Fprintf(out, "\ntimes in ms; stripped binary %.1f MB, budget %.0f MB: %s\n", float64(size)/1e6, sizeBudget/1e6, word)
	return ok && within && word != missed, err
}

const missed = "MISSED"

func verdict(value, budget float64) string {
	switch {
	case value <= budget:
		return "met"
	case value <= budget*tolerance:
		return "missed within a fifth"
	}
	return missed
}

// spread returns the minimum, the quartiles and the median in milliseconds, in the order of the
// columns.
func spread(sorted []time.Duration) string {
	ms := func(q float64) float64 { return float64(quantile(sorted, q)) / float64(time.Millisecond) }
	return fmt.Sprintf("%.2f\t%.2f\t%.2f\t%.2f", ms(0), ms(0.25), ms(0.5), ms(0.75))
}
