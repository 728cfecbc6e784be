// Package plan checks a recovery request against the server before it is sent: which backup image
// each partition would be restored from, where to, and which problems block it. It is read-only.
package plan

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// Options are the parameters of a plan besides the request and the server.
type Options struct {
	Now    time.Time     // in the time zone assumed for the server's times
	MaxAge time.Duration // maximum age of an image; 0 means any
	Strict bool          // treats warnings as errors
	// An existing recovery that matches the request is a note, because nothing will be sent.
	Again bool
}

// Plan is what would happen to a request, and the problems found.
type Plan struct {
	Request                *zdm.RecoveryRequest
	Center, Source, Target Named
	User, CloudAuth        Named
	Schedule               Named // an existing one
	Repository             Repository
	Partitions             []Partition // those of the source, then those only the request names
	Errors                 []Finding
	Warnings               []Finding
	Notes                  []Finding
}

// Repository is the repository of the whole request, as the server reports it.
type Repository struct {
	ID     int64
	Type   string // see zdm.RepositoryTypes; "" if unknown
	Path   string
	Center string // name of its center
}

// Partition is what would happen to a partition.
type Partition struct {
	Source       string
	Used         zdm.Size // on the source
	Target       string   // as in the request, or else as on the server; "" if there is none
	TargetLetter string   // mount point or drive; "" if unknown
	TargetDevice string
	TargetSize   zdm.Size
	TargetUsed   zdm.Size
	Mode         string
	Overwrite    string // "" if the request sets none
	Repository   int64
	BackupJob    string // "" if unknown
	Image        *Image // nil if there is none, or it cannot be determined
	Verdict      Code   // OK, or the code of its first error, or else of its first other finding
}

// Image is the backup image a partition would be restored from.
type Image struct {
	Name    string
	Created string // as the server reports it
	Size    zdm.Size
	Age     time.Duration
	Aged    bool // whether Age is known
}

// Make plans a request. The error is that of a failed lookup that every plan requires. Other failed
// lookups are warnings.
func Make(ctx context.Context, client *zdm.Client, request *zdm.RecoveryRequest, o Options) (*Plan, error) {
	s := &survey{client: client, request: request}
	if err := s.look(ctx); err != nil {
		return nil, err
	}
	p := s.judge(o)
	if o.Strict {
		p.Errors, p.Warnings = append(p.Errors, p.Warnings...), nil
	}
	return p, nil
}

// Refusal returns an error with exit.Usage if the plan has errors, and nil otherwise.
func (p *Plan) Refusal() error {
	if len(p.Errors) == 0 {
		return nil
	}
	return exit.New(exit.Usage, msg.PlanRefused.With(p.Name(), len(p.Errors))).With(Problems(p.Errors)...)
}

// Name returns how messages refer to the recovery.
func (p *Plan) Name() any {
	if p.Request.JobName == "" {
		return msg.TheRecovery.With()
	}
	return p.Request.JobName
}

// judge builds a plan from the lookups.
type judge struct {
	*survey

	options Options
	plan    *Plan
	claims  zdm.Claims // of registered recoveries on the target
	at      *Partition // subject of the findings; nil means the whole request
	failed  bool       // whether it has an error
}

func (s *survey) judge(o Options) *Plan {
	j := &judge{survey: s, options: o, plan: &Plan{Request: s.request}}
	j.servers()
	j.repositoriesOf()
	j.owner()
	j.name()
	j.claim()
	j.busy()
	j.partitions()
	return j.plan
}

// resolve resolves the item a field names, and adds an error if there is none or there are
// several.
func resolve[T any](j *judge, path, given string, what msg.Text, a answer[T], named func(T) Named) (Named, *T) {
	switch {
	case given == "":
	case a.failed != nil:
		j.unchecked(path, what, a.failed)
	case len(a.items) == 0:
		j.fail(Unknown, path, msgPlanUnknown.With(given)).suggest(given, a.names)
	case len(a.items) > 1:
		ids := each(a.items, func(item T) string { return named(item).ID })
		j.fail(Ambiguous, path, msg.PlanAmbiguous.With(given, len(ids), strings.Join(ids, ", ")))
	default:
		n := named(a.items[0])
		n.Given = given
		return n, &a.items[0]
	}
	return Named{Given: given}, nil
}

