package sandbox

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// inventory is everything that exists before a client registers anything. It is plain data: things
// refer to each other by id.
type inventory struct {
	Centers      []center
	Servers      []server
	Repositories []repository
	Backups      []backup
	Users        []user
	CloudAuths   []cloudAuth
}

type center struct {
	ID   int64
	Name string
}

type server struct {
	ID         int64
	Center     int64
	Name       string
	OS         string
	Kernel     string
	Agent      string // version
	PublicIP   string
	PrivateIPs []string
	License    int64
	Partitions []partition
}

type partition struct {
	Letter     string // mount point or drive, as "/home" and "C:"
	Device     string
	Size       int64 // bytes
	Used       int64 // bytes
	FileSystem string
}

type repository struct {
	ID     int64
	Center int64
	Type   string // smb or nfs
	Path   string
}

// backup is a backup job of one partition.
type backup struct {
	ID         int64
	Name       string
	Server     int64
	Partition  string // its letter
	Repository int64
	Failed     bool // its last run; its images are then used only by name
	Images     []image
}

type image struct {
	Name    string
	Created time.Time
	Size    int64 // bytes
}

type user struct {
	ID       int64
	Email    string
	Name     string
	Password string
}

type cloudAuth struct {
	ID   int64
	Name string
	Type string // aws or gcp
}

func (c center) identity() (int64, string)    { return c.ID, c.Name }
func (s server) identity() (int64, string)    { return s.ID, s.Name }
func (u user) identity() (int64, string)      { return u.ID, u.Email }
func (c cloudAuth) identity() (int64, string) { return c.ID, c.Name }

// find looks up by the identifier rule of the API: all digits are an id, anything else is a name.
func find[T interface{ identity() (int64, string) }](items []T, identifier string) (T, bool) {
	wanted, isID := identifierID(identifier)
	i := slices.IndexFunc(items, func(item T) bool {
		id, name := item.identity()
		return isID && id == wanted || !isID && name == identifier
	})
	if i < 0 {
		var none T
		return none, false
	}
	return items[i], true
}

// identifierID reports whether an identifier is an id; one too large for any record is 0.
func identifierID(identifier string) (id int64, isID bool) {
	if identifier == "" || strings.Trim(identifier, "0123456789") != "" {
		return 0, false
	}
	id, err := strconv.ParseInt(identifier, 10, 64)
	if err != nil {
		return 0, true
	}
	return id, true
}

// serversOf gives the servers of one center.
func (inv inventory) serversOf(center int64) []server {
	return slices.DeleteFunc(slices.Clone(inv.Servers), func(s server) bool { return s.Center != center })
}

// repository gives a repository of one center.
func (inv inventory) repository(center, id int64) (repository, bool) {
	i := slices.IndexFunc(inv.Repositories, func(r repository) bool { return r.ID == id && r.Center == center })
	if i < 0 {
		return repository{}, false
	}
	return inv.Repositories[i], true
}

// partition finds by letter or device, letter for letter as servers before 2.0.1 do.
func (s server) partition(name string) (partition, bool) {
	i := slices.IndexFunc(s.Partitions, func(p partition) bool { return p.Letter == name || p.Device == name })
	if i < 0 {
		return partition{}, false
	}
	return s.Partitions[i], true
}

// windows reports a drive rather than a mount point.
func (p partition) windows() bool { return strings.HasSuffix(p.Letter, ":") }

// label is what answers call the partition of a target: its drive, or its device on Linux.
func (p partition) label() string {
	if p.windows() {
		return p.Letter
	}
	return p.Device
}
