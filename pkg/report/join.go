package report

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/journal"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/render"
)

// IsShard reports whether the records are those of a shard.
func (s *Source) IsShard() bool {
	return slices.ContainsFunc(s.Records, func(r journal.Record) bool { return r.Event == journal.RunBegins && r.Run.Shard != "" })
}

// Join builds one report from the journals of shards. A shard without a journal is a deviation, and
// the state of its recoveries is unknown. If the journals do not belong to one run, the error is an
// *exit.Error with exit.Usage.
func Join(sources []Source, o Options) (*Document, error) {
	shards := make([]shard, len(sources))
	for i, source := range sources {
		shards[i] = shard{Source: source, fold: foldOf(source.Records)}
		shards[i].run = shards[i].fold.run()
	}
	of, err := check(shards)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(shards, func(a, b shard) int { return cmp.Compare(a.index(), b.index()) })
	f := merge(shards)
	missing := f.missing(shards, of, o.Lang)
	d := build(f, f.run(), o)
	for _, s := range shards {
		d.Shards = append(d.Shards, Evidence{Path: s.Path, SHA256: render.OrNull(s.Sum), Shard: render.OrNull(s.run.Shard)})
	}
	paths := make([]string, len(shards))
	for i, s := range shards {
		paths[i] = s.Path
	}
	d.Journal.Path = strings.Join(paths, ", ")
	if missing != "" {
		d.Deviations = append(d.Deviations, Deviation{Code: "shard", Message: missing})
		d.conclude(f, f.run(), o)
	}
	return d, nil
}

// shard is one of the journals to join.
type shard struct {
	Source
	fold *fold
	run  journal.Run // the latest
}

// own returns the recoveries of the shard.
func (s *shard) own() (jobs []string) {
	for _, one := range s.run.All() {
		if !one.Elsewhere {
			jobs = append(jobs, one.Job)
		}
	}
	return jobs
}

func (s *shard) index() int {
	index, _, _ := strings.Cut(s.run.Shard, "/")
	n, _ := strconv.Atoi(index)
	return n
}

// check refuses journals that do not belong to one run. It returns the total number of shards.
func check(shards []shard) (of int, err error) {
	refuse := func(m msg.Message) (int, error) { return 0, exit.New(exit.Usage, m).Note(msgJoinOneRun.With()) }
	first, seen := &shards[0], map[string]string{}
	_, total, _ := strings.Cut(first.run.Shard, "/")
	for i := range shards {
		s := &shards[i]
		index, n, found := strings.Cut(s.run.Shard, "/")
		at, err := strconv.Atoi(index)
		switch {
		case s.run.Shard == "":
			return refuse(msgJoinNoShard.With(s.Path))
		case !found || err != nil || at < 0:
			return refuse(msgJoinBadShard.With(s.Path, s.run.Shard))
		case n != total:
			return refuse(msgJoinOtherSplit.With(s.Path, s.run.Shard, first.run.Shard, first.Path))
		case seen[index] != "":
			return refuse(msgJoinTwice.With(s.Path, s.run.Shard, seen[index]))
		}
		if what, differs := s.differs(first); differs {
			return refuse(msgJoinDiffers.With(s.Path, first.Path, what))
		}
		seen[index] = s.Path
	}
	of, err = strconv.Atoi(total)
	if err != nil || of < len(shards) {
		return refuse(msgJoinBadShard.With(first.Path, first.run.Shard))
	}
	return of, nil
}

// differs returns how the run of a shard differs from that of the first one.
func (s *shard) differs(first *shard) (what msg.Message, differs bool) {
	a, b := &s.run, &first.run
	switch {
	case a.Server != b.Server:
		return msgJoinServer.With(a.Server, b.Server), true
	case a.Kind != b.Kind:
		return msgJoinKind.With(a.Kind, b.Kind), true
	case !a.Since.Equal(b.Since):
		return msgJoinSince.With(clock(a.Since), clock(b.Since)), true
	case a.RTO != b.RTO || a.RPO != b.RPO:
		return msgJoinObjectives.With(), true
	}
	mine, theirs := requestsOf(a), requestsOf(b)
	for _, run := range []*journal.Run{b, a} {
		for _, one := range run.All() {
			if mine[one.Job] != theirs[one.Job] {
				return msgJoinRequests.With(one.Job), true
			}
		}
	}
	if a.ID != b.ID {
		return msgJoinRun.With(a.ID, b.ID), true
	}
	return msg.Message{}, false
}

// requestsOf returns the wave and the fingerprint of each recovery of all shards, as one shard has
// planned them.
func requestsOf(run *journal.Run) map[string]string {
	all := map[string]string{}
	for wave, one := range run.All() {
		all[one.Job] = wave + "\x00" + one.Request
	}
	return all
}

