package plan

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strconv"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// survey holds what the server reports about the items a request names.
type survey struct {
	client  *zdm.Client
	request *zdm.RecoveryRequest
	detail  bool // whether to request the servers' hardware

	centers      answer[zdm.Center] // all
	repositories answer[zdm.RepositoryInfo]
	jobs         answer[zdm.Recovery] // with the request's name
	user         answer[zdm.User]
	cloudAuth    answer[zdm.CloudAuth]
	schedule     answer[zdm.ScheduleInfo]

	center         answer[zdm.Center]
	source, target answer[zdm.Server]

	sourcePartitions, targetPartitions answer[zdm.Partition]
	// Registered for the target.
	onto    answer[zdm.Recovery]
	backups answer[zdm.Backup] // of the source
	// Of the source, by repository.
	images map[int64]answer[zdm.BackupImage]
}

// look performs all lookups. The error is that of a lookup that every plan requires.
func (s *survey) look(ctx context.Context) error {
	if err := parallel(ctx, s.askCenters, s.askRepositories, s.askJobs, s.askUser, s.askCloudAuth, s.askSchedule); err != nil {
		return err
	}
	if err := s.askServers(ctx); err != nil {
		return err
	}
	return s.askContents(ctx)
}

func (s *survey) askCenters(ctx context.Context) (err error) {
	if s.centers, err = all(ctx, s.client.Centers(zdm.CenterQuery{}), nil); err != nil || s.request.Center == "" {
		return err
	}
	s.center, err = pick(s.centers, s.request.Center, centerNamed, func() (zdm.Result[zdm.Center], error) {
		return s.client.Center(ctx, s.request.Center, zdm.CenterFilter{})
	})
	return err
}

func (s *survey) askRepositories(ctx context.Context) (err error) {
	s.repositories, err = all(ctx, s.client.Repositories(zdm.RepositoryQuery{}), nil)
	if s.repositories.failed != nil && s.request.Center != "" && err == nil {
		s.repositories, err = all(ctx, s.client.CenterRepositories(s.request.Center, zdm.RepositoryQuery{}), nil)
	}
	return err
}

func (s *survey) askJobs(ctx context.Context) error {
	if s.request.JobName == "" {
		return nil
	}
	found, err := s.client.FindRecovery(ctx, s.request.JobName)
	s.jobs = answer[zdm.Recovery]{items: found.Data}
	if err != nil {
		s.jobs.failed, err = tolerate(err)
	}
	return err
}

func (s *survey) askUser(ctx context.Context) (err error) {
	if s.request.User != "" {
		s.user, err = one(s.client.User(ctx, s.request.User))
	}
	return err
}

func (s *survey) askCloudAuth(ctx context.Context) error {
	if s.request.CloudAuth == "" {
		return nil
	}
	known, err := all(ctx, s.client.CloudAuths(zdm.CloudAuthQuery{}), nil)
	if err == nil {
		s.cloudAuth, err = pick(known, s.request.CloudAuth, cloudAuthNamed, nil)
	}
	return err
}

func (s *survey) askSchedule(ctx context.Context) (err error) {
	if id := s.scheduleID(); id != "" {
		s.schedule, err = one(s.client.Schedule(ctx, id))
	}
	return err
}

// scheduleID returns the existing schedule the request attaches or copies, or "".
func (s *survey) scheduleID() string {
	schedule := s.request.Schedule
	if schedule == nil || schedule.ID == 0 && schedule.BasicID == 0 {
		return ""
	}
	return strconv.FormatInt(cmp.Or(schedule.ID, schedule.BasicID), 10)
}

// askServers looks up both servers. It restricts the lookup to their center if the server supports
// it, because several centers may use the same name.
func (s *survey) askServers(ctx context.Context) error {
	filter := zdm.ServerFilter{Center: s.centerID(), Detail: s.detail}
	known, err := all(ctx, s.client.Servers(zdm.ServersQuery{ServerFilter: filter}), nil)
	if err != nil {
		return err
	}
	find := func(into *answer[zdm.Server], identifier string) func(context.Context) error {
		return func(ctx context.Context) (err error) {
			*into, err = pick(known, identifier, serverNamed, func() (zdm.Result[zdm.Server], error) {
				return s.client.Server(ctx, identifier, filter)
			})
			if err == nil && into.failed != nil {
				err = into.failed // a plan requires the servers
			}
			return err
		}
	}
	if s.request.FromImages() {
		return find(&s.target, s.request.Target)(ctx)
	}
	return parallel(ctx, find(&s.source, s.request.Source), find(&s.target, s.request.Target))
}

