// Package change implements what the commands that change things on the server share. It resolves
// the targets of a change, asks for confirmation, reports each result, and explains an unknown
// outcome.
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

// Names are the targets of a command, as the user specified them.
type Names struct {
	Values []string
	By     string   // "name", "id", or "" for the rule of the API
	Files  []string // requests that select recoveries, instead of Values
}

// Take returns the Args of a command that takes one or more targets, which the help calls name.
// Duplicates are refused.
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

// Target is an object to change.
type Target struct {
	Name       string        // as the user specified it
	Identifier string        // for the API
	Err        *exit.Error   // why it cannot be changed
	Lacking    msg.Message   // what it lacks of its request; zero if nothing is known
	Job        *zdm.Recovery // as the lookup of its name returned it; nil for an ID
}

// ShowCommand returns the arguments of the command that shows the recovery, by ID if it was
// renamed.
func (t Target) ShowCommand(renamed bool) []string {
	name := t.Name
	if renamed || zdm.IsID(name) {
		name = t.Identifier
	}
	return cli.Named([]string{"recovery", "get"}, name)
}

// Targets returns targets of a kind that has no names, so that each is an ID.
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

// Recoveries finds the recovery of each name. It fails if several recoveries share a name, or two
// names select the same recovery. A recovery that does not exist does not affect the others.
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

// Explain adds to the error for a recovery that does not exist how its name was interpreted, and
// the command that lists the recoveries.
func (n *Names) Explain(f *cli.Factory, target Target, err error) error {
	return Absent(f, &resource.Identifier{Value: target.Name, By: n.By}, err)
}

// Absent is Explain for a single recovery.
func Absent(f *cli.Factory, i *resource.Identifier, err error) error {
	return resource.Absent(f, i.Explain(err), "recovery", "list")
}

// Recovery finds the recovery that an identifier selects. The error is an *exit.Error; nothing was
// changed.
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
