package zdm

import (
	"fmt"
	"slices"
	"strings"
)

// NoPartitionError is returned for a change of a partition that the recovery does not have, or
// whose image a server of 3.0 does not show. Nothing was sent.
type NoPartitionError struct {
	Partition string
	Has       []string // partitions that can be changed
}

func (e *NoPartitionError) Error() string {
	return fmt.Sprintf("the recovery has no partition %q; it has %s", e.Partition, strings.Join(e.Has, ", "))
}

// address returns the changes in the form that the server of the job accepts: by image since 3.0,
// by partition name before. An image stands for all items of the job that are restored from it;
// they belong to one partition.
func (r *Recovery) address(changes []PartitionUpdate, generation Generation) ([]PartitionUpdate, error) {
	var addressed []PartitionUpdate
	for _, change := range changes {
		name := change.Partition + change.Drive
		found := false
		for _, p := range r.Job.Detail {
			if !SamePartition(p.From, name) {
				continue
			}
			own := change
			if generation == Generation3 {
				own = PartitionUpdate{BackupFile: string(p.Backup.FileName), Mode: change.Mode}
			}
			found = found || generation != Generation3 || !p.Backup.FileName.None()
			if !slices.Contains(addressed, own) {
				addressed = append(addressed, own)
			}
		}
		if !found && (len(r.Job.Detail) > 0 || generation == Generation3) {
			return nil, &NoPartitionError{Partition: name, Has: r.partitions()}
		}
		if !found { // the server does not show the partitions of a job
			addressed = append(addressed, change)
		}
	}
	return addressed, nil
}

// partitions returns the names of the job's partitions without duplicates.
func (r *Recovery) partitions() (names []string) {
	for _, p := range r.Job.Detail {
		if name := string(p.From); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}