// centerID returns the id of the request's center, or "" if there is not exactly one match.
func (s *survey) centerID() string {
	if len(s.center.items) != 1 {
		return ""
	}
	return value(s.center.items[0].ID.Center)
}

// askContents requests the partitions of both servers and the images of the source.
func (s *survey) askContents(ctx context.Context) error {
	s.images = map[int64]answer[zdm.BackupImage]{}
	tasks := []func(context.Context) error{
		s.partitionsOf(&s.sourcePartitions, s.source), s.partitionsOf(&s.targetPartitions, s.target),
	}
	if len(s.target.items) == 1 {
		tasks = append(tasks, s.askOnto)
	}
	if len(s.source.items) == 1 {
		tasks = append(tasks, s.askBackups)
	}
	if len(s.source.items) == 1 || s.request.FromImages() && s.client.Generation() != zdm.Generation2 {
		ids := repositoryIDs(s.request)
		found := make([]answer[zdm.BackupImage], len(ids))
		for i, id := range ids {
			tasks = append(tasks, func(ctx context.Context) (err error) {
				found[i], err = s.askImages(ctx, id)
				return err
			})
		}
		defer func() {
			for i, id := range ids {
				s.images[id] = found[i]
			}
		}()
	}
	return parallel(ctx, tasks...)
}

func (s *survey) partitionsOf(into *answer[zdm.Partition], server answer[zdm.Server]) func(context.Context) error {
	return func(ctx context.Context) (err error) {
		if len(server.items) == 1 {
			*into, err = all(ctx, s.client.ServerPartitions(identifier(server.items[0]), zdm.PartitionQuery{}), nil)
		}
		return err
	}
}

// identifier returns the unique id of a server, or else its name.
func identifier(server zdm.Server) string {
	n := serverNamed(server)
	return cmp.Or(n.ID, n.Name)
}

func (s *survey) askBackups(ctx context.Context) (err error) {
	source := serverNamed(s.source.items[0])
	wanted := source.Name
	if zdm.IsID(wanted) || wanted == "" {
		wanted = source.ID // the API interprets digits as an id
	}
	query := zdm.BackupQuery{BackupFilter: zdm.BackupFilter{Server: wanted}}
	s.backups, err = all(ctx, s.client.Backups(query), func(b zdm.Backup) bool {
		of := nameOf(b.System.ID, b.System.Name)
		if of.ID != "" && source.ID != "" {
			return of.ID == source.ID
		}
		return of.Name == source.Name
	})
	return err
}

// askImages lists the images of the source, or of all servers if the request has no source.
// repository restricts the list, unless it is 0.
func (s *survey) askImages(ctx context.Context, repository int64) (answer[zdm.BackupImage], error) {
	query := zdm.ImageQuery{Center: s.centerID()}
	if repository != 0 {
		query.RepositoryID = strconv.FormatInt(repository, 10)
	}
	fits := func(i zdm.BackupImage) bool {
		id := value(i.Image.Repository.ID)
		return repository == 0 || id == "" || id == query.RepositoryID
	}
	if s.request.FromImages() {
		return all(ctx, s.client.Images(zdm.ImagesQuery{ImageQuery: query}), fits)
	}
	name := cmp.Or(serverNamed(s.source.items[0]).Name, s.request.Source)
	return all(ctx, s.client.BackupImages(name, query), fits)
}

// repositoryOf returns the repository with an id, or nil if the server does not list it.
func (s *survey) repositoryOf(id int64) *zdm.RepositoryInfo {
	at := slices.IndexFunc(s.repositories.items, func(info zdm.RepositoryInfo) bool { return value(info.ID) == strconv.FormatInt(id, 10) })
	if at < 0 {
		return nil
	}
	return &s.repositories.items[at]
}

// repositoryIDs returns the distinct repositories of a request.
func repositoryIDs(r *zdm.RecoveryRequest) []int64 {
	ids := map[int64]bool{r.Repository.ID: true}
	for _, item := range r.JobList {
		if item.Repository != nil {
			ids[item.Repository.ID] = true
		}
	}
	return slices.Sorted(maps.Keys(ids))
}