// merge combines the states of shards. Each shard provides only its own recoveries.
func merge(shards []shard) *fold {
	f := newFold()
	run := undivided(shards[0].run)
	ended, last := true, journal.Record{Event: journal.End, Outcome: journal.Complete}
	for i := range shards {
		s := shards[i].fold
		for _, job := range shards[i].own() {
			if t := s.tracks[job]; t != nil {
				f.tracks[job] = t
			}
		}
		for name, begin := range s.waves {
			if f.waves[name].IsZero() || begin.Before(f.waves[name]) {
				f.waves[name] = begin
			}
		}
		if f.begin.IsZero() || s.begin.Before(f.begin) {
			f.begin = s.begin
		}
		f.jump = max(f.jump, s.jump)
		f.clocks = append(f.clocks, s.clocks...)
		f.notes = append(f.notes, s.notes...)
		f.gaps = append(f.gaps, named(s.gaps, shards[i].run.Shard)...)
		f.all = append(f.all, named(s.all, shards[i].run.Shard)...)
		run.Through = further(&run, shards[i].run.Through)
		ended = ended && s.end != nil
		if s.end != nil {
			last = worse(last, *s.end)
		}
	}
	if ended {
		f.end = &last
	}
	f.apart = apart(shards)
	inOrder := func(a, b journal.Record) int { return a.At.Compare(b.At) }
	slices.SortStableFunc(f.clocks, inOrder)
	slices.SortStableFunc(f.notes, inOrder)
	slices.SortStableFunc(f.gaps, func(a, b entry) int { return inOrder(*a.Record, *b.Record) })
	slices.SortStableFunc(f.all, func(a, b entry) int { return inOrder(*a.Record, *b.Record) })
	f.runs = []journal.Record{{Event: journal.RunBegins, At: f.begin, Run: &run}}
	return f
}

// undivided returns the run of a shard as the run of all recoveries.
func undivided(run journal.Run) journal.Run {
	run.Shard, run.Waves = "", slices.Clone(run.Waves)
	for w := range run.Waves {
		run.Waves[w].Recoveries = slices.Clone(run.Waves[w].Recoveries)
		for i := range run.Waves[w].Recoveries {
			run.Waves[w].Recoveries[i].Elsewhere = false
		}
	}
	return run
}

// apart returns the minimum difference between the clocks of the shards' machines, each compared
// with the server's clock. It returns 0 if that is within clockSlack.
func apart(shards []shard) (most time.Duration) {
	var low, high *journal.Clock
	for i := range shards {
		for _, r := range shards[i].fold.clocks {
			switch c := r.Clock; {
			case c.PlusMinus <= 0:
			case low == nil:
				low, high = c, c
			case c.Offset+c.PlusMinus < low.Offset+low.PlusMinus:
				low = c
			case c.Offset-c.PlusMinus > high.Offset-high.PlusMinus:
				high = c
			}
		}
	}
	if low == nil {
		return 0
	}
	most = time.Duration((high.Offset - high.PlusMinus - low.Offset - low.PlusMinus) * float64(time.Second))
	if most <= clockSlack {
		return 0
	}
	return most
}

func named(entries []entry, shard string) []entry {
	all := slices.Clone(entries)
	for i := range all {
		all[i].shard = shard
	}
	return all
}

// further returns the later of the two last waves, or "" if a shard has no limit.
func further(run *journal.Run, other string) string {
	at := func(name string) int {
		return slices.IndexFunc(run.Waves, func(w journal.Wave) bool { return w.Name == name })
	}
	if run.Through == "" || other == "" {
		return ""
	}
	if at(other) > at(run.Through) {
		return other
	}
	return run.Through
}

// worse combines the ends of two shards: the worse outcome at the later time.
func worse(a, b journal.Record) journal.Record {
	rank := func(r journal.Record) int {
		return slices.Index([]string{journal.Complete, journal.Failed, journal.Interrupted}, r.Outcome)
	}
	worst := a
	if rank(b) > rank(a) || rank(b) == rank(a) && worst.Code == exit.OK {
		worst = b
	}
	worst.At = latest(a.At, b.At)
	return worst
}

// missing marks the recoveries of shards without a journal as unknown. It returns a sentence about
// these shards, or "" if there are none.
func (f *fold) missing(shards []shard, of int, lang msg.Lang) string {
	const most = 10
	known, owned := map[int]bool{}, map[string]bool{}
	for i := range shards {
		known[shards[i].index()] = true
		for _, job := range shards[i].own() {
			owned[job] = true
		}
	}
	var jobs, names []string
	run := f.run()
	for _, one := range run.All() {
		if !owned[one.Job] {
			f.tracks[one.Job] = &track{result: Unknown, code: exit.Unknown, detail: msgJoinNoJournal.In(lang)}
			jobs = append(jobs, one.Job)
		}
	}
	for i := 0; i < of && len(names) <= most; i++ {
		if !known[i] {
			names = append(names, fmt.Sprintf("%d/%d", i, of))
		}
	}
	if len(names) == 0 {
		return ""
	}
	return msgJoinMissing.With(few(names, most), cmp.Or(few(jobs, most), "-")).In(lang)
}
