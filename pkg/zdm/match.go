package zdm

import (
	"path"
	"slices"
	"strings"
)

// answers reports whether a registration is about the request that was sent: it reports a result,
// its name is the request's or one that the server may have made from it, or numbered, its platform
// is not another's, and where both name partitions, one at least is in both. An answer without a
// name counts when it names a partition of the request, or reports a failure.
func (r *Registration) answers(sent creation) bool {
	request, common := sent.request, r.Common
	listed, shared := len(request.JobList) > 0 && len(r.Partitions) > 0, false
	for _, p := range r.Partitions {
		shared = shared || slices.ContainsFunc(request.JobList, func(j RecoveryJob) bool { return j.IsOf(p.SourcePartition, p.Backup.BackupFile) })
	}
	name := string(common.JobName)
	switch {
	case !r.reports() && common.JobName.None() && len(r.Partitions) == 0:
		return false
	case listed && !shared, isOtherPlatform(common.Platform, request.Platform):
		return false
	case request.JobName == "":
		return true
	case common.JobName.None():
		return shared || r.Failed()
	case SameName(name, request.JobName):
		return true
	}
	return sent.made(name)
}

// made reports whether a server may have made a name, other than the request's, from that of the
// request: no other request that is sent has it.
func (s creation) made(name string) bool {
	return (MadeFrom(name, s.request) || hasNumberOf(name, s.request)) && (s.others == nil || !s.others(name))
}

// isOtherPlatform reports a platform that is surely not the one that was asked for: some servers
// may have words of their own for it.
func isOtherPlatform(shown Text, asked string) bool {
	return !shown.Is(asked) && slices.ContainsFunc(Platforms(), shown.Is)
}

// registered reports a job that the request has made, as far as can be known; see CreateRecovery.
func (s creation) registered(job Recovery) bool {
	id := job.Job.Info.ID
	return s.informed && !id.None() && !slices.Contains(s.known, id) && !job.System.AreOthers(s.request)
}

// IsNot reports a server that is surely another than the one that an identifier, an id or a name,
// means; none means any.
func (s System) IsNot(identifier string) bool {
	known := s.Name
	if IsID(identifier) {
		known = s.ID
	}
	return identifier != "" && !known.None() && !known.Is(identifier)
}

// AreOthers reports a job that surely restores other servers than the request asks for.
func (s RecoverySystems) AreOthers(request *RecoveryRequest) bool {
	return s.Source.IsNot(request.Source) || s.Target.IsNot(request.Target)
}

// differ reports whether two servers of a job are surely others.
func (s RecoverySystems) differ(t RecoverySystems) bool {
	return s.Source.differs(t.Source) || s.Target.differs(t.Target)
}

func (s System) differs(t System) bool {
	if !s.ID.None() && !t.ID.None() {
		return !s.ID.Is(string(t.ID))
	}
	return !s.Name.None() && !t.Name.None() && !s.Name.Is(string(t.Name))
}

// mayBeCalled reports whether a server may call the recovery by a name: its own, one of others, or
// one that the server makes from these.
func (r *Recovery) mayBeCalled(name string, others ...string) bool {
	var parts []RecoveryJob
	for _, p := range r.Job.Detail {
		parts = append(parts, RecoveryJob{SourcePartition: string(p.From)})
	}
	return slices.ContainsFunc(append(others, string(r.Job.Info.Name)), func(own string) bool {
		return own != "" && (SameName(name, own) || MadeFrom(name, &RecoveryRequest{JobName: own, JobList: parts}))
	})
}

// has reports whether the recovery shows a partition.
func (r *Recovery) has(partition Text) bool {
	return slices.ContainsFunc(r.Job.Detail, func(p RecoveryPartition) bool { return SamePartition(p.From, string(partition)) })
}

// hasMode reports whether the recovery shows a partition, in a mode and in no other.
func (r *Recovery) hasMode(partition, mode string) bool {
	other := func(p RecoveryPartition) bool { return SamePartition(p.From, partition) && ModeOf(p.Mode) != mode }
	return r.has(Text(partition)) && !slices.ContainsFunc(r.Job.Detail, other)
}

// SamePartition reports whether a partition as a server shows it is the one that a request names.
func SamePartition(shown Text, asked string) bool {
	return string(shown) == asked || PartitionKey(string(shown)) == PartitionKey(asked)
}

// SameImage reports whether two names are those of one image: servers show one as .ZIA and as .img.
func SameImage(a, b string) bool {
	return strings.TrimSuffix(a, path.Ext(a)) == strings.TrimSuffix(b, path.Ext(b))
}

// IsOf reports whether the item is about a partition as a server shows it, with the image that it
// is restored from. An item of a request FromImages names the image alone.
func (j RecoveryJob) IsOf(source, image Text) bool {
	if j.SourcePartition == "" {
		return j.BackupFile != "" && SameImage(string(image), j.BackupFile)
	}
	return SamePartition(source, j.SourcePartition)
}

// RegistrationOf is what a job shows of its registration: the partitions that it holds were
// registered. Of the two names of a target, its mount point and its device, it has the one that the
// request has.
func RegistrationOf(job *Recovery, request *RecoveryRequest) Registration {
	info := job.Job.Info
	r := Registration{Common: RegistrationCommon{
		JobName: info.Name, Platform: info.Platform, AfterReboot: info.AfterReboot, Schedule: info.Schedule,
		ScriptPath: info.Script.Path, ScriptRunTiming: info.Script.Run,
	}}
	for _, p := range job.Job.Detail {
		target := firstOf(p.TargetDevice, p.To)
		for _, j := range request.JobList {
			if j.IsOf(p.From, p.Backup.FileName) && SamePartition(p.To, j.TargetPartition) {
				target = p.To
			}
		}
		r.Partitions = append(r.Partitions, RegistrationPartition{
			SourcePartition: p.From, TargetPartition: target, JobMode: p.Mode,
			Overwrite: OverwriteOf(p.Option.Overwrite), FileSystem: p.Option.FileSystem,
			Backup:     RegistrationBackup{UseLatest: p.Backup.Latest, BackupFile: p.Backup.FileName, BackupJob: p.Backup.JobName},
			Repository: RegistrationRepository{ID: p.Repository.ID, Path: p.Repository.Path, Type: p.Repository.Type},
		})
	}
	if n := int64(len(r.Partitions)); n > 0 {
		r.Summary.Successful = Count{N: n, Known: true}
	}
	return r
}
