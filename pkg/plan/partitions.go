package plan

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// is reports whether a request's name refers to a server's partition: an exact mount point or
// device, or a drive in any spelling.
func is(p zdm.Partition, asked string) bool {
	if asked == "" {
		return false
	}
	if asked == string(p.Letter) || asked == string(p.Device) {
		return true
	}
	key := zdm.PartitionKey(asked)
	return !strings.HasPrefix(key, "/") && (key == zdm.PartitionKey(string(p.Letter)) || key == zdm.PartitionKey(string(p.Device)))
}

// partitions checks the partitions of the source, then those only the request names.
func (j *judge) partitions() {
	if j.request.FromImages() {
		j.imagesAlone()
		return
	}
	known := len(j.source.items) == 1 && j.partitionsKnown("source", j.sourcePartitions, j.plan.Source)
	j.partitionsKnown("target", j.targetPartitions, j.plan.Target)
	j.unsaved()
	taken := map[string]string{} // sources by their targets
	matched := map[int]bool{}
	restored := 0
	for _, source := range j.sourcePartitions.items {
		for _, item := range j.itemsOf(source, matched) {
			if j.one(Partition{Source: string(source.Letter), Used: source.Used}, &source, item, taken) {
				restored++
			}
		}
	}
	for item, job := range j.request.JobList {
		if !matched[item] {
			j.one(Partition{Source: job.SourcePartition}, nil, item, taken)
			restored++
		}
	}
	j.excluded()
	if restored == 0 && known {
		j.fail(NothingToRestore, "", msgPlanNothingToRestore.With(j.plan.Source.Short()))
	}
}

// partitionsKnown reports whether the partitions of a server are known, and warns if not.
func (j *judge) partitionsKnown(path string, a answer[zdm.Partition], server Named) bool {
	resolved := server.ID+server.Name != ""
	switch {
	case a.failed != nil:
		j.unchecked(path, msgPlanThePartitions, a.failed)
	case len(a.items) == 0 && resolved:
		j.warn(Unreported, path, msgPlanPartitionsNotReported.With(server.Short()))
	}
	return len(a.items) > 0
}

// itemsOf returns the indexes of the jobList items for a partition, or only -1 if there is none.
// Servers before 3.0 accept one item: a second one is an error, since it may have another target.
func (j *judge) itemsOf(source zdm.Partition, matched map[int]bool) []int {
	var items []int
	for item, job := range j.request.JobList {
		switch {
		case !is(source, job.SourcePartition):
			continue
		case len(items) > 0 && j.client.Generation() != zdm.Generation3:
			j.fail(Ambiguous, jobPath(item, "sourcePartition"), msg.SourceTaken.With(job.SourcePartition, fmt.Sprintf("jobList[%d]", items[0]))).
				Notes = []msg.Message{msg.SourceTwiceSince.With()}
		default:
			items = append(items, item)
		}
		matched[item] = true
	}
	if items == nil {
		return []int{-1}
	}
	return items
}

// unsaved warns of the failed lookups that are required to determine an image.
func (j *judge) unsaved() {
	if j.backups.failed != nil {
		j.unchecked("source", msg.PlanTheBackups, j.backups.failed)
	}
	for _, id := range repositoryIDs(j.request) {
		if failed := j.images[id].failed; failed != nil && j.holds(id) {
			j.unchecked("repository.id", msgPlanTheImages, failed)
		}
		if j.images[id].incomplete {
			j.warn(Unreported, "repository.id", msg.ImagesIncomplete.With())
		}
	}
}

// holds reports whether the server has a repository, as far as it reports them.
func (j *judge) holds(id int64) bool {
	return j.repositoryOf(id) != nil || j.repositories.failed != nil
}

// unknown leaves the verdict on a partition open.
func (j *judge) unknown() {
	if j.at.Verdict == OK {
		j.at.Verdict = NotChecked
	}
}

// one checks a partition and reports whether it would be restored. source is nil if the server does
// not list it. item is the index in jobList, or -1.
func (j *judge) one(p Partition, source *zdm.Partition, item int, taken map[string]string) bool {
	p.Verdict = OK
	j.plan.Partitions = append(j.plan.Partitions, p)
	j.at, j.failed = &j.plan.Partitions[len(j.plan.Partitions)-1], false
	defer func() { j.at = nil }()
	only := j.request.ListOnly != nil && *j.request.ListOnly
	switch {
	case source != nil && j.leftOut(*source):
		j.note(Excluded, "excludePartition", msgPlanExcluded.With())
		return false
	case item < 0 && only:
		j.warn(NotRestored, "listOnly", msgPlanNotRestored.With())
		return false
	}
	var job zdm.RecoveryJob
	if item >= 0 {
		job = j.request.JobList[item]
	}
	j.at.Mode, j.at.Overwrite = cmp.Or(job.Mode, j.request.Mode), cmp.Or(job.Overwrite, j.request.Overwrite)
	j.at.Repository = j.request.Repository.ID
	if job.Repository != nil {
		j.at.Repository = job.Repository.ID
	}
	if source == nil && len(j.sourcePartitions.items) > 0 && !j.unlisted(item) {
		return true
	}
	j.saved(job, item)
	j.goesTo(job, item, taken)
	return true
}

