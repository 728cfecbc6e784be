package zdm

import "encoding/json"

// Monitoring is the state of the recoveries of a job or of a server (ZDM API, GET
// /recoveries/monitoring/job/:identifier and /recoveries/monitoring/system/:identifier).
type Monitoring struct {
	System  RecoverySystems    `json:"system"`  // up to 2.0.2
	Summary *MonitoringSummary `json:"summary"` // of a server only
	Jobs    Many[MonitoredJob] `json:"job"`     // one for a job, one or several for a server
}

// MonitoringSummary counts the partitions of a server's recoveries; since 3.0, the recoveries.
type MonitoringSummary struct {
	Total           Count `json:"total"`
	Completed       Count `json:"completed"`
	InProgress      Count `json:"inProgress"`
	Failed          Count `json:"failed"`
	Canceled        Count `json:"canceled"` // since 3.0
	Pending         Count `json:"pending"`
	OverallProgress Text  `json:"overallProgress"` // see Text.Percent
}

// MonitoredJob is a monitored job. Details holds its partitions, under whichever key they were
// sent.
type MonitoredJob struct {
	Info    MonitoredInfo  `json:"info"`
	Log     Many[Text]     `json:"log"`
	Details Many[Progress] `json:"details"`  // one per partition; since 3.0 one per image
	Overall JobProgress    `json:"progress"` // of the job itself; since 3.0
	Time    RunTime        `json:"timeInfo"` // since 3.0
}

// JobProgress is the progress of a job. Only the status shows whether the run has ended: at 100%,
// the server may still be restarting the target.
type JobProgress struct {
	Status  Text `json:"status"`  // see Status; empty up to 2.0.2
	Percent Text `json:"percent"` // see Text.Percent
	Message Text `json:"message"`
}

// MonitoredInfo identifies a job. Some servers send Platform and Mode if MonitorQuery.Detail is
// set.
type MonitoredInfo struct {
	ID       Text `json:"id"`
	Name     Text `json:"name"`
	Platform Text `json:"platform"`
	Mode     Text `json:"mode"`
	Source   Text `json:"source"` // name; since 3.0
	Target   Text `json:"target"` // name; since 3.0
	Role     Text `json:"role"`   // source or target, of a server's job; since 3.0
}

// Progress is the state of one partition.
type Progress struct {
	Partition  Text         `json:"partition"`  // Linux; empty on Windows
	Drive      Text         `json:"drive"`      // Windows; empty on Linux
	BackupFile Text         `json:"backupFile"` // since 3.0, which may list a partition several times
	Info       ProgressInfo `json:"progressInfo"`
}

// Name returns the partition or the drive.
func (p Progress) Name() Text { return firstOf(p.Partition, p.Drive) }

// ProgressInfo is the progress of one partition.
type ProgressInfo struct {
	Status  Text `json:"status"`  // see Status
	Percent Text `json:"percent"` // see Text.Percent
	Message Text `json:"message"`
	Start   Text `json:"start"`
	Elapsed Text `json:"elapsed"`
	End     Text `json:"end"`
}

// UnmarshalJSON accepts the partitions under "details", under "detail" or in the job's progress,
// and the job's progress also next to the partitions.
func (j *MonitoredJob) UnmarshalJSON(data []byte) error {
	type plain MonitoredJob
	read := struct {
		*plain
		JobProgress

		Detail   Many[Progress] `json:"detail"`
		Progress struct {
			JobProgress

			Partitions Many[Progress] `json:"partitions"`
		} `json:"progress"`
	}{plain: (*plain)(j)}
	if err := tolerant(json.Unmarshal(data, &read)); err != nil {
		return err
	}
	if j.Overall = read.Progress.JobProgress; j.Overall.Status.None() {
		j.Overall = read.JobProgress
	}
	for _, partitions := range []Many[Progress]{read.Detail, read.Progress.Partitions} {
		if len(j.Details) == 0 {
			j.Details = partitions
		}
	}
	return nil
}

// UnmarshalJSON accepts the progress also next to the name of the partition.
func (p *Progress) UnmarshalJSON(data []byte) error {
	type plain Progress
	read := struct {
		*plain
		JobProgress

		Time RunTime `json:"timeInfo"`
	}{plain: (*plain)(p)}
	if err := tolerant(json.Unmarshal(data, &read)); err != nil {
		return err
	}
	if i := read.JobProgress; !i.Status.None() {
		p.Info = ProgressInfo{Status: i.Status, Percent: i.Percent, Message: i.Message, Start: read.Time.Start, Elapsed: read.Time.Elapsed, End: read.Time.End}
	}
	return nil
}
