package plan

import (
	"strings"

	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/plan"
	"github.com/zdmctl/zdmctl/pkg/render"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// document is what -o json prints, described in docs/plan.md. null means unknown.
type document struct {
	Plan     fields    `json:"plan"`
	Errors   []finding `json:"errors"`
	Warnings []finding `json:"warnings"`
	Notes    []finding `json:"notes"`
}

type fields struct {
	JobName    *string     `json:"jobName"`
	Platform   string      `json:"platform"`
	Mode       string      `json:"mode"`
	Center     *named      `json:"center"`
	Source     *named      `json:"source"`
	Target     *named      `json:"target"`
	Repository repoFields  `json:"repository"`
	User       *named      `json:"user"`
	CloudAuth  *named      `json:"cloudAuth"`
	Schedule   *named      `json:"schedule"`
	Partitions []partition `json:"partitions"`
}

type named struct {
	Given string  `json:"given"`
	ID    *string `json:"id"`
	Name  *string `json:"name"`
}

type repoFields struct {
	ID     int64   `json:"id"`
	Type   *string `json:"type"`
	Path   *string `json:"path"`
	Center *string `json:"center"`
}

type partition struct {
	Source          string    `json:"source"`
	UsedBytes       *int64    `json:"usedBytes"`
	Target          *string   `json:"target"`
	TargetPartition *string   `json:"targetPartition"`
	TargetDevice    *string   `json:"targetDevice"`
	TargetBytes     *int64    `json:"targetBytes"`
	TargetUsedBytes *int64    `json:"targetUsedBytes"`
	Mode            *string   `json:"mode"`
	Overwrite       *string   `json:"overwrite"`
	Repository      *int64    `json:"repository"`
	BackupJob       *string   `json:"backupJob"`
	Image           *image    `json:"image"`
	Verdict         plan.Code `json:"verdict"`
}

type image struct {
	Name       string  `json:"name"`
	CreatedAt  *string `json:"createdAt"`
	AgeSeconds *int64  `json:"ageSeconds"`
	Bytes      *int64  `json:"bytes"`
}

type finding struct {
	Code      plan.Code `json:"code"`
	Partition *string   `json:"partition"`
	Path      *string   `json:"path"`
	Message   string    `json:"message"`
	Hint      *string   `json:"hint"`
}

func documentOf(p *plan.Plan, lang msg.Lang) document {
	d := document{Errors: findings(p.Errors, lang), Warnings: findings(p.Warnings, lang), Notes: findings(p.Notes, lang)}
	d.Plan = fields{
		JobName: render.OrNull(p.Request.JobName), Platform: p.Request.Platform, Mode: p.Request.Mode,
		Center: name(p.Center), Source: name(p.Source), Target: name(p.Target),
		User: name(p.User), CloudAuth: name(p.CloudAuth), Schedule: name(p.Schedule),
		Repository: repoFields{p.Repository.ID, render.OrNull(p.Repository.Type), render.OrNull(p.Repository.Path), render.OrNull(p.Repository.Center)},
		Partitions: []partition{},
	}
	for _, one := range p.Partitions {
		d.Plan.Partitions = append(d.Plan.Partitions, partitionOf(one))
	}
	return d
}

func partitionOf(p plan.Partition) partition {
	shown := partition{
		Source: p.Source, UsedBytes: bytes(p.Used), Target: render.OrNull(p.Target), TargetPartition: render.OrNull(p.TargetLetter),
		TargetDevice: render.OrNull(p.TargetDevice),
		TargetBytes:  bytes(p.TargetSize), TargetUsedBytes: bytes(p.TargetUsed), Mode: render.OrNull(p.Mode), Overwrite: render.OrNull(p.Overwrite),
		BackupJob: render.OrNull(p.BackupJob), Verdict: p.Verdict, Repository: render.OrNull(p.Repository),
	}
	if p.Image != nil {
		shown.Image = &image{Name: p.Image.Name, CreatedAt: render.OrNull(p.Image.Created), Bytes: bytes(p.Image.Size)}
		if p.Image.Aged {
			shown.Image.AgeSeconds = new(int64(p.Image.Age.Seconds()))
		}
	}
	return shown
}

func findings(found []plan.Finding, lang msg.Lang) []finding {
	shown := make([]finding, len(found))
	for i, one := range found {
		var hints []string
		if one.Suggestion != "" {
			hints = append(hints, msg.DidYouMean.With(one.Suggestion).In(lang))
		}
		for _, note := range one.Notes {
			hints = append(hints, note.In(lang))
		}
		shown[i] = finding{one.Code, render.OrNull(one.Partition), render.OrNull(one.Path), one.Message.In(lang), render.OrNull(strings.Join(hints, "; "))}
	}
	return shown
}

func name(n plan.Named) *named {
	if n.Given == "" {
		return nil
	}
	return &named{n.Given, render.OrNull(n.ID), render.OrNull(n.Name)}
}

func bytes(s zdm.Size) *int64 {
	if !s.Known {
		return nil
	}
	return &s.Bytes
}
