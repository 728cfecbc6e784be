package zdm

import "context"

// CenterFilter selects centers and the details to report (ZDM API, query of GET /zdms). Empty
// fields are not sent.
type CenterFilter struct {
	Connection    string `query:"connection"` // see Connections
	Activation    string `query:"activation"` // see Activations
	Network       bool   `query:"network"`
	Disk          bool   `query:"disk"`
	Partition     bool   `query:"partition"`
	Repository    bool   `query:"repository"`
	ZOSRepository bool   `query:"zosRepository"` // servers of 2.0 return none
	Detail        bool   `query:"detail"`        // has no effect since 2.0
}

// CenterQuery selects and sorts centers (ZDM API, query of GET /zdms).
type CenterQuery struct {
	CenterFilter
	Paging
}

// RepositoryQuery selects repositories (ZDM API, query of GET /zdms/repositories).
type RepositoryQuery struct {
	Type   string `query:"type"` // see RepositoryTypes
	Path   string `query:"path"`
	OS     string `query:"os"`     // win or lin
	Center string `query:"center"` // id or name; since 2.0 several, separated by commas
	Paging
}

// Center is a ZDM center (ZDM API, GET /zdms). The lists are empty unless the filter requests them.
type Center struct {
	// ID holds several ids. Requests use the field Center.
	ID struct {
		Center  Text `json:"center"`
		Install Text `json:"install"`
		Machine Text `json:"machine"`
	} `json:"id"`
	// Name holds several names. Requests use the field Center.
	Name struct {
		Center Text `json:"center"`
		Host   Text `json:"host"`
	} `json:"name"`
	OS     OS `json:"os"`
	IP     IP `json:"ip"`
	Status struct {
		Connect  Text `json:"connect"`  // see Text.Connected
		Activate Text `json:"activate"` // ok or fail
	} `json:"status"`
	Path struct {
		LogFile Text `json:"logFile"`
		Install Text `json:"install"`
	} `json:"path"`
	Disks        Many[Disk]             `json:"disk"`
	Networks     Many[NetworkInterface] `json:"network"`
	Partitions   Many[Partition]        `json:"partition"`
	Repositories Many[RepositoryInfo]   `json:"repository"`
	LastUpdated  Text                   `json:"lastUpdated"`
}

// RepositoryInfo is a repository registered with ZDM (ZDM API, GET /zdms/repositories).
type RepositoryInfo struct {
	ID          Text       `json:"id"`
	Center      Text       `json:"center"` // name
	Type        Text       `json:"type"`   // see RepositoryType
	OS          Text       `json:"os"`     // not reported by all servers
	Size        Size       `json:"size"`
	Used        Size       `json:"used"`
	Free        Size       `json:"free"`
	Usage       Text       `json:"usage"` // see Text.Percent
	RemotePath  Text       `json:"remotePath"`
	LocalPath   Text       `json:"localPath"`
	RemoteUser  Text       `json:"remoteUser"`
	IPAddress   Many[Text] `json:"ipAddress"`
	Port        Text       `json:"port"`
	LastUpdated Text       `json:"lastUpdated"`
}

// Centers lists centers (ZDM API, GET /zdms).
func (c *Client) Centers(query CenterQuery) List[Center] { return listOf[Center](c, "/zdms", query) }

// Center reads one center by id or name (ZDM API, GET /zdms/:identifier).
func (c *Client) Center(ctx context.Context, identifier string, filter CenterFilter) (Result[Center], error) {
	return readOne[Center](ctx, c, pathOf("zdms", identifier), filter)
}

// Repositories lists the repositories of all centers (ZDM API, GET /zdms/repositories).
func (c *Client) Repositories(query RepositoryQuery) List[RepositoryInfo] {
	return listOf[RepositoryInfo](c, "/zdms/repositories", query)
}

// CenterRepositories lists the repositories of one center (ZDM API, GET
// /zdms/:identifier/repositories).
func (c *Client) CenterRepositories(center string, query RepositoryQuery) List[RepositoryInfo] {
	return listOf[RepositoryInfo](c, pathOf("zdms", center, "repositories"), query)
}
