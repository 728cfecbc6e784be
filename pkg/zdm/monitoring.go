package zdm

import "encoding/json"

// Monitoring is how the recoveries of a job or of a server stand (ZDM API, GET
// /recoveries/monitoring/job/:identifier and /recoveries/monitoring/system/:identifier).
type Monitoring struct {
	System  RecoverySystems    `json:"system"`
	Summary *MonitoringSummary `json:"summary"` // of a server only
	Jobs    Many[MonitoredJob] `json:"job"`     // one for a job; servers send one or several for a server
}

// MonitoringSummary counts the partitions of a server's recoveries.
type MonitoringSummary struct {
	Total           Count `json:"total"`
	Completed       Count `json:"completed"`
	InProgress      Count `json:"inProgress"`
	Failed          Count `json:"failed"`
	Pending         Count `json:"pending"`
	OverallProgress Text  `json:"overallProgress"` // see Text.Percent
}

// MonitoredJob is a job that is monitored.
type MonitoredJob struct {
	Info    MonitoredInfo  `json:"info"`
	Log     Many[Text]     `json:"log"`
	Details Many[Progress] `json:"details"` // one for each partition
}

// MonitoredInfo names a job; Platform and Mode come from some servers with MonitorQuery.Detail.
type MonitoredInfo struct {
	ID       Text `json:"id"`
	Name     Text `json:"name"`
	Platform Text `json:"platform"`
	Mode     Text `json:"mode"`
}

// Progress is how one partition stands.
type Progress struct {
	Partition Text         `json:"partition"` // Linux; empty on Windows
	Drive     Text         `json:"drive"`     // Windows; empty on Linux
	Info      ProgressInfo `json:"progressInfo"`
}

// Name is the partition or the drive.
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

// UnmarshalJSON reads the partitions also where their key is "detail".
func (j *MonitoredJob) UnmarshalJSON(data []byte) error {
	type plain MonitoredJob
	read := struct {
		*plain
		Detail Many[Progress] `json:"detail"`
	}{plain: (*plain)(j)}
	if err := tolerant(json.Unmarshal(data, &read)); err != nil {
		return err
	}
	if len(j.Details) == 0 {
		j.Details = read.Detail
	}
	return nil
}
