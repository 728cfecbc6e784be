package complete

import (
	"context"
	"encoding/json"
	"iter"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/render"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// Name is a name on the server as it is typed, with a description that distinguishes it from
// others.
type Name struct {
	Value string `json:"value"`
	About string `json:"about"`
}

// kind is a kind of items on the server, and its name in the cache.
type kind string

const (
	servers      kind = "servers"
	centers      kind = "centers"
	repositories kind = "repositories"
	backups      kind = "backups"
	recoveries   kind = "recoveries"
	schedules    kind = "schedules"
	users        kind = "users"
	cloudAuths   kind = "cloud-auths"
)

// ask requests the newest items of a kind, at most one page.
func ask(ctx context.Context, c *zdm.Client, k kind) ([]Name, error) {
	page := zdm.Paging{Page: 1, Limit: zdm.PageSize}
	switch k {
	case servers:
		return names(ctx, c.Servers(zdm.ServersQuery{Paging: page}), func(x *zdm.Server) Name {
			return named(x.ID, x.Name, x.Agent.Mode, x.OS.Version)
		})
	case centers:
		return names(ctx, c.Centers(zdm.CenterQuery{Paging: page}), func(x *zdm.Center) Name {
			return named(x.ID.Center, x.Name.Center, x.ID.Center, x.Name.Host)
		})
	case repositories:
		return names(ctx, c.Repositories(zdm.RepositoryQuery{Paging: page}), func(x *zdm.RepositoryInfo) Name {
			return named(x.ID, "", x.Center, x.Type, x.RemotePath)
		})
	case backups:
		return names(ctx, c.Backups(zdm.BackupQuery{Paging: page}), func(x *zdm.Backup) Name {
			return named(x.Job.Info.ID, x.Job.Info.Name, x.System.Name, x.Job.Info.Partition, x.Job.Info.Drive)
		})
	case recoveries:
		return names(ctx, c.Recoveries(zdm.RecoveryQuery{Paging: page}), func(x *zdm.Recovery) Name {
			return named(x.Job.Info.ID, x.Job.Info.Name, x.System.Source.Name, "->", x.System.Target.Name, x.Job.Info.Status.Current)
		})
	case schedules:
		return names(ctx, c.Schedules(zdm.ScheduleQuery{Paging: page}), func(x *zdm.ScheduleInfo) Name {
			return named(x.ID, "", x.JobName, x.Description)
		})
	case users:
		return names(ctx, c.Users(zdm.UserQuery{Paging: page}), func(x *zdm.User) Name {
			return named(x.ID, x.Email, x.UserName, x.Company)
		})
	}
	return names(ctx, c.CloudAuths(zdm.CloudAuthQuery{Paging: page}), func(x *zdm.CloudAuth) Name {
		return named(x.ID, x.DisplayName, x.CloudType, x.DisplayRegion)
	})
}

// names requests the first page of a list and returns the names that can be typed. A name that
// several items share appears once and without a description, because a shell would show it as
// several choices.
func names[T any](ctx context.Context, list zdm.List[T], of func(*T) Name) ([]Name, error) {
	return typed(ctx, list.Pages, func(item json.RawMessage) (Name, error) {
		value, err := list.Decode(item)
		return of(&value), err
	})
}

func typed(ctx context.Context, pages func(context.Context) iter.Seq2[zdm.Page, error], read func(json.RawMessage) (Name, error)) ([]Name, error) {
	var items []json.RawMessage
	for page, err := range pages(ctx) {
		if err != nil {
			return nil, err
		}
		items = page.Items
		break
	}
	found := make([]Name, 0, len(items))
	places := make(map[string]int, len(items))
	for _, item := range items {
		name, err := read(item)
		if err != nil {
			return nil, err
		}
		at, twice := places[name.Value]
		switch {
		case twice:
			found[at].About = ""
		case typeable(name.Value):
			places[name.Value] = len(found)
			found = append(found, name)
		}
	}
	return found, nil
}

// named returns the name of an item, or its ID if the API would read the name as an ID.
func named(id, name zdm.Text, about ...zdm.Text) Name {
	value := name
	if name.None() || zdm.IsID(string(name)) {
		value, about = id, append([]zdm.Text{name}, about...)
	}
	var reported []string
	for _, text := range about {
		if !text.None() {
			reported = append(reported, render.Safe(string(text)))
		}
	}
	return Name{Value: string(value), About: strings.Join(reported, " ")}
}

// typeable reports whether a name is printable and has no special meaning to a shell. A server must
// not be able to put a command on a user's command line.
func typeable(name string) bool {
	return name != "" && name != "-" && name[0] != '-' && render.Safe(name) == name && !strings.ContainsAny(name, "`$\"'\\!;&|<>*?{}#")
}
