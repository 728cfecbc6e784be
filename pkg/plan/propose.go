package plan

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// Wish holds the parameters of a proposal. Target and Source or BackupFile are required.
type Wish struct {
	Source, Target string // ids or names
	BackupFile     string // images, separated by commas, instead of Source
	Center         string // id or name; "" derives it
	Repository     int64  // 0 chooses the one with images of the most partitions
	Platform       string // "" derives it from the target hardware
	Mode           string // "" means a full recovery
	JobName        string // "" derives it from the source's name
	Overwrite      string // see zdm.Overwrites
}

// Proposal is a request that restores each partition of the source with an image to the target's
// partition of the same name.
type Proposal struct {
	Plan     *Plan  // of the request
	Hardware string // from which the platform was derived; "" if the wish names it
}

// Propose creates a request from the server's data. If the wish is incomplete or names something
// unknown, the error has exit.Usage. Other errors are those of a lookup.
func Propose(ctx context.Context, client *zdm.Client, w Wish, o Options) (*Proposal, error) {
	r := &zdm.RecoveryRequest{Center: w.Center, Source: w.Source, BackupFile: w.BackupFile, Target: w.Target, Platform: w.Platform, Mode: cmp.Or(w.Mode, zdm.ModeFull),
		Repository: zdm.Repository{ID: w.Repository}, Overwrite: cmp.Or(w.Overwrite, zdm.OverwriteNotAllow), ListOnly: new(true)}
	s := &survey{client: client, request: r, detail: true}
	if err := parallel(ctx, s.askCenters, s.askRepositories); err != nil {
		return nil, err
	}
	if err := s.findCenter(ctx); err != nil {
		return nil, err
	}
	if err := s.askServers(ctx); err != nil {
		return nil, err
	}
	if err := s.unresolved(o); err != nil {
		return nil, err
	}
	if r.Center == "" {
		names := each(s.centers.items, func(c zdm.Center) string { return centerNamed(c).String() })
		return nil, incomplete(exit.Problem{Flag: "--center", Message: msgInitNoCenter.With(), Allowed: names})
	}
	if err := s.askContents(ctx); err != nil {
		return nil, err
	}
	proposal := &Proposal{}
	if r.Platform == "" {
		if r.Platform, proposal.Hardware = platformOf(s.target.items[0].Resources); r.Platform == "" {
			unknown := msgInitNoPlatform.With(serverNamed(s.target.items[0]))
			return nil, incomplete(exit.Problem{Flag: "--platform", Message: unknown, Allowed: zdm.Platforms()})
		}
	}
	named := s.source.items
	if r.FromImages() {
		named = s.target.items
	}
	r.JobName = cmp.Or(w.JobName, jobNameFor(named[0]))
	if err := s.fill(o); err != nil {
		return nil, err
	}
	proposal.Plan = s.judge(o)
	return proposal, nil
}

// findCenter determines the center if the wish names none.
func (s *survey) findCenter(ctx context.Context) error {
	r := s.request
	if r.Center != "" {
		return nil
	}
	if s.centers.failed != nil {
		return s.centers.failed
	}
	for _, c := range s.centers.items {
		n := centerNamed(c)
		if len(s.centers.items) == 1 || s.lies(r.Repository.ID, n) {
			r.Center = cmp.Or(n.ID, n.Name)
		}
	}
	if r.Center == "" && r.Repository.ID == 0 {
		if err := s.centerOfImages(ctx); err != nil {
			return err
		}
	}
	if r.Center == "" {
		return nil
	}
	return s.askCenters(ctx)
}

