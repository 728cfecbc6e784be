package zdm

import "context"

// ServerFilter selects servers and the details to report (ZDM API, query of GET /servers). Empty
// fields are not sent.
type ServerFilter struct {
	Mode       string `query:"mode"`       // see ServerModes
	OS         string `query:"os"`         // see ServerOSes
	Connection string `query:"connection"` // see Connections
	License    string `query:"license"`    // see LicenseStates
	Disk       bool   `query:"disk"`
	Network    bool   `query:"network"`
	Partition  bool   `query:"partition"`
	Repository bool   `query:"repository"`
	Detail     bool   `query:"detail"`
	Center     string `query:"center"` // ids or names, separated by commas; since 2.0
}

// ServersQuery selects and sorts servers (ZDM API, query of GET /servers).
type ServersQuery struct {
	ServerFilter
	Paging
}

// PartitionQuery selects partitions (ZDM API, query of GET /servers/partitions).
type PartitionQuery struct {
	Partition  string `query:"partition"` // mount point
	Drive      string `query:"drive"`
	Device     string `query:"device"`
	FileSystem string `query:"fileSystem"`
	Center     string `query:"center"` // ids or names, separated by commas; since 2.0
	Paging
}

// Server is a source or target server (ZDM API, GET /servers). The lists are empty unless the
// filter requests them.
type Server struct {
	ID   Text `json:"id"`
	Name Text `json:"name"`
	// Agent is the vendor's program on the server.
	Agent struct {
		Mode    Text `json:"mode"`    // Source or Target
		Version Text `json:"version"` // with Detail
	} `json:"agent"`
	OS      OS `json:"os"`
	IP      IP `json:"ip"`
	License struct {
		ID Text `json:"id"` // may be a word such as Unassigned
	} `json:"license"`
	Status struct {
		Connect Text `json:"connect"` // see Text.Connected
	} `json:"status"`
	Resources    Resources              `json:"resources"` // with Detail
	Disks        Many[Disk]             `json:"disk"`
	Networks     Many[NetworkInterface] `json:"network"`
	Partitions   Many[Partition]        `json:"partition"`
	Repositories Many[RepositoryInfo]   `json:"repository"`
	LastUpdated  Text                   `json:"lastUpdated"`
}

// OS is an operating system.
type OS struct {
	Version Text `json:"version"`
}

// Resources holds the hardware of a server as display text.
type Resources struct {
	Model        Text `json:"model"`
	Type         Text `json:"type"`
	Manufacturer Text `json:"manufacturer"`
	Kernel       Text `json:"kernel"`
	CPU          Text `json:"cpu"`
	CPUCount     Text `json:"cpuCount"`
	Memory       Text `json:"memory"`
}

// Disk is a disk of a server or of a center. Centers send CenterCaption in place of Caption.
type Disk struct {
	Caption       Text `json:"caption"`
	CenterCaption Text `json:"diskCaption"`
	Device        Text `json:"device"`
	Type          Text `json:"diskType"`
	Size          Size `json:"diskSize"`
	LastUpdated   Text `json:"lastUpdated"`
}

// NetworkInterface is a network interface of a server or of a center.
type NetworkInterface struct {
	Name        Text `json:"name"`
	IPAddress   Text `json:"ipAddress"`
	SubNet      Text `json:"subNet"`
	Gateway     Text `json:"gateWay"`
	MACAddress  Text `json:"macAddress"`
	LastUpdated Text `json:"lastUpdated"`
}

// Partition is a partition of a server or of a center (ZDM API, GET /servers/partitions). Servers
// of 2.0.1 omit partitions without free space.
type Partition struct {
	System      Text `json:"system"` // name of the server; empty for a center
	Letter      Text `json:"letter"` // mount point, or a drive such as C:
	Device      Text `json:"device"`
	Size        Size `json:"size"`
	Used        Size `json:"used"`
	Free        Size `json:"free"`
	Usage       Text `json:"usage"` // see Text.Percent
	FileSystem  Text `json:"fileSystem"`
	LastUpdated Text `json:"lastUpdated"`
}

// Servers lists servers (ZDM API, GET /servers).
func (c *Client) Servers(query ServersQuery) List[Server] {
	return listOf[Server](c, "/servers", query)
}

// Server reads one server by id or name (ZDM API, GET /servers/:identifier).
func (c *Client) Server(ctx context.Context, identifier string, filter ServerFilter) (Result[Server], error) {
	return readOne[Server](ctx, c, pathOf("servers", identifier), filter)
}

// Partitions lists the partitions of all servers (ZDM API, GET /servers/partitions).
func (c *Client) Partitions(query PartitionQuery) List[Partition] {
	return listOf[Partition](c, "/servers/partitions", query)
}

// ServerPartitions lists the partitions of one server (ZDM API, GET
// /servers/:identifier/partitions).
func (c *Client) ServerPartitions(server string, query PartitionQuery) List[Partition] {
	return listOf[Partition](c, pathOf("servers", server, "partitions"), query)
}
