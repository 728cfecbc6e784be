package sandbox

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/sandbox/inventory"
)

// userView is an account (ZDM API, GET /users).
type userView struct {
	ID       string `json:"id"`
	Email    string `json:"email"`
	UserName string `json:"userName"`
	Company  string `json:"company"`
	Country  string `json:"country"`
	Position string `json:"position"`
}

func viewUser(u inventory.User) userView {
	return userView{id(u.ID), u.Email, u.Name, u.Company, u.Country, u.Position}
}

// listUsers handles GET /users.
func (s *api) listUsers(_ *http.Request, q query) (reply, error) {
	return listed(q, "User information list", s.inventory.Users, func(u inventory.User) bool {
		return fits(q.text("userName"), u.Name) && fits(q.text("position"), u.Position) &&
			fits(q.text("company"), u.Company) && fits(q.text("country"), u.Country)
	}, viewUser)
}

// getUser handles GET /users/:identifier.
func (s *api) getUser(r *http.Request, _ query) (reply, error) {
	found, ok := inventory.Find(s.inventory.Users, r.PathValue("identifier"))
	if !ok {
		return reply{}, unknownUser(r.PathValue("identifier"))
	}
	if s.gen >= v202 && found.ID != caller(r).ID {
		return reply{}, refuse(http.StatusForbidden, "You can only access your own user resource.").withCode("FORBIDDEN")
	}
	return reply{data: viewUser(found), message: "User information retrieved"}, nil
}

// cloudAuthView is a cloud account (ZDM API, GET /cloud-auth/recovery). The API includes its
// secrets. The cloud determines which embedded views are set.
type cloudAuthView struct {
	ID          int64  `json:"id"`
	DisplayName string `json:"displayName"`
	CloudType   string `json:"cloudType"`
	*awsView
	*gcpView
	Region string `json:"region"`
	*zoneView
	DisplayRegion string `json:"displayRegion"`
}

type awsView struct {
	AccessKey string `json:"accessKey"`
	SecretKey string `json:"secretKey"`
}

type gcpView struct {
	ServiceAccount     string `json:"serviceAccount"`
	Project            string `json:"project"`
	ServiceKeyFile     string `json:"serviceKeyFile"`
	ServiceKeyFilePath string `json:"serviceKeyFilePath"`
}

type zoneView struct {
	RegionSub string `json:"regionSub"`
}

func viewCloudAuth(c inventory.CloudAuth) cloudAuthView {
	v := cloudAuthView{ID: c.ID, DisplayName: c.Name, CloudType: strings.ToUpper(c.Type), Region: c.Region, DisplayRegion: c.DisplayRegion}
	if c.Type == "aws" {
		v.awsView = &awsView{c.AccessKey, c.SecretKey}
	} else {
		v.gcpView = &gcpView{c.ServiceAccount, c.Project, c.ServiceKeyFile, c.ServiceKeyFilePath}
		v.zoneView = &zoneView{c.RegionSub}
	}
	return v
}

// listCloudAuths handles GET /cloud-auth/recovery.
func (s *api) listCloudAuths(_ *http.Request, q query) (reply, error) {
	name, kind := q.text("displayName"), q.oneOf("cloudType", "aws", "gcp")
	return listed(q, "Cloud Auth Recovery list", s.inventory.CloudAuths, func(c inventory.CloudAuth) bool {
		return strings.Contains(c.Name, name) && fits(kind, c.Type) && q.in(s.inventory.Center(c.Center))
	}, viewCloudAuth)
}

type regionView struct {
	Code  string   `json:"code"`
	Name  string   `json:"name"`
	Zones []string `json:"zones,omitempty"` // gcp
}

// regions returns some regions of a cloud, or nil for a cloud the API does not know.
func regions(platform string) []regionView {
	switch platform {
	case "aws":
		return []regionView{
			{Code: "ap-northeast-1", Name: "Asia Pacific (Tokyo)"},
			{Code: "ap-northeast-2", Name: "Asia Pacific (Seoul)"},
			{Code: "eu-central-1", Name: "Europe (Frankfurt)"},
			{Code: "us-east-1", Name: "US East (N. Virginia)"},
		}
	case "gcp":
		return []regionView{
			{Code: "asia-northeast3", Name: "Seoul", Zones: []string{"asia-northeast3-a", "asia-northeast3-b", "asia-northeast3-c"}},
			{Code: "europe-west3", Name: "Frankfurt", Zones: []string{"europe-west3-a", "europe-west3-b", "europe-west3-c"}},
			{Code: "us-east1", Name: "South Carolina", Zones: []string{"us-east1-b", "us-east1-c", "us-east1-d"}},
		}
	}
	return nil
}

// listRegions handles GET /cloud-auth/regions/:platform, which is not paginated.
func (s *api) listRegions(r *http.Request, _ query) (reply, error) {
	platform := strings.ToLower(r.PathValue("platform"))
	found := regions(platform)
	if found == nil {
		text := fmt.Sprintf("Unsupported platform: %s. Supported platforms: aws, gcp", platform)
		return reply{}, refuse(http.StatusBadRequest, "유효하지 않은 'platform' 값입니다. 허용된 값: aws, gcp").
			withV202(http.StatusBadRequest, "%s", text).withV3(http.StatusBadRequest, "BAD_REQUEST", "%s", text)
	}
	return reply{data: found, message: strings.ToUpper(platform) + " region list"}, nil
}
