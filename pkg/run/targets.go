package run

import (
	"slices"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/journal"
	"github.com/zdmctl/zdmctl/pkg/plan"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// target is the server and the partitions that a recovery writes to.
type target struct {
	server     string   // its name on the server, or "" if unknown
	names      []string // all names of the server, in lower case
	partitions []string // those that are known, each with all of its names
}

// sharedTargets refuses recoveries that write to one server in the same wave, or to one partition
// in different waves, under any names. Other recoveries onto one server cause a warning.
func (r *Run) sharedTargets(ready []Ready) {
	all := slices.Concat(r.items, r.others)
	for i, it := range r.items {
		var before *item
		for j, other := range all {
			if j == i || other.wave > it.wave || other.wave == it.wave && j > i || !other.onto.sharesServer(&it.onto) {
				continue
			}
			wave := r.waves[other.wave].Name
			switch {
			case other.result == journal.Skipped || it.result == journal.Skipped:
			case other.wave == it.wave:
				ready[i].fail(msgTargetTwice.With(it.request.Target, other.name()))
			case other.onto.sharesPartition(&it.onto):
				ready[i].fail(msgPartitionTwice.With(it.request.Target, other.name(), wave))
			}
			if before == nil && other.wave < it.wave {
				before = other
			}
		}
		if before == nil {
			continue
		}
		m := msgSharedTarget.With(it.request.Target, before.name(), r.waves[before.wave].Name)
		ready[i].Warnings = append(ready[i].Warnings, exit.Problem{Message: m, Warning: true}.Of(it.name()))
		it.decisions = append(it.decisions, r.decision(journal.SharedTarget, it.name(), m))
	}
}

// targetOf returns the target that a request names.
func targetOf(request *zdm.RecoveryRequest) target {
	t := target{names: []string{folded(request.Target)}}
	for _, one := range request.JobList {
		t.adds(one.TargetPartition)
	}
	return t
}

// planned adds the names that a plan has resolved.
func (t *target) planned(p *plan.Plan) {
	t.server = p.Target.Name
	t.isCalled(p.Target.ID, p.Target.Name)
	for _, part := range p.Partitions {
		if part.Mode != "" {
			t.adds(part.Target, part.TargetLetter, part.TargetDevice)
		}
	}
}

// shown adds the names that an existing recovery reports.
func (t *target) shown(there *zdm.Recovery) {
	t.isCalled(there.System.Target.Identifiers()...)
	for _, part := range there.Job.Detail {
		t.adds(string(part.To), string(part.TargetDevice))
	}
}

func (t *target) isCalled(names ...string) {
	for _, name := range names {
		if name = folded(name); name != "" && !slices.Contains(t.names, name) {
			t.names = append(t.names, name)
		}
	}
}

// adds adds a partition with all of its names.
func (t *target) adds(names ...string) {
	for _, name := range names {
		if !zdm.Text(name).None() {
			t.partitions = append(t.partitions, zdm.PartitionKey(name))
		}
	}
}

func (t *target) sharesServer(other *target) bool { return t.isCalledOneOf(other.names) }

func (t *target) isCalledOneOf(names []string) bool {
	return slices.ContainsFunc(t.names, func(name string) bool { return slices.Contains(names, name) })
}

func (t *target) sharesPartition(other *target) bool {
	return slices.ContainsFunc(t.partitions, func(key string) bool { return slices.Contains(other.partitions, key) })
}

func folded(name string) string { return strings.ToLower(strings.TrimSpace(name)) }