// centerOfImages finds the only center whose repositories hold images of the source, or those of
// the request.
func (s *survey) centerOfImages(ctx context.Context) error {
	if err := s.askServers(ctx); err != nil || len(s.source.items) != 1 && !s.request.FromImages() {
		return err
	}
	images, err := s.askImages(ctx, 0)
	if err != nil {
		return err
	}
	if images.failed != nil {
		return images.failed
	}
	if s.request.FromImages() {
		images.items = slices.DeleteFunc(images.items, func(i zdm.BackupImage) bool { return !s.names(i) })
	}
	holding := s.holding(images)
	var found []string
	for _, c := range s.centers.items {
		n := centerNamed(c)
		if slices.ContainsFunc(holding, func(id int64) bool { return s.lies(id, n) }) {
			found = append(found, cmp.Or(n.ID, n.Name))
		}
	}
	if len(found) == 1 {
		s.request.Center = found[0]
	}
	return nil
}

// incomplete returns the error for a wish with problems.
func incomplete(problems ...exit.Problem) error {
	return exit.New(exit.Usage, msg.InitUnknown.With()).With(problems...)
}

// lies reports whether the server assigns a repository to the center.
func (s *survey) lies(repository int64, center Named) bool {
	info := s.repositoryOf(repository)
	return info != nil && center.Name != "" && value(info.Center) == center.Name
}

// unresolved returns an error for a center, server or repository that is unknown or ambiguous.
func (s *survey) unresolved(o Options) error {
	j := &judge{survey: s, options: o, plan: &Plan{Request: s.request}}
	j.servers()
	if s.request.Repository.ID != 0 {
		j.repositoriesOf()
	}
	p := j.plan
	// The server may reconnect.
	p.Errors = slices.DeleteFunc(p.Errors, func(f Finding) bool { return f.Code == Disconnected })
	if len(p.Errors) == 0 {
		return nil
	}
	return incomplete(Problems(p.Errors)...)
}

// fill chooses the repository, and adds the jobList items.
func (s *survey) fill(o Options) error {
	r := s.request
	if r.FromImages() && s.client.Generation() == zdm.Generation2 {
		return zdm.ErrNoImageRestore
	}
	images := s.images[r.Repository.ID]
	for _, failed := range []*zdm.Error{s.sourcePartitions.failed, s.targetPartitions.failed, images.failed} {
		if failed != nil {
			return failed
		}
	}
	if r.FromImages() {
		images.items = slices.DeleteFunc(images.items, func(i zdm.BackupImage) bool { return !s.names(i) })
	}
	if r.Repository.ID == 0 {
		r.Repository.ID = s.fullest(images)
	}
	// The lookup covered all repositories. From here on they are separate.
	s.images = map[int64]answer[zdm.BackupImage]{r.Repository.ID: imagesIn(images, r.Repository.ID)}
	nothing := msg.InitNothing.With(r.Source, r.Target)
	if r.FromImages() {
		s.addImages(images)
		nothing = msgInitNoImages.With(r.Target)
	} else {
		s.addPartitions(images, o)
	}
	if len(r.JobList) == 0 {
		return exit.New(exit.Usage, nothing)
	}
	return nil
}

// addPartitions adds a jobList item for each partition with an image and a counterpart.
func (s *survey) addPartitions(images answer[zdm.BackupImage], o Options) {
	for _, source := range s.sourcePartitions.items {
		target, exists := s.counterpart(source.Letter)
		if !exists {
			continue
		}
		if id, held := s.holder(images, source, o); held {
			s.add(zdm.RecoveryJob{SourcePartition: string(source.Letter), TargetPartition: target}, images, id)
		}
	}
}

// counterpart returns the target's partition with a mount point or drive.
func (s *survey) counterpart(letter zdm.Text) (name string, exists bool) {
	for _, p := range s.targetPartitions.items {
		if !p.Letter.None() && is(zdm.Partition{Letter: p.Letter}, string(letter)) {
			return Place(p), true
		}
	}
	return "", false
}

// add adds a jobList item that is restored from a repository; 0 means that of the request.
func (s *survey) add(job zdm.RecoveryJob, images answer[zdm.BackupImage], repository int64) {
	if repository != 0 && repository != s.request.Repository.ID {
		job.Repository = &zdm.Repository{ID: repository}
		s.images[repository] = imagesIn(images, repository)
	}
	s.request.JobList = append(s.request.JobList, job)
}

