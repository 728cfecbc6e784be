package zdm

const cloudAuthPath = "/cloud-auth"

// CloudAuthQuery selects cloud credentials (ZDM API, query of GET /cloud-auth/recovery). Empty
// fields are not sent.
type CloudAuthQuery struct {
	DisplayName string `query:"displayName"` // substring
	CloudType   string `query:"cloudType"`   // see CloudTypes
	Center      string `query:"center"`      // ids or names, separated by commas; since 2.0
	Paging
}

// CloudAuth is a set of cloud credentials (ZDM API, GET /cloud-auth/recovery; since 1.3). Servers
// send the keys in clear text, and the client masks them, in Answer.Raw too.
type CloudAuth struct {
	ID                 Text `json:"id"`
	DisplayName        Text `json:"displayName"`
	CloudType          Text `json:"cloudType"` // AWS or GCP
	AccessKey          Text `json:"accessKey"` // AWS, masked
	SecretKey          Text `json:"secretKey"` // AWS, masked
	ServiceAccount     Text `json:"serviceAccount"`
	Project            Text `json:"project"`            // GCP
	ServiceKeyFile     Text `json:"serviceKeyFile"`     // GCP; file name
	ServiceKeyFilePath Text `json:"serviceKeyFilePath"` // GCP
	Region             Text `json:"region"`
	RegionSub          Text `json:"regionSub"` // GCP; zone
	DisplayRegion      Text `json:"displayRegion"`
}

// Region is a region of a cloud (ZDM API, GET /cloud-auth/regions/:platform).
type Region struct {
	Code  Text       `json:"code"`
	Name  Text       `json:"name"`
	Zones Many[Text] `json:"zones"` // GCP
}

// CloudAuths lists cloud credentials (ZDM API, GET /cloud-auth/recovery; since 1.3).
func (c *Client) CloudAuths(query CloudAuthQuery) List[CloudAuth] {
	return listOf[CloudAuth](c, cloudAuthPath+"/recovery", query)
}

// Regions lists the regions of a cloud, see CloudTypes (ZDM API, GET /cloud-auth/regions/:platform;
// since 1.3).
func (c *Client) Regions(cloudType string) List[Region] {
	list := listOf[Region](c, pathOf("cloud-auth", "regions", cloudType), struct{}{})
	list.whole = true
	return list
}
