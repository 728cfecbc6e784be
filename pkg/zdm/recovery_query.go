package zdm

// RecoveryFilter selects recoveries (ZDM API, query of GET /recoveries). Empty fields are not sent.
type RecoveryFilter struct {
	Server         string `query:"server"`         // name or id
	ServerType     string `query:"serverType"`     // see ServerModes
	Mode           string `query:"mode"`           // see Modes
	Partition      string `query:"partition"`      // Linux
	Drive          string `query:"drive"`          // Windows
	Status         string `query:"status"`         // see JobStatuses
	RepositoryID   string `query:"repositoryID"`   // digits
	RepositoryType string `query:"repositoryType"` // see RepositoryTypes
	RepositoryPath string `query:"repositoryPath"`
	Platform       string `query:"platform"` // see Platforms
	BackupName     string `query:"backupName"`
	Detail         bool   `query:"detail"`
	Center         string `query:"center"` // ids or names, separated by commas; since 2.0
}

// RecoveryQuery selects and sorts recoveries (ZDM API, query of GET /recoveries).
type RecoveryQuery struct {
	RecoveryFilter
	JobID   string `query:"jobId"` // digits
	JobName string `query:"jobName"`
	Paging
}

// HistoryQuery selects past runs of recoveries (ZDM API, query of GET /recoveries/histories; since
// 1.1).
type HistoryQuery struct {
	JobID      string `query:"jobId"` // digits
	JobName    string `query:"jobName"`
	Server     string `query:"server"`     // name
	ServerType string `query:"serverType"` // see ServerModes; requires Server
	Partition  string `query:"partition"`  // exact
	Result     string `query:"result"`     // see HistoryResults
	Center     string `query:"center"`     // documented since 3.0
	Paging
}

// MonitorQuery selects what to monitor (ZDM API, query of GET /recoveries/monitoring/job). Servers
// of 3.0 reject any other key.
type MonitorQuery struct {
	Mode      string `query:"mode"`      // see Modes
	Partition string `query:"partition"` // Linux; excludes Drive
	Drive     string `query:"drive"`     // Windows; excludes Partition
	Detail    bool   `query:"detail"`
	Center    string `query:"center"` // since 3.0
}

// MonitorServerQuery selects what to monitor on a server (ZDM API, query of GET
// /recoveries/monitoring/system).
type MonitorServerQuery struct {
	MonitorQuery
	ServerType string `query:"serverType"` // see ServerModes
	JobName    string `query:"jobName"`
	Status     string `query:"status"` // see JobStatuses
	Page       int    `query:"page"`
	Limit      int    `query:"limit"`
}
