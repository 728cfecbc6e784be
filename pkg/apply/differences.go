package apply

import (
	"slices"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// Differences returns what a request asks for and a registered recovery of the same servers is not,
// in fields that the server shows, and partitions of the recovery that the request leaves out.
func Differences(request *zdm.RecoveryRequest, job *zdm.Recovery) []Change {
	d := compare(request, job)
	return slices.Concat(d.changes, d.fixed, leftOut(request, job))
}

// leftOut are the partitions of a recovery that the request excludes, or does not list where it
// restores those of its list only.
func leftOut(request *zdm.RecoveryRequest, job *zdm.Recovery) []Change {
	excluded := map[string]bool{}
	for item := range strings.SplitSeq(request.ExcludePartition, ",") {
		excluded[zdm.PartitionKey(item)] = true
	}
	only := request.ListOnly != nil && *request.ListOnly
	var left []Change
	for _, p := range job.Job.Detail {
		switch {
		case p.From.None():
		case excluded[zdm.PartitionKey(string(p.From))]:
			left = append(left, Change{"excludePartition", "-", shown(p.From)})
		case only && jobOfPartition(request, p) < 0:
			left = append(left, Change{"jobList", shown(p.From), "-"})
		}
	}
	return left
}
