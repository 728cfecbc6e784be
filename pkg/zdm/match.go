package zdm

import (
	"path"
	"slices"
	"strings"
)

// answers reports whether a registration is about the request that was sent. It must have a result,
// a name or partitions, and its platform must not be a different known one. If both list
// partitions, they must share at least one. If both have a name, the answer's must be the request's
// or one that the server may have made from it. An answer without a name counts if it shares a
// partition with the request or reports a failure.
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

// made reports whether a server may have made the name from the request's, and no other request in
// flight has it.
func (s creation) made(name string) bool {
	return (MadeFrom(name, s.request) || hasNumberOf(name, s.request)) && (s.others == nil || !s.others(name))
}

// isOtherPlatform reports whether a server shows a known platform other than the requested one.
// Some servers may have names of their own for a platform.
func isOtherPlatform(shown Text, asked string) bool {
	return !shown.Is(asked) && slices.ContainsFunc(Platforms(), shown.Is)
}

// registered reports whether the request registered the job, as far as can be determined (see
// CreateRecovery).
func (s creation) registered(job Recovery) bool {
	id := job.Job.Info.ID
	return s.informed && !id.None() && !slices.Contains(s.known, id) && !job.System.AreOthers(s.request)
}

// IsNot reports whether the server is definitely not the one with the identifier, an id or a name.
// An empty identifier matches any server.
func (s System) IsNot(identifier string) bool {
	known := s.Name
	if IsID(identifier) {
		known = s.ID
	}
	return identifier != "" && !known.None() && !known.Is(identifier)
}

// AreOthers reports whether a job definitely restores other servers than the request asks for.
func (s RecoverySystems) AreOthers(request *RecoveryRequest) bool {
	return s.Source.IsNot(request.Source) || s.Target.IsNot(request.Target)
}

// differ reports whether the servers of two jobs definitely differ.
func (s RecoverySystems) differ(t RecoverySystems) bool {
	return s.Source.differs(t.Source) || s.Target.differs(t.Target)
}

func (s System) differs(t System) bool {
	if !s.ID.None() && !t.ID.None() {
		return !s.ID.Is(string(t.ID))
	}
	return !s.Name.None() && !t.Name.None() && !s.Name.Is(string(t.Name))
}

// mayBeCalled reports whether a server may use name for the recovery: its own name, one of others,
// or a name made from these.
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

// hasMode reports whether the recovery shows a partition in this mode and in no other.
func (r *Recovery) hasMode(partition, mode string) bool {
	other := func(p RecoveryPartition) bool { return SamePartition(p.From, partition) && ModeOf(p.Mode) != mode }
	return r.has(Text(partition)) && !slices.ContainsFunc(r.Job.Detail, other)
}

// SamePartition reports whether a partition that a server shows is the requested one.
func SamePartition(shown Text, asked string) bool {
	return string(shown) == asked || PartitionKey(string(shown)) == PartitionKey(asked)
}

// SameImage reports whether two file names denote the same image. Servers show it as .ZIA or .img.
func SameImage(a, b string) bool { return imageKey(a) == imageKey(b) }

func imageKey(file string) string {
	if ext := path.Ext(file); strings.EqualFold(ext, ".zia") || strings.EqualFold(ext, ".img") {
		return strings.TrimSuffix(file, ext)
	}
	return file
}

// IsOf reports whether the item is about a partition that a server shows with its image. An item of
// a request FromImages may have only the image.
func (j RecoveryJob) IsOf(source, image Text) bool {
	if j.SourcePartition == "" {
		return j.BackupFile != "" && SameImage(string(image), j.BackupFile)
	}
	return SamePartition(source, j.SourcePartition)
}

// RegistrationOf returns the registration that an existing job implies: all partitions of the job
// count as registered. A target has a mount point and a device, and RegistrationOf uses the one
// that the request uses.
func RegistrationOf(job *Recovery, request *RecoveryRequest) Registration {
	info := job.Job.Info
	r := Registration{Common: RegistrationCommon{
		JobName: info.Name, Platform: info.Platform, AfterReboot: info.AfterReboot, Schedule: info.Schedule,
		ScriptPath: info.Script.Path, ScriptRunTiming: info.Script.Run,
	}}
	for _, p := range job.Job.Detail {
		target := p.Target()
		for _, j := range request.JobList {
			if j.IsOf(p.From, p.Backup.FileName) && SamePartition(p.To, j.TargetPartition) {
				target = p.To
			}
		}
		r.Partitions = append(r.Partitions, RegistrationPartition{
			SourcePartition: p.From, TargetPartition: target, JobMode: p.Mode,
			Overwrite: OverwriteOf(p.Option.Overwrite), FileSystem: p.Option.FileSystem,
			Backup:     RegistrationBackup{UseLatest: p.Backup.Latest, BackupFile: p.Backup.FileName, BackupJob: p.Backup.JobName},
			Repository: p.Repository,
		})
	}
	if n := int64(len(r.Partitions)); n > 0 {
		r.Summary.Successful = Count{N: n, Known: true}
	}
	return r
}
