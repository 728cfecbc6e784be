// Package change is what the commands share that change things on the server: whom a change is for,
// the question before it, what came of each, and an outcome that nobody knows.
package change

import (
	"context"
	"errors"
	"net/http"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/resource"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// Names are the things that a command is to change, as its user calls them.
type Names struct {
	Values []string
	By     string   // name, id, or "" for the API's rule
	Files  []string // requests that name recoveries in the place of Values
}

// Take is the Args of a command that takes one or more, which the help calls name. One that comes
// twice is refused.
func (n *Names) Take(name string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		seen := map[string]bool{}
		for _, arg := range args {
			switch {
			case arg == "":
				return exit.New(exit.Usage, msgEmptyArgument.With(name)).Try(cmd.CommandPath() + " --help")
			case seen[arg]:
				return exit.New(exit.Usage, msg.NamedTwice.With(arg))
			}
			seen[arg] = true
		}
		if len(args) > 0 && len(n.Files) > 0 {
			return exit.New(exit.Usage, msg.ExcludeEachOther.With(name, "--file"))
		}
		if len(args) == 0 && len(n.Files) == 0 {
			return exit.New(exit.Usage, msg.MissingArgument.With(name)).Try(cmd.CommandPath() + " --help")
		}
		n.Values = args
		return nil
	}
}

// AddTo declares --by.
func (n *Names) AddTo(cmd *cobra.Command, f *cli.Factory) {
	cli.EnumVar(cmd, &n.By, "by", []string{resource.ByName, resource.ByID}, f.Text(msg.FlagBy))
}

// Target is a thing that is to be changed.
type Target struct {
	Name       string        // as the user calls it
	Identifier string        // for the API
	Err        *exit.Error   // why it cannot be changed, nil when nothing is known against it
	Lacking    msg.Message   // what its request asks for and it lacks, zero where nothing is known
	Job        *zdm.Recovery // as the lookup of its name showed it, nil for an id
}

// Tell are the words of the command that shows the recovery, when renamed by its id.
func (t Target) Tell(renamed bool) []string {
	name := t.Name
	if renamed || zdm.IsID(name) {
		name = t.Identifier
	}
	return cli.Named([]string{"recovery", "get"}, name)
}

// Targets are the things of a kind that has no names: every one is an id.
func (n *Names) Targets() ([]Target, error) {
	var targets []Target
	for _, value := range n.Values {
		if !zdm.IsID(value) {
			return nil, exit.New(exit.Usage, msg.NotAnID.With(value))
		}
		targets = append(targets, Target{Name: value, Identifier: value})
	}
	return targets, nil
}

// Recoveries finds the recovery that each name means. A name that several have, or two names of one
// recovery, end the run; one that is not there does not stand in the way of the others.
func (n *Names) Recoveries(ctx context.Context, f *cli.Factory, client *zdm.Client) ([]Target, error) {
	if len(n.Files) > 0 {
		return n.ofFiles(ctx, f, client)
	}
	var targets []Target
	names := map[string]string{}
	for _, value := range n.Values {
		target, err := Recovery(ctx, f, client, &resource.Identifier{Value: value, By: n.By})
		refused, ok := errors.AsType[*exit.Error](err)
		switch {
		case err != nil && (!ok || refused.Code != exit.Refused):
			return nil, err
		case err != nil:
			target = Target{Name: value, Err: refused}
		case names[target.Identifier] != "":
			return nil, exit.New(exit.Usage, msgSameThing.With(names[target.Identifier], value, target.Identifier))
		default:
			names[target.Identifier] = value
		}
		targets = append(targets, target)
	}
	return targets, nil
}

// Explain adds to the error of a recovery that is not there how its name was understood, and what
// lists those that are.
func (n *Names) Explain(f *cli.Factory, target Target, err error) error {
	return Absent(f, &resource.Identifier{Value: target.Name, By: n.By}, err)
}

// Absent is Explain for a single recovery.
func Absent(f *cli.Factory, i *resource.Identifier, err error) error {
	return resource.Absent(f, i.Explain(err), "recovery", "list")
}

// Recovery finds the one recovery that an identifier means. The error is an *exit.Error; nothing
// was changed.
func Recovery(ctx context.Context, f *cli.Factory, client *zdm.Client, i *resource.Identifier) (Target, error) {
	center, err := resource.Centers(f)
	if err != nil {
		return Target{}, err
	}
	target := Target{Name: i.Value}
	query := zdm.RecoveryQuery{JobName: i.Value, RecoveryFilter: zdm.RecoveryFilter{Center: center}}
	target.Identifier, err = i.ResolveOne(resource.CandidatesOf(ctx, client.Recoveries(query), func(r *zdm.Recovery) resource.Candidate {
		if string(r.Job.Info.Name) == i.Value {
			target.Job = r
		}
		return resource.Candidate{ID: r.Job.Info.ID, Name: r.Job.Info.Name}
	}))
	if err == nil {
		return target, nil
	}
	if _, asked := errors.AsType[*zdm.Error](err); !asked {
		i.Suggest(err, resource.Recoveries(ctx, client, "", center))
		return Target{}, Absent(f, i, err)
	}
	err = f.Explain(err)
	failed, ok := errors.AsType[*exit.Error](err)
	if ok {
		failed.Note(msg.NothingChanged.With())
	}
	if ok && failed.Code == exit.Refused && failed.Status != http.StatusNotFound {
		failed.Note(msgLookUpByIDInstead.With())
	}
	return Target{}, err
}
