package zdm

import "slices"

// registered reports a job that the request has made, as far as can be known; see CreateRecovery.
func (s creation) registered(job Recovery) bool {
	source, target := job.System.Source, job.System.Target
	if s.informed {
		id := job.Job.Info.ID
		return !id.None() && !slices.Contains(s.known, id) && !source.IsNot(s.request.Source) && !target.IsNot(s.request.Target)
	}
	if !source.is(s.request.Source) || !target.is(s.request.Target) {
		return false
	}
	listOnly := s.request.ListOnly != nil && *s.request.ListOnly
	if listOnly && len(job.Job.Detail) != len(s.request.JobList) {
		return false
	}
	for _, asked := range s.request.JobList {
		if !slices.ContainsFunc(job.Job.Detail, asked.became) {
			return false
		}
	}
	return true
}

// is reports a server that an identifier names.
func (s System) is(identifier string) bool {
	told := s.Name
	if IsID(identifier) {
		told = s.ID
	}
	return !told.None() && told.Is(identifier)
}

// IsNot reports a server that is surely another than the one that an identifier, an id or a name, means.
func (s System) IsNot(identifier string) bool {
	told := s.Name
	if IsID(identifier) {
		told = s.ID
	}
	return !told.None() && !told.Is(identifier)
}

// AreOthers reports a job that surely restores other servers than the request asks for.
func (s RecoverySystems) AreOthers(request *RecoveryRequest) bool {
	return s.Source.IsNot(request.Source) || s.Target.IsNot(request.Target)
}

// became reports the partition of a job that an item of jobList asked for.
func (j RecoveryJob) became(p RecoveryPartition) bool {
	return SamePartition(p.From, j.SourcePartition) &&
		(SamePartition(p.To, j.TargetPartition) || SamePartition(p.TargetDevice, j.TargetPartition))
}

// SamePartition reports whether a partition as a server shows it is the one that a request names.
func SamePartition(shown Text, asked string) bool {
	return PartitionKey(string(shown)) == PartitionKey(asked)
}

// registrationOf is what a job tells of its registration: the partitions that it holds were registered, and those of the request's jobList
// that it does not hold failed. Whether others did is not told.
func registrationOf(job Recovery, request *RecoveryRequest) Registration {
	info := job.Job.Info
	r := Registration{Common: RegistrationCommon{
		JobName: info.Name, Platform: info.Platform, AfterReboot: info.AfterReboot, Schedule: info.Schedule,
		ScriptPath: info.Script.Path, ScriptRunTiming: info.Script.Run,
	}}
	for _, p := range job.Job.Detail {
		r.Partitions = append(r.Partitions, RegistrationPartition{
			SourcePartition: p.From, TargetPartition: firstOf(p.TargetDevice, p.To), JobMode: p.Mode,
			Overwrite: overwriteOf(p.Option.Overwrite), FileSystem: p.Option.FileSystem,
			Backup:     RegistrationBackup{UseLatest: p.Backup.Latest, BackupFile: p.Backup.FileName, BackupJob: p.Backup.JobName},
			Repository: RegistrationRepository{ID: p.Repository.ID, Path: p.Repository.Path, Type: p.Repository.Type},
		})
	}
	if len(r.Partitions) == 0 {
		return r
	}
	var missing int64
	for _, asked := range request.JobList {
		if !slices.ContainsFunc(job.Job.Detail, func(p RecoveryPartition) bool { return SamePartition(p.From, asked.SourcePartition) }) {
			missing++
		}
	}
	r.Summary.Successful = Count{N: int64(len(r.Partitions)), Known: true}
	r.Summary.Failed = Count{N: missing, Known: missing > 0 || request.ListOnly != nil && *request.ListOnly}
	return r
}

// overwriteOf is the request's word for what a job tells.
func overwriteOf(told Text) Text {
	switch {
	case told.Is("overwritten"):
		return OverwriteAllow
	case told.Is("not overwritten"):
		return OverwriteNotAllow
	}
	return told
}
