package inventory

import (
	_ "embed" // embeds the default inventory
	"slices"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/yamlpos"
	"github.com/zdmctl/zdmctl/pkg/sandbox/calendar"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

//go:embed default.yaml
var defaultYAML string

// DefaultYAML returns the default inventory, which can serve as a template.
func DefaultYAML() string { return defaultYAML }

// Default returns the inventory of DefaultYAML.
func Default() (*Inventory, error) { return Read("default.yaml", []byte(defaultYAML)) }

// Read parses an inventory from YAML (docs/sandbox-inventory.schema.json): one document of up to 1
// MB without aliases. The error is an *exit.Error with up to twenty problems and their positions.
func Read(name string, data []byte) (*Inventory, error) {
	d := &document{yamlpos.Report{File: name}}
	r := reader{doc: d, inv: &Inventory{}}
	if root := d.parse(data); root != nil {
		r.read(d.object(root, ""))
	}
	if len(d.Problems) > 0 {
		failed := exit.New(exit.Usage, msgInventoryInvalid.With(name, len(d.Problems)))
		failed.Problems = d.Problems
		return nil, failed
	}
	return r.inv, nil
}

// reader fills an inventory in the order of its references, regardless of the file's order.
type reader struct {
	doc *document
	inv *Inventory
}

func (r reader) read(root *object) {
	r.inv.Updated = root.time("updated")
	root.objects("centers", r.center)
	root.objects("repositories", r.repository)
	root.objects("servers", r.server)
	root.objects("schedules", r.schedule)
	root.objects("backups", r.backup)
	root.objects("users", r.user)
	root.objects("cloudAuths", r.cloudAuth)
	root.done()
}

func (r reader) center(o *object) {
	c := Center{
		Machine:    r.machine(o),
		Host:       o.text("host"),
		Install:    o.text("install"),
		MachineID:  o.text("machine"),
		Inactive:   o.or("activation", "ok", "fail") == "fail",
		LogFile:    o.text("logFile"),
		InstallDir: o.text("installPath"),
	}
	unique(o, r.inv.Centers, c, func(Center) bool { return true })
	r.inv.Centers = append(r.inv.Centers, c)
}

func (r reader) server(o *object) {
	s := Server{
		Machine:      r.machine(o),
		Center:       r.centerOf(o),
		Target:       o.or("mode", "source", "target") == "target",
		Kernel:       o.text("kernel"),
		Agent:        o.text("agent"),
		License:      o.number("license"),
		Model:        o.text("model"),
		Type:         o.or("type", "Virtual", "Physical", "Cloud"),
		Manufacturer: o.text("manufacturer"),
		CPU:          o.text("cpu"),
		CPUCount:     o.number("cpuCount"),
		Memory:       o.size("memory"),
	}
	unique(o, r.inv.Servers, s, func(other Server) bool { return other.Center == s.Center })
	r.inv.Servers = append(r.inv.Servers, s)
}

func (r reader) machine(o *object) Machine {
	m := Machine{
		ID:           o.id("id"),
		Name:         o.need("name"),
		OS:           o.text("os"),
		PublicIP:     o.text("publicIP"),
		PrivateIPs:   o.texts("privateIPs"),
		Disconnected: o.or("connection", "connect", "disconnect") == "disconnect",
	}
	o.objects("disks", func(o *object) {
		m.Disks = append(m.Disks, Disk{Caption: o.text("caption"), Device: o.need("device"),
			Type: o.or("type", "HDD", "SSD"), Size: o.size("size")})
	})
	o.objects("networks", func(o *object) {
		m.Networks = append(m.Networks, Network{Name: o.need("name"), Address: o.text("ipAddress"),
			Subnet: o.text("subNet"), Gateway: o.text("gateWay"), MAC: o.text("macAddress")})
	})
	o.objects("partitions", func(o *object) { m.Partitions = append(m.Partitions, m.partition(o)) })
	return m
}

func (m Machine) partition(o *object) Partition {
	p := Partition{
		Letter:     o.need("letter"),
		Device:     o.need("device"),
		Size:       o.size("size"),
		Used:       o.size("used"),
		FileSystem: o.text("fileSystem"),
	}
	if slices.ContainsFunc(m.Partitions, func(q Partition) bool { return q.Letter == p.Letter }) {
		o.fail("letter", msgInventoryTaken.With(p.Letter))
	}
	if slices.ContainsFunc(m.Partitions, func(q Partition) bool { return q.Device == p.Device }) {
		o.fail("device", msgInventoryTaken.With(p.Device))
	}
	checkUsed(o, p.Used, p.Size)
	return p
}

func checkUsed(o *object, used, size int64) {
	if used > size {
		o.fail("used", msgInventoryUsedAboveSize.With())
	}
}

func (r reader) repository(o *object) {
	one := Repository{
		ID:        o.id("id"),
		Center:    r.centerOf(o),
		Type:      o.or("type", zdm.RepositoryTypes()...),
		Path:      o.need("path"),
		LocalPath: o.text("localPath"),
		OS:        o.or("os", "Linux", "Windows"),
		User:      o.text("user"),
		Addresses: o.texts("ipAddress"),
		Port:      o.number("port"),
		Size:      o.size("size"),
		Used:      o.size("used"),
	}
	if _, taken := r.inv.Repository(one.ID); taken {
		o.fail("id", msgInventoryTaken.With(one.ID))
	}
	checkUsed(o, one.Used, one.Size)
	r.inv.Repositories = append(r.inv.Repositories, one)
}

func (r reader) backup(o *object) {
	b := Backup{
		ID:           o.id("id"),
		Name:         o.need("name"),
		Server:       o.number("server"),
		FormerServer: o.text("formerServer"),
		Partition:    o.need("partition"),
		Repository:   o.id("repository"),
		Mode:         o.or("mode", "full", "increment", "smart"),
		Schedule:     o.number("schedule"),
		Failed:       o.flag("failed"),
		LastRun:      o.oneOf("lastRun", RunSucceeded, RunFailed, RunRunning, RunNever),
	}
	o.objects("images", func(o *object) { b.Images = append(b.Images, b.image(o)) })
	b.completeRun()
	unique(o, r.inv.Backups, b, func(Backup) bool { return true })
	r.checkBackup(o, b)
	r.inv.Backups = append(r.inv.Backups, b)
}

// completeRun derives the state of the last run if it is not given: a job with images has
// succeeded.
func (b *Backup) completeRun() {
	switch {
	case b.Failed:
		b.LastRun = RunFailed
	case b.LastRun == "" && len(b.Images) > 0:
		b.LastRun = RunSucceeded
	case b.LastRun == "":
		b.LastRun = RunNever
	}
	b.Failed = b.LastRun == RunFailed
}

func (b Backup) image(o *object) Image {
	img := Image{
		Name:        o.need("name"),
		Created:     o.time("created"),
		Size:        o.size("size"),
		Type:        o.or("type", zdm.Modes()...),
		Compression: o.text("compression"),
		Damaged:     o.flag("damaged"),
	}
	if img.Created.IsZero() {
		o.fail("created", msgInventoryMissing.With("created"))
	}
	if img.Compression != "" && strings.Trim(img.Compression, "0123456789.%") != "" {
		o.fail("compression", msgInventoryNotCompress.With())
	}
	if slices.ContainsFunc(b.Images, func(other Image) bool { return other.Name == img.Name }) {
		o.fail("name", msgInventoryTaken.With(img.Name))
	}
	return img
}

func (r reader) checkBackup(o *object, b Backup) {
	where, known := r.inv.Repository(b.Repository)
	if !known {
		o.fail("repository", msgInventoryUnknownRef.With("repository", b.Repository))
	}
	if !slices.ContainsFunc(r.inv.Schedules, func(s Schedule) bool { return s.ID == b.Schedule }) && b.Schedule != 0 {
		o.fail("schedule", msgInventoryUnknownRef.With("schedule", b.Schedule))
	}
	server, there := r.inv.Server(b.Server)
	switch {
	case (b.Server == 0) == (b.FormerServer == ""):
		o.fail("server", msgInventoryTwoServers.With())
	case b.Server == 0:
	case !there:
		o.fail("server", msgInventoryUnknownRef.With("server", b.Server))
	case known && server.Center != where.Center:
		o.fail("repository", msgInventoryOtherCenter.With(b.Repository))
	case !slices.ContainsFunc(server.Partitions, func(p Partition) bool { return p.Letter == b.Partition }):
		o.fail("partition", msgInventoryNoPartition.With(b.Partition))
	}
}

func (r reader) schedule(o *object) {
	s := Schedule{
		ID:       o.id("id"),
		Center:   r.centerOf(o),
		JobName:  o.text("jobName"),
		Disabled: o.or("state", "enabled", "disabled") == "disabled",
		Schedule: calendar.Schedule{Type: int(o.number("type"))},
	}
	o.child("basic", func(o *object) { s.Basic = basic(o) })
	o.child("advanced", func(o *object) { s.Advanced = new(basic(o)) })
	if slices.ContainsFunc(r.inv.Schedules, func(other Schedule) bool { return other.ID == s.ID }) {
		o.fail("id", msgInventoryTaken.With(s.ID))
	}
	if fault := s.Check(); fault != nil {
		o.fail(fault.Part, msgInventorySchedule.With(fault.Field, s.Type))
	} else if s.Smart() && s.Advanced == nil {
		o.fail("advanced", msgInventoryNoAdvanced.With(s.Type))
	}
	r.inv.Schedules = append(r.inv.Schedules, s)
}

func basic(o *object) zdm.ScheduleBasic {
	b := zdm.ScheduleBasic{Year: o.text("year"), Month: o.text("month"), Week: o.text("week"), Day: o.text("day"), Time: o.text("time")}
	o.child("interval", func(o *object) {
		b.Interval = &zdm.ScheduleInterval{Minute: o.text("minute"), Hour: o.text("hour")}
	})
	return b
}

func (r reader) user(o *object) {
	u := User{
		ID:       o.id("id"),
		Email:    o.need("email"),
		Name:     o.text("name"),
		Password: o.need("password"),
		Company:  o.text("company"),
		Country:  o.text("country"),
		Position: o.text("position"),
	}
	if u.Email != "" && !zdm.IsEmail(u.Email) {
		o.fail("email", msgInventoryWantEmail.With())
	}
	unique(o, r.inv.Users, u, func(User) bool { return true })
	r.inv.Users = append(r.inv.Users, u)
}

func (r reader) cloudAuth(o *object) {
	c := CloudAuth{
		ID:                 o.id("id"),
		Center:             r.centerOf(o),
		Name:               o.need("name"),
		Type:               o.or("type", "aws", "gcp"),
		AccessKey:          o.text("accessKey"),
		SecretKey:          o.text("secretKey"),
		ServiceAccount:     o.text("serviceAccount"),
		Project:            o.text("project"),
		ServiceKeyFile:     o.text("serviceKeyFile"),
		ServiceKeyFilePath: o.text("serviceKeyFilePath"),
		Region:             o.text("region"),
		RegionSub:          o.text("regionSub"),
		DisplayRegion:      o.text("displayRegion"),
	}
	unique(o, r.inv.CloudAuths, c, func(CloudAuth) bool { return true })
	r.inv.CloudAuths = append(r.inv.CloudAuths, c)
}

func (r reader) centerOf(o *object) int64 {
	id := o.id("center")
	if id != 0 && r.inv.Center(id).ID == 0 {
		o.fail("center", msgInventoryUnknownRef.With("center", id))
	}
	return id
}

// unique reports a duplicate id, a duplicate name among the items in the same scope, and a name
// that no identifier can refer to.
func unique[T interface{ Identity() (int64, string) }](o *object, items []T, item T, beside func(T) bool) {
	id, name := item.Identity()
	nameKey := "name"
	if slices.Contains(o.asked, "email") {
		nameKey = "email"
	}
	if _, isID := ParseID(name); isID {
		o.fail(nameKey, msgInventoryNameIsID.With(name))
	}
	for _, other := range items {
		otherID, otherName := other.Identity()
		if otherID == id && id != 0 {
			o.fail("id", msgInventoryTaken.With(id))
		}
		if otherName == name && name != "" && beside(other) {
			o.fail(nameKey, msgInventoryTaken.With(name))
		}
	}
}
