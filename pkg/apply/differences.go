package apply

import (
	"slices"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// Differences returns how a registered recovery of the same servers differs from a request in the
// fields that the server reports, including partitions that the request does not restore.
func Differences(request *zdm.RecoveryRequest, job *zdm.Recovery) []Change {
	d := compare(request, job)
	return slices.Concat(d.changes, d.fixed, leftOut(request, job))
}

// leftOut returns the partitions of a recovery that the request excludes, or omits from a list that
// is all it restores.
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
