package zdm

// RecoveryFilter chooses recoveries (ZDM API, query of GET /recoveries). An empty field is not
// sent.
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

// RecoveryQuery chooses and orders recoveries (ZDM API, query of GET /recoveries).
type RecoveryQuery struct {
	RecoveryFilter
	JobID   string `query:"jobId"` // digits
	JobName string `query:"jobName"`
	Paging
}

// HistoryQuery chooses the past runs of recoveries (ZDM API, query of GET /recoveries/histories;
// since 1.1).
type HistoryQuery struct {
	JobID      string `query:"jobId"` // digits
	JobName    string `query:"jobName"`
	Server     string `query:"server"`     // name
	ServerType string `query:"serverType"` // see ServerModes; only together with Server
	Partition  string `query:"partition"`  // exact
	Result     string `query:"result"`     // see HistoryResults
	Center     string `query:"center"`     // since 3.0 on the endpoint's page
	Paging
}

// MonitorQuery chooses what is monitored (ZDM API, query of GET /recoveries/monitoring/job).
// Servers of 3.0 refuse any other key.
type MonitorQuery struct {
	Mode      string `query:"mode"`      // see Modes
	Partition string `query:"partition"` // Linux; never together with Drive
	Drive     string `query:"drive"`     // Windows
	Detail    bool   `query:"detail"`
	Center    string `query:"center"` // since 3.0
}

// MonitorServerQuery chooses what is monitored of a server (ZDM API, query of GET
// /recoveries/monitoring/system).
type MonitorServerQuery struct {
	MonitorQuery
	ServerType string `query:"serverType"` // see ServerModes
	JobName    string `query:"jobName"`
	Status     string `query:"status"` // see JobStatuses
	Page       int    `query:"page"`
	Limit      int    `query:"limit"`
}