// holder returns the repository from which a partition would be restored: the request's, or else
// the one with the lowest id.
func (s *survey) holder(images answer[zdm.BackupImage], source zdm.Partition, o Options) (int64, bool) {
	for _, id := range append([]int64{s.request.Repository.ID}, s.holding(images)...) {
		if s.restorable(imagesIn(images, id), source, id, o) {
			return id, true
		}
	}
	return 0, false
}

// restorable reports whether the server would choose an image of the partition in a repository.
func (s *survey) restorable(images answer[zdm.BackupImage], source zdm.Partition, id int64, o Options) bool {
	probe := *s
	probe.images = map[int64]answer[zdm.BackupImage]{id: images}
	at := &Partition{Source: string(source.Letter), Repository: id}
	j := &judge{survey: &probe, options: o, plan: &Plan{Request: s.request}, at: at}
	j.saved(zdm.RecoveryJob{}, -1)
	return at.Image != nil
}

// fullest returns the repository with images of the most partitions, or the one with the lowest id
// if there are several. It returns 0 if there are no images.
func (s *survey) fullest(images answer[zdm.BackupImage]) int64 {
	best, most := int64(0), 0
	for _, id := range s.holding(images) {
		volumes := map[string]bool{}
		for _, image := range imagesIn(images, id).items {
			volumes[zdm.PartitionKey(string(image.Volume()))] = true
		}
		if len(volumes) > most {
			best, most = id, len(volumes)
		}
	}
	return best
}

// holding returns the center's repositories that have images.
func (s *survey) holding(images answer[zdm.BackupImage]) []int64 {
	var ids []int64
	for _, image := range images.items {
		id := number(image.Image.Repository.ID)
		if id > 0 && !slices.Contains(ids, id) && !s.elsewhere(id) {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

// elsewhere reports whether a repository belongs to another center.
func (s *survey) elsewhere(id int64) bool {
	info := s.repositoryOf(id)
	return info != nil && len(s.center.items) == 1 && isElsewhere(*info, centerNamed(s.center.items[0]))
}

func imagesIn(images answer[zdm.BackupImage], id int64) answer[zdm.BackupImage] {
	var held []zdm.BackupImage
	for _, image := range images.items {
		if reported := value(image.Image.Repository.ID); reported == "" || reported == strconv.FormatInt(id, 10) {
			held = append(held, image)
		}
	}
	return answer[zdm.BackupImage]{items: held}
}

// jobNameFor returns a name for a server's recovery. The server's own name may end in an address.
func jobNameFor(source zdm.Server) string {
	n := serverNamed(source)
	host, _, _ := strings.Cut(n.Name, "(")
	return cmp.Or(strings.TrimRight(host, " _"), n.Name, n.ID) + "-recovery"
}

// platformOf derives a platform from a server's hardware and returns both. platform is "" if it
// cannot be determined: Azure and Hyper-V look the same, and so do most clouds that use QEMU.
func platformOf(r zdm.Resources) (platform, hardware string) {
	hardware = strings.Join(strings.Fields(value(r.Manufacturer)+" "+value(r.Model)), " ")
	shown := strings.ToLower(hardware)
	for _, sign := range [][2]string{
		{"vmware", "vmware"}, {"amazon ec2", "aws"}, {"google compute engine", "gcp"}, {"oraclecloud", "oci"},
		{"cloudstack", "cloudstack"}, {"openstack", "openstack"}, {"nutanix", "nutanix"}, {"proxmox", "proxmox"},
		{"xenserver", "xenserver"}, {"kvm", "kvm"},
	} {
		if strings.Contains(shown, sign[0]) {
			return sign[1], hardware
		}
	}
	return "", ""
}