// servers resolves the center and the servers.
func (j *judge) servers() {
	p, r := j.plan, j.request
	var center *zdm.Center
	var source, target *zdm.Server
	if p.Center, center = resolve(j, "center", r.Center, msgPlanTheCenter, j.center, centerNamed); center != nil {
		j.connection("center", center.Status.Connect, p.Center)
	}
	if p.Source, source = resolve(j, "source", r.Source, msgPlanTheServer, j.source, serverNamed); source != nil {
		j.connection("source", source.Status.Connect, p.Source)
	}
	if p.Target, target = resolve(j, "target", r.Target, msgPlanTheServer, j.target, serverNamed); target != nil {
		j.connection("target", target.Status.Connect, p.Target)
		if target.Agent.Mode.Is("source") {
			j.warn(SourceAsTarget, "target", msgPlanSourceAsTarget.With(p.Target.Short()))
		}
	}
	// Already reported by the checks of the request.
	spelled := strings.EqualFold(r.Source, r.Target)
	if source != nil && target != nil && p.Source.ID != "" && p.Source.ID == p.Target.ID && !spelled {
		j.warn(SameServer, "target", msg.SameServer.With(p.Target.Short()))
	}
}

func (j *judge) connection(path string, reported zdm.Text, n Named) {
	switch connected, known := reported.Connected(); {
	case !known:
		j.warn(Unreported, path, msgPlanConnectionNotReported.With(n.Short()))
	case !connected:
		j.fail(Disconnected, path, msgPlanDisconnected.With(n.Short()))
	}
}

// repositoriesOf resolves the repositories of the request and of its partitions.
func (j *judge) repositoriesOf() {
	r := j.request
	j.plan.Repository = Repository{ID: r.Repository.ID, Type: r.Repository.Type, Path: r.Repository.Path}
	if j.repositories.failed != nil {
		j.unchecked("repository.id", msgPlanTheRepositories, j.repositories.failed)
		return
	}
	if found := j.repository("repository", r.Repository); found != nil {
		j.plan.Repository = Repository{ID: r.Repository.ID, Type: zdm.RepositoryType(found.Type), Path: value(found.RemotePath), Center: value(found.Center)}
	}
	for i, item := range r.JobList {
		if item.Repository != nil {
			j.repository(jobPath(i, "repository"), *item.Repository)
		}
	}
}

func (j *judge) repository(path string, asked zdm.Repository) *zdm.RepositoryInfo {
	id, found := strconv.FormatInt(asked.ID, 10), j.repositoryOf(asked.ID)
	if found == nil {
		j.fail(Unknown, path+".id", msgPlanUnknown.With(id))
		return nil
	}
	if isElsewhere(*found, j.plan.Center) {
		j.fail(OtherCenter, path+".id", msgPlanOtherCenter.With(id, found.Center, j.plan.Center.Name))
	}
	if kind := zdm.RepositoryType(found.Type); asked.Type != "" && !found.Type.None() && kind != asked.Type {
		j.warn(RepositoryDiffers, path+".type", msgPlanRepositoryDiffers.With(id, kind))
	}
	if reported := value(found.RemotePath); asked.Path != "" && reported != "" && reported != asked.Path {
		j.warn(RepositoryDiffers, path+".path", msgPlanRepositoryDiffers.With(id, reported))
	}
	return found
}

// isElsewhere reports whether a repository belongs to another center. A repository refers to its
// center by name.
func isElsewhere(info zdm.RepositoryInfo, center Named) bool {
	reported := value(info.Center)
	return reported != "" && center.Name != "" && reported != center.Name && reported != center.ID
}

// owner resolves the user and the other items the request names.
func (j *judge) owner() {
	p, r := j.plan, j.request
	p.User, _ = resolve(j, "user", r.User, msgPlanTheUser, j.user, userNamed)
	p.CloudAuth, _ = resolve(j, "cloudAuth", r.CloudAuth, msgPlanTheCloudAuths, j.cloudAuth, cloudAuthNamed)
	var schedule *zdm.ScheduleInfo
	p.Schedule, schedule = resolve(j, "schedule", j.scheduleID(), msgPlanTheSchedule, j.schedule, scheduleNamed)
	if schedule != nil && strings.Contains(strings.ToLower(string(schedule.Type)), "smart") {
		j.warn(SmartSchedule, "schedule", msgPlanSmartSchedule.With(p.Schedule.Given, schedule.Type))
	}
}
