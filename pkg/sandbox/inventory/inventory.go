// Package inventory describes what exists on an embedded ZDM server before a client registers
// anything: centers, servers with their partitions, repositories, backups with their images,
// schedules, users and cloud accounts. It is plain data read from YAML, and entries refer to each
// other by id.
package inventory

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/zdmctl/zdmctl/pkg/sandbox/calendar"
)

// Inventory is read-only after Read.
type Inventory struct {
	Updated      time.Time // when the agents last reported; zero if unknown
	Centers      []Center
	Servers      []Server
	Repositories []Repository
	Backups      []Backup
	Schedules    []Schedule
	Users        []User
	CloudAuths   []CloudAuth
}

// Machine holds the fields that centers and servers share.
type Machine struct {
	ID           int64
	Name         string
	OS           string
	PublicIP     string
	PrivateIPs   []string
	Disconnected bool
	Disks        []Disk
	Networks     []Network
	Partitions   []Partition
}

// Center is a ZDM center (ZDM API, GET /zdms).
type Center struct {
	Machine
	Host       string
	Install    string // id of the installation
	MachineID  string
	Inactive   bool
	LogFile    string
	InstallDir string
}

// Server is a source or a target (ZDM API, GET /servers).
type Server struct {
	Machine
	Center       int64
	Target       bool // whether the agent's mode is target, not source
	Kernel       string
	Agent        string // version
	License      int64  // 0 if none is assigned
	Model        string
	Type         string // Virtual, Physical or Cloud
	Manufacturer string
	CPU          string
	CPUCount     int64
	Memory       int64 // bytes
}

// Disk is a disk of a machine.
type Disk struct {
	Caption string
	Device  string
	Type    string // HDD or SSD
	Size    int64  // bytes
}

// Network is a network card of a machine.
type Network struct {
	Name    string
	Address string
	Subnet  string
	Gateway string
	MAC     string
}

// Partition is a partition of a machine.
type Partition struct {
	Letter     string // mount point or drive, such as "/home" or "C:"
	Device     string
	Size       int64 // bytes
	Used       int64 // bytes
	FileSystem string
}

// Repository is where a center stores images (ZDM API, GET /zdms/repositories).
type Repository struct {
	ID        int64
	Center    int64
	Type      string // smb or nfs
	Path      string
	LocalPath string
	OS        string
	User      string
	Addresses []string
	Port      int64
	Size      int64 // bytes
	Used      int64 // bytes
}

// Backup is a backup job of one partition (ZDM API, GET /backups).
type Backup struct {
	ID           int64
	Name         string
	Server       int64  // 0 if the server was removed
	FormerServer string // name of a removed server
	Partition    string // letter of the partition
	Repository   int64
	Mode         string // full, increment or smart
	Schedule     int64  // 0 means none
	Failed       bool   // its last run failed; its images are then only used by name
	LastRun      string // one of the Run words
	Images       []Image
}

// States of a backup job's last run.
const (
	RunSucceeded = "succeeded"
	RunFailed    = "failed"
	RunRunning   = "running"
	RunNever     = "never"
)

// Image is the result of a backup job's run.
type Image struct {
	Name        string
	Created     time.Time
	Size        int64  // bytes
	Type        string // full or increment
	Compression string // such as "41.20%"; empty means not compressed
	Damaged     bool   // a partition that requires it cannot be registered
}

// Schedule is a schedule that exists from the start (ZDM API, GET /schedules).
type Schedule struct {
	calendar.Schedule
	ID       int64
	Center   int64
	JobName  string
	Disabled bool
}

// User is an account (ZDM API, GET /users).
type User struct {
	ID       int64
	Email    string
	Name     string
	Password string
	Company  string
	Country  string
	Position string
}

// CloudAuth is a cloud account (ZDM API, GET /cloud-auth/recovery).
type CloudAuth struct {
	ID                 int64
	Center             int64
	Name               string
	Type               string // aws or gcp
	AccessKey          string // aws
	SecretKey          string // aws
	ServiceAccount     string // gcp
	Project            string // gcp
	ServiceKeyFile     string // gcp
	ServiceKeyFilePath string // gcp
	Region             string
	RegionSub          string // gcp
	DisplayRegion      string
}

// Identity returns the id and the name that the API's identifiers refer to.
func (m Machine) Identity() (id int64, name string) { return m.ID, m.Name }

// Identity returns the id and the name that the API's identifiers refer to.
func (b Backup) Identity() (id int64, name string) { return b.ID, b.Name }

// Identity returns the id and the email address, which serves as the name.
func (u User) Identity() (id int64, name string) { return u.ID, u.Email }

// Identity returns the id and the name that the API's identifiers refer to.
func (c CloudAuth) Identity() (id int64, name string) { return c.ID, c.Name }

// Find resolves an identifier as the API does: digits only are an id, anything else is a name.
func Find[T interface{ Identity() (int64, string) }](items []T, identifier string) (T, bool) {
	wanted, isID := ParseID(identifier)
	return first(items, func(item T) bool {
		id, name := item.Identity()
		return isID && id == wanted || !isID && name == identifier
	})
}

func first[T any](items []T, is func(T) bool) (found T, ok bool) {
	if i := slices.IndexFunc(items, is); i >= 0 {
		return items[i], true
	}
	return found, false
}

// ParseID reports whether an identifier is an id. An id too large for any record is 0.
func ParseID(identifier string) (id int64, isID bool) {
	if identifier == "" || strings.Trim(identifier, "0123456789") != "" {
		return 0, false
	}
	id, err := strconv.ParseInt(identifier, 10, 64)
	if err != nil {
		return 0, true
	}
	return id, true
}

// Center returns a center by id, or the zero value if there is none.
func (inv *Inventory) Center(id int64) Center {
	found, _ := first(inv.Centers, func(c Center) bool { return c.ID == id })
	return found
}

// Server returns a server by id.
func (inv *Inventory) Server(id int64) (Server, bool) {
	return first(inv.Servers, func(s Server) bool { return s.ID == id })
}

// Repository returns a repository by id.
func (inv *Inventory) Repository(id int64) (Repository, bool) {
	return first(inv.Repositories, func(r Repository) bool { return r.ID == id })
}

// ServersOf returns the servers of a center.
func (inv *Inventory) ServersOf(center int64) []Server {
	return slices.DeleteFunc(slices.Clone(inv.Servers), func(s Server) bool { return s.Center != center })
}

// Windows reports whether the server's partitions are drives.
func (s Server) Windows() bool { return strings.Contains(s.OS, "Windows") }

// Windows reports whether the partition is a drive rather than a mount point.
func (p Partition) Windows() bool { return IsDrive(p.Letter) }

// IsDrive reports whether the letter of a partition is a drive rather than a mount point.
func IsDrive(letter string) bool { return strings.HasSuffix(letter, ":") }

// Label returns the name of a target's partition in responses: its drive, or its device on Linux.
func (p Partition) Label() string {
	if p.Windows() {
		return p.Letter
	}
	return p.Device
}