// leftOut reports whether excludePartition names a partition.
func (j *judge) leftOut(p zdm.Partition) bool {
	names := strings.Split(j.request.ExcludePartition, ",")
	return slices.ContainsFunc(names, func(name string) bool { return is(p, strings.TrimSpace(name)) })
}

// excluded warns of names in excludePartition that have no effect.
func (j *judge) excluded() {
	for name := range strings.SplitSeq(j.request.ExcludePartition, ",") {
		name = strings.TrimSpace(name)
		known := slices.ContainsFunc(j.sourcePartitions.items, func(p zdm.Partition) bool { return is(p, name) })
		if name != "" && !known && len(j.sourcePartitions.items) > 0 {
			j.warn(Unknown, "excludePartition", msg.PlanNoPartition.With(j.plan.Source.Short(), name)).suggest(name, letters(j.sourcePartitions))
		}
	}
}

// unlisted checks a partition that the source does not list, and reports whether it may exist
// nevertheless. Servers of 2.0.1 omit full partitions, but an image proves that one existed.
func (j *judge) unlisted(item int) bool {
	path, source := jobPath(item, "sourcePartition"), j.plan.Source.Short()
	images, asked := j.images[j.at.Repository]
	if !asked || images.failed != nil || slices.ContainsFunc(images.items, j.mine) {
		j.warn(Unreported, path, msgPlanNotListed.With(source))
		return true
	}
	j.fail(Unknown, path, msg.PlanNoPartition.With(source, j.at.Source)).suggest(j.at.Source, letters(j.sourcePartitions))
	return false
}

func letters(a answer[zdm.Partition]) []string {
	return each(a.items, func(p zdm.Partition) string { return string(p.Letter) })
}

// goesTo finds the target partition and compares it with the source's.
func (j *judge) goesTo(job zdm.RecoveryJob, item int, taken map[string]string) {
	path := jobPath(item, "targetPartition")
	asked := cmp.Or(job.TargetPartition, j.at.Source)
	j.at.Target = job.TargetPartition
	if len(j.targetPartitions.items) == 0 {
		j.unknown() // already reported for the target
		j.claimed(path, asked)
		return
	}
	i := slices.IndexFunc(j.targetPartitions.items, func(p zdm.Partition) bool { return is(p, asked) })
	if i < 0 {
		found := j.fail(NoTarget, path, msg.PlanNoPartition.With(j.plan.Target.Short(), asked))
		found.suggest(asked, letters(j.targetPartitions))
		if item < 0 {
			found.Notes = []msg.Message{msg.PlanNameTarget.With()}
		}
		return
	}
	target := j.targetPartitions.items[i]
	p := j.at
	p.TargetLetter, p.TargetDevice, p.TargetSize, p.TargetUsed = value(target.Letter), value(target.Device), target.Size, target.Used
	if p.Target == "" {
		p.Target = Place(target)
		j.note(TargetAssumed, "", msg.PlanTargetAssumed.With(p.Target))
	}
	key := p.TargetLetter + "\x00" + p.TargetDevice
	switch first, shared := taken[key]; {
	case shared && j.request.FromImages() && first != p.Source: // servers of 3.0 accept this
		j.warn(TargetShared, path, msg.PlanTargetShared.With(p.Target, first))
	case shared:
		j.fail(TargetShared, path, msg.PlanTargetShared.With(p.Target, first)).Notes = []msg.Message{msg.TwoSourcesDestroy.With()}
	}
	taken[key] = p.Source
	j.claimed(path, p.Target, p.TargetLetter, p.TargetDevice)
	j.fits(path)
	j.mayOverwrite(path)
	j.takesOverwrite(item)
}

// Place returns the name of a target's partition: its device on Linux, its drive on Windows.
func Place(p zdm.Partition) string {
	if device := value(p.Device); strings.HasPrefix(device, "/") {
		return device
	}
	return cmp.Or(value(p.Letter), value(p.Device))
}

func (j *judge) fits(path string) {
	p := j.at
	switch {
	case !p.Used.Known || !p.TargetSize.Known:
		j.warn(Unreported, path, msgPlanSizeNotReported.With(p.Target))
	case p.TargetSize.Bytes < p.Used.Bytes:
		j.fail(TooSmall, path, msg.PlanTooSmall.With(p.Target, p.TargetSize, p.Used))
	}
}

// mayOverwrite reports data on the target that would be lost. This is an error if the request does
// not allow it, because no documentation promises that the server asks first.
func (j *judge) mayOverwrite(path string) {
	p := j.at
	empty := p.TargetUsed.Known && p.TargetUsed.Bytes == 0
	if p.Overwrite == zdm.OverwriteAllow || empty {
		return
	}
	m := msg.PlanHoldsData.With(p.Target, p.TargetUsed)
	if !p.TargetUsed.Known {
		m = msg.PlanMayHoldData.With(p.Target)
	}
	j.fail(HoldsData, path, m).Notes = []msg.Message{msg.PlanAllowOverwrite.With()}
}
