package outcome

import (
	"cmp"
	"slices"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// failedPartitions returns the partitions that are not registered as requested, without duplicates
// and in the order of the request.
func failedPartitions(request *zdm.RecoveryRequest, r *zdm.Registration) []exit.Problem {
	problems := missing(request, r)
	known := map[string]bool{} // by zdm.PartitionKey
	for _, p := range problems {
		known[zdm.PartitionKey(p.Partition)] = true
	}
	report := func(partition string, why msg.Message) {
		if key := zdm.PartitionKey(partition); !known[key] {
			known[key] = true
			problems = append(problems, exit.Problem{Partition: partition, Message: why})
		}
	}
	for _, j := range request.JobList {
		if at := indexOf(r, j); at >= 0 && goesElsewhere(r.Partitions[at].TargetPartition, j.TargetPartition) {
			report(nameOf(j), msgPartitionElsewhere.With(string(r.Partitions[at].TargetPartition), j.TargetPartition))
		}
	}
	for _, p := range r.Partitions {
		if why := wrongWith(request, p); !why.IsZero() {
			report(string(p.SourcePartition), why)
		}
	}
	for _, notice := range r.Notices {
		if partition := leftOut(string(notice)); partition != "" {
			report(partition, msg.Verbatim.With(string(notice)))
		}
	}
	return problems
}

// wrongWith returns how a registered partition deviates from the request, or zero.
func wrongWith(request *zdm.RecoveryRequest, p zdm.RegistrationPartition) msg.Message {
	excluded := slices.ContainsFunc(strings.Split(request.ExcludePartition, ","), func(e string) bool { return e != "" && zdm.SamePartition(p.SourcePartition, e) })
	listed := slices.ContainsFunc(request.JobList, func(j zdm.RecoveryJob) bool { return j.IsOf(p.SourcePartition, p.Backup.BackupFile) })
	switch {
	case p.Failed() && !p.ErrorMessage.None():
		return msg.Verbatim.With(string(p.ErrorMessage))
	case p.Failed():
		return msgPartitionFailed.With()
	case p.SourcePartition.None():
	case excluded:
		return msgPartitionNotExcluded.With()
	case request.ListOnly != nil && *request.ListOnly && !listed:
		return msgPartitionNotListed.With()
	}
	return harmful(request, p)
}

// harmful returns a difference from the request that destroys data which the request keeps, or that
// restores other data than requested. It returns zero if there is none.
func harmful(request *zdm.RecoveryRequest, p zdm.RegistrationPartition) msg.Message {
	for _, d := range effective(request, p) {
		if d.field == "overwrite" && d.asked == zdm.OverwriteNotAllow || d.field == "backupFile" {
			return msgEffectiveValue.With(d.field, string(d.shown), d.asked)
		}
	}
	return msg.Message{}
}

// missing returns the partitions and images that the request names and the registration lacks. A
// server that shows no partitions proves nothing.
func missing(request *zdm.RecoveryRequest, r *zdm.Registration) (problems []exit.Problem) {
	asked := request.JobList
	if only := request.ListOnly != nil && *request.ListOnly; !only && request.ExcludePartition == "" { // images of excluded partitions may be missing
		for _, image := range request.Images() {
			asked = append(asked[:len(asked):len(asked)], zdm.RecoveryJob{BackupFile: image})
		}
	}
	for _, j := range asked {
		lacks := len(r.Partitions) > 0 && indexOf(r, j) < 0
		if name := nameOf(j); lacks && !slices.ContainsFunc(problems, func(p exit.Problem) bool { return p.Partition == name }) {
			problems = append(problems, exit.Problem{Partition: name, Message: msgPartitionMissing.With()})
		}
	}
	return problems
}

// nameOf returns the name of a jobList item's partition for messages, or else of its image.
func nameOf(j zdm.RecoveryJob) string { return cmp.Or(j.SourcePartition, j.BackupFile) }

// indexOf returns the index of the registered partition for a jobList item, or -1. If a partition
// is restored onto several, it prefers the one with the item's target.
func indexOf(r *zdm.Registration, j zdm.RecoveryJob) int {
	return paired(len(r.Partitions), func(i int) (zdm.RecoveryJob, zdm.RegistrationPartition) { return j, r.Partitions[i] })
}

// paired returns the index of the first of n pairs that have the same partition, preferring one
// with the same target, or -1.
func paired(n int, pair func(int) (zdm.RecoveryJob, zdm.RegistrationPartition)) int {
	first := -1
	for i := range n {
		switch j, p := pair(i); {
		case !j.IsOf(p.SourcePartition, p.Backup.BackupFile):
		case !goesElsewhere(p.TargetPartition, j.TargetPartition):
			return i
		case first < 0:
			first = i
		}
	}
	return first
}

// leftOut returns the partition that a notice reports as skipped, or "" for any other notice (ZDM
// API 2.0.2, POST /recoveries). If the request names no partitions, only the notice shows this.
func leftOut(notice string) string {
	rest, about := strings.CutPrefix(notice, "Partition/drive '")
	if partition, _, skipped := strings.Cut(rest, "' was skipped"); about && skipped {
		return partition
	}
	return ""
}

// goesElsewhere reports whether a target definitely differs from the requested one. A device and a
// mount point may be the same.
func goesElsewhere(shown zdm.Text, asked string) bool {
	device := func(s string) bool { return strings.HasPrefix(zdm.PartitionKey(s), "/dev/") }
	return !shown.None() && asked != "" && !zdm.SamePartition(shown, asked) && device(string(shown)) == device(asked)
}
