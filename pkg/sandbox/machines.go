package sandbox

import (
	"fmt"
	"strconv"
	"time"

	"github.com/zdmctl/zdmctl/pkg/sandbox/inventory"
)

// sizeView is a number of bytes, raw and formatted.
type sizeView struct {
	Raw       int64  `json:"raw"`
	Formatted string `json:"formatted"`
}

// Parts of a machine as servers and centers show them.
type (
	diskView struct {
		Caption     string   `json:"caption"`
		Device      string   `json:"device"`
		Type        string   `json:"diskType"`
		Size        sizeView `json:"diskSize"`
		LastUpdated string   `json:"lastUpdated"`
	}
	networkView struct {
		Name        string `json:"name"`
		Address     string `json:"ipAddress"`
		Subnet      string `json:"subNet"`
		Gateway     string `json:"gateWay"`
		MAC         string `json:"macAddress"`
		LastUpdated string `json:"lastUpdated"`
	}
	partitionView struct {
		System string `json:"system,omitempty"` // not for centers
		Letter string `json:"letter"`
		Device string `json:"device"`
		spaceView
		FileSystem  string `json:"fileSystem"`
		LastUpdated string `json:"lastUpdated"`
	}
	spaceView struct {
		Size  sizeView `json:"size"`
		Used  sizeView `json:"used"`
		Free  sizeView `json:"free"`
		Usage int64    `json:"usage"` // percent
	}
)

// size formats bytes in the largest unit in which the number is at least 1, with the API's
// precision.
func size(bytes int64) sizeView { return sizeView{Raw: bytes, Formatted: formatted(bytes, 1)} }

func formatted(bytes int64, places int) string {
	units := []string{"B", "KB", "MB", "GB"}
	n, unit := float64(bytes), 0
	for n >= 1024 && unit < len(units)-1 {
		n, unit = n/1024, unit+1
	}
	return fmt.Sprintf("%.*f %s", places, n, units[unit])
}

func space(used, all int64) spaceView {
	v := spaceView{Size: size(all), Used: size(used), Free: size(all - used)}
	if all != 0 {
		v.Usage = int64(100 * float64(used) / float64(all))
	}
	return v
}

// reported returns when the agents last reported. The inventory's times have no zone, and none is
// added.
func (s *api) reported() string { return inventoryTime(s.inventory.Updated) }

func inventoryTime(t time.Time) string {
	if t.IsZero() {
		return "-"
	}
	return t.Format(time.DateTime)
}

func (s *api) disks(m inventory.Machine) []diskView {
	views := []diskView{}
	for _, d := range m.Disks {
		views = append(views, diskView{d.Caption, d.Device, d.Type, size(d.Size), s.reported()})
	}
	return views
}

func (s *api) networks(m inventory.Machine) []networkView {
	views := []networkView{}
	for _, n := range m.Networks {
		views = append(views, networkView{n.Name, n.Address, n.Subnet, n.Gateway, n.MAC, s.reported()})
	}
	return views
}

// partitions returns the partitions this version shows. Since 2.0.1 it omits full ones, such as
// swap and discs.
func (s *api) partitions(m inventory.Machine, system string) []partitionView {
	views := []partitionView{}
	for _, p := range m.Partitions {
		if s.gen >= v2 && p.Used == p.Size {
			continue
		}
		views = append(views, partitionView{System: system, Letter: p.Letter, Device: p.Device, spaceView: space(p.Used, p.Size),
			FileSystem: p.FileSystem, LastUpdated: s.reported()})
	}
	return views
}

func connection(m inventory.Machine) string { return word(m.Disconnected, "disconnect", "connect") }

// word returns one of two words.
func word(first bool, one, other string) string {
	if first {
		return one
	}
	return other
}

func id(n int64) string { return strconv.FormatInt(n, 10) }
