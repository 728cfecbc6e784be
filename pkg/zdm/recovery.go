package zdm

// Recovery is a registered recovery job (ZDM API, GET /recoveries). Every text may be empty:
// servers differ in what they send, and some fields require RecoveryFilter.Detail.
type Recovery struct {
	System RecoverySystems `json:"system"`
	Job    RecoveryState   `json:"job"`
}

// RecoverySystems holds the two servers of a recovery.
type RecoverySystems struct {
	Source System `json:"source"`
	Target System `json:"target"`
}

// System is a server as shown in jobs.
type System struct {
	ID      Text `json:"id"`
	Name    Text `json:"name"`
	OS      Text `json:"os"`
	Agent   Text `json:"agent"`   // version; with Detail
	IP      IP   `json:"ip"`      // with Detail
	License Text `json:"license"` // id; with Detail
}

// Title returns the name of the server, or else its id, or else "-".
func (s System) Title() string { return Shown(s.Name, s.ID) }

// IP holds the addresses of a server.
type IP struct {
	Public  Text       `json:"public"`
	Private Many[Text] `json:"private"`
}

// RecoveryState is the job part of a Recovery.
type RecoveryState struct {
	Info   RecoveryInfo            `json:"info"`
	Detail Many[RecoveryPartition] `json:"detail"` // one for each partition
}

// RecoveryInfo holds the fields of the whole job.
type RecoveryInfo struct {
	ID           Text         `json:"id"`
	Name         Text         `json:"name"`
	Schedule     *JobSchedule `json:"schedule"`
	Status       JobStatus    `json:"status"`
	LastUpdated  Text         `json:"lastUpdated"`
	Platform     Text         `json:"platform"`     // with Detail, like all following fields
	Kernel       Text         `json:"kernal"`       // of the source; some servers send "kernal", others "kernel"
	NetworkSpeed Text         `json:"networkSpeed"` // 0 is unlimited
	Script       struct {
		Path Text `json:"path"`
		Run  Text `json:"run"` // before or after
	} `json:"script"`
	AfterReboot  Text         `json:"afterReboot"`
	Notification Notification `json:"notification"`
}

// JobStatus is the state of a job.
type JobStatus struct {
	Current Text    `json:"current"` // see Status
	Time    RunTime `json:"time"`
}

// RunTime holds the times of a run, which have no zone (see Text.Time).
type RunTime struct {
	Start   Text `json:"start"`
	Elapsed Text `json:"elapsed"` // HH:MM:SS
	End     Text `json:"end"`
}

// Notification holds the recipients of a job's events.
type Notification struct {
	Mail Text `json:"mail"`
}

// RecoveryPartition is one partition of a recovery.
type RecoveryPartition struct {
	From         Text `json:"from"` // mount point or drive
	To           Text `json:"to"`
	TargetDevice Text `json:"targetDevice"`
	Mode         Text `json:"mode"`
	Backup       struct {
		JobName  Text `json:"jobName"`
		FileName Text `json:"fileName"`
		Latest   Text `json:"latest"` // "use" or a date
	} `json:"backup"`
	Repository  RepositoryRef `json:"repository"`
	LastUpdated Text          `json:"lastUpdated"`
	// Option holds the write options. It requires Detail.
	Option struct {
		Overwrite  Text `json:"overwrite"` // Overwritten, allow, or a boolean
		FileSystem Text `json:"fileSystem"`
	} `json:"option"`
}

// Target returns the partition that is written to: its device, or else its other name.
func (p RecoveryPartition) Target() Text { return firstOf(p.TargetDevice, p.To) }

// RepositoryRef is a repository as shown in jobs.
type RepositoryRef struct {
	ID   Text `json:"id"`
	Path Text `json:"path"`
	Type Text `json:"type"` // see RepositoryType
}

// firstOf returns the first value that is set, or else the first.
func firstOf(values ...Text) Text {
	for _, v := range values {
		if !v.None() {
			return v
		}
	}
	return values[0]
}
