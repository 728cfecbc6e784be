package resource

import (
	"cmp"
	"context"
	"errors"
	"iter"
	"net/http"
	"reflect"
	"strings"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/near"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/render"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// One describes the command that reads one item of a kind and shows it.
type One[T any] struct {
	Short, Long, Example msg.Text

	By string // ByID for items without a name, otherwise ""

	// Read requests it. center is "" unless the user named one.
	Read  func(ctx context.Context, client *zdm.Client, identifier, center string) (zdm.Result[T], error)
	Named func(ctx context.Context, client *zdm.Client, name, center string) Candidates // the items that a name may refer to; nil if names need no lookup
	Near  func(ctx context.Context, client *zdm.Client, name, center string) Candidates // the items with similar names, if Named is nil
	List  []string                                                                      // the command that lists the items
	Name  func(*T) zdm.Text
	Show  func(item *T, wide bool) error // for people
}

// NewGetCmd returns the command "get" of a noun. The help calls its argument name.
func NewGetCmd[T any](f *cli.Factory, name string, one One[T]) *cobra.Command {
	i := &Identifier{By: one.By, fixed: one.Named == nil}
	cmd := &cobra.Command{
		Use: "get " + name, Args: i.Take(name), Short: f.Text(one.Short), Long: f.Text(one.Long), Example: f.Text(one.Example),
		RunE: func(cmd *cobra.Command, _ []string) error { return show(cmd.Context(), f, i, one) },
	}
	if one.Named != nil {
		one.Near = one.Named
		i.AddTo(cmd, f)
	}
	f.Retry.AddTo(cmd.Flags(), f, false)
	return cmd
}

// show reads one item and shows it.
func show[T any](ctx context.Context, f *cli.Factory, i *Identifier, one One[T]) error {
	read := func(client *zdm.Client, identifier, center string) (found, error) {
		result, err := one.Read(ctx, client, identifier, center)
		return found{
			answer: result.Answer, name: one.Name(&result.Data), blank: reflect.ValueOf(result.Data).IsZero(),
			show: func(wide bool) error { return one.Show(&result.Data, wide) },
		}, err
	}
	return get(ctx, f, i, lookups{one.Named, one.Near, one.List}, read)
}

// found is one item of any kind.
type found struct {
	answer zdm.Answer
	name   zdm.Text
	blank  bool // no field of the response is known
	show   func(wide bool) error
}

// lookups are those of a One, whatever its kind.
type lookups struct {
	named, near func(context.Context, *zdm.Client, string, string) Candidates
	list        []string
}

func get(ctx context.Context, f *cli.Factory, i *Identifier, by lookups, read func(client *zdm.Client, identifier, center string) (found, error)) error {
	out, client, err := start(f)
	if err != nil {
		return err
	}
	defer client.Close()
	center, err := Centers(f)
	if err != nil {
		return err
	}
	var named, near Candidates
	if by.named != nil {
		named = by.named(ctx, client, i.Value, center)
	}
	if by.near != nil {
		near = by.near(ctx, client, "", center)
	}
	identifier, err := i.Resolve(named)
	if err != nil {
		return Absent(f, f.Explain(err), by.list...)
	}
	item, err := read(client, identifier, center)
	if err != nil {
		return i.Missing(f, f.Explain(err), near, by.list...)
	}
	return item.write(ctx, f, out, identifier)
}

// write shows the item. A response without any known field is an error, not an empty page.
func (t found) write(ctx context.Context, f *cli.Factory, out cli.Output, identifier string) error {
	byName := out.Format == render.FormatName
	nameless := msgThingNameless.With(identifier)
	switch {
	case t.blank && out.Human(), t.name.None() && byName:
		return exit.New(exit.Refused, nameless).Note(msgUnknownShape.With())
	case byName:
		return render.Names(f.IO.Out, []string{string(t.name)})
	case !out.Human():
		return out.Document(ctx, t.answer.Raw)
	case t.name.None():
		f.Warn(nameless)
	}
	return t.show(out.Format == render.FormatWide)
}

// The values of --by.
const (
	ByName = "name"
	ByID   = "id"
)

// Identifier is how a user names an item: by ID or by name. The API reads digits as an ID.
type Identifier struct {
	Value string
	By    string // name, id, or "" for the API's rule

	fixed bool // there is no --by
}

// Take returns the Args of a command with one identifier. The help calls it name.
func (i *Identifier) Take(name string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if err := cli.OneArg(name)(cmd, args); err != nil {
			return err
		}
		i.Value = args[0]
		return nil
	}
}

// TakeAny is Take for an optional argument.
func (i *Identifier) TakeAny(name string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 && i.By == "" {
			return nil
		}
		return i.Take(name)(cmd, args)
	}
}

// ID returns the identifier if it is an ID, and "" for a name. The error is an *exit.Error.
func (i *Identifier) ID() (string, error) {
	switch digits := zdm.IsID(i.Value); {
	case i.By == ByID && !digits:
		return "", exit.New(exit.Usage, msg.NotAnID.With(i.Value))
	case digits && i.By != ByName:
		return i.Value, nil
	}
	return "", nil
}

// AddTo declares --by.
func (i *Identifier) AddTo(cmd *cobra.Command, f *cli.Factory) {
	cli.EnumVar(cmd, &i.By, "by", []string{ByName, ByID}, f.Text(msg.FlagBy))
}

// Candidate is an item that a name may refer to.
type Candidate struct{ ID, Name zdm.Text }

// Candidates are the items of one kind, or the error that ends their list.
type Candidates = iter.Seq2[Candidate, error]

// Resolve returns the identifier to send to the API. A name that the API would read as something
// else is looked up among all items, and replaced by its ID. The error is an *exit.Error, or that
// of the lookup.
func (i *Identifier) Resolve(all Candidates) (string, error) {
	id, err := i.ID()
	if err != nil || id != "" || all == nil || zdm.IsName(i.Value) {
		return cmp.Or(id, i.Value), err
	}
	return i.only(all)
}

// ResolveOne is Resolve for a change, which must not reach a name that several items share. It
// looks every name up and returns the ID of the only item with that name, or the name if the
// server reports no ID.
func (i *Identifier) ResolveOne(all Candidates) (string, error) {
	if i.By == ByID || i.By == "" && zdm.IsID(i.Value) {
		return i.Resolve(nil)
	}
	return i.only(all)
}

// only returns the identifier of the only item with the name.
func (i *Identifier) only(all Candidates) (string, error) {
	var ids []string
	for candidate, err := range all {
		if err != nil {
			return "", err
		}
		if string(candidate.Name) == i.Value {
			ids = append(ids, string(candidate.ID))
		}
	}
	switch {
	case len(ids) == 0:
		return "", exit.New(exit.Refused, msg.NothingOfName.With(i.Value))
	case len(ids) > 1:
		return "", exit.New(exit.Usage, msg.SeveralOfName.With(i.Value, len(ids))).Note(msg.TheirIDs.With(strings.Join(ids, ", ")))
	case !zdm.IsID(ids[0]) && zdm.IsName(i.Value):
		return i.Value, nil
	case !zdm.IsID(ids[0]):
		return "", exit.New(exit.Refused, msg.NameOutOfReach.With(i.Value))
	}
	return ids[0], nil
}

// CandidatesOf returns the items of a list as candidates.
func CandidatesOf[T any](ctx context.Context, list zdm.List[T], of func(*T) Candidate) Candidates {
	return func(yield func(Candidate, error) bool) {
		for item, err := range list.All(ctx) {
			if !yield(of(&item), err) {
				return
			}
		}
	}
}

// Recoveries returns the recoveries that a name may refer to.
func Recoveries(ctx context.Context, client *zdm.Client, name, center string) Candidates {
	query := zdm.RecoveryQuery{JobName: name, RecoveryFilter: zdm.RecoveryFilter{Center: center}}
	return CandidatesOf(ctx, client.Recoveries(query), func(r *zdm.Recovery) Candidate {
		return Candidate{ID: r.Job.Info.ID, Name: r.Job.Info.Name}
	})
}

// Servers returns the servers that a name may refer to.
func Servers(ctx context.Context, client *zdm.Client, _, center string) Candidates {
	query := zdm.ServersQuery{ServerFilter: zdm.ServerFilter{Center: center}}
	return CandidatesOf(ctx, client.Servers(query), func(x *zdm.Server) Candidate { return Candidate{ID: x.ID, Name: x.Name} })
}

// KnowsServer returns an error for a server that does not exist.
func KnowsServer(ctx context.Context, f *cli.Factory, client *zdm.Client, server string) error {
	found, similar := Find(server, Servers(ctx, client, "", ""))
	if found {
		return nil
	}
	return suggest(exit.New(exit.Refused, msg.NoSuchServer.With(server)), similar).Try(f.Next("server", "list"))
}

// suggest adds a similar name to an error, "" for none.
func suggest(e *exit.Error, similar string) *exit.Error {
	if similar == "" {
		return e
	}
	return e.Note(msg.DidYouMean.With(similar))
}

// Absent adds the command that lists the existing items to the error of one that does not exist.
func Absent(f *cli.Factory, err error, list ...string) error {
	failed, ok := errors.AsType[*exit.Error](err)
	if !ok || failed.Code != exit.Refused || len(failed.Next) > 0 {
		return err
	}
	if said, asked := errors.AsType[*zdm.Error](err); asked && (said.Kind != zdm.Refused || said.Status != http.StatusNotFound) {
		return err
	}
	return failed.Try(f.Next(list...))
}

// Taken returns how an ambiguous identifier was read, or the zero message.
func (i *Identifier) Taken() msg.Message {
	if i.fixed || i.By != "" || !zdm.IsID(i.Value) {
		return msg.Message{}
	}
	return msgTakenForID.With(i.Value)
}

// Explain replaces the error of an item that does not exist by a message of zdmctl, followed by the
// server's text, and adds how its identifier was interpreted.
func (i *Identifier) Explain(err error) error {
	said := msg.NothingOfName
	if i.By != ByName && zdm.IsID(i.Value) {
		said = msgNothingOfID
	}
	failed := reword(err, said.With(i.Value))
	if failed == nil {
		return err
	}
	if taken := i.Taken(); !taken.IsZero() {
		failed.Note(taken)
	}
	return failed
}

// reword replaces the message of an error about something that does not exist; the server's text
// follows. It returns nil for other errors.
func reword(err error, said msg.Message) *exit.Error {
	failed, ok := errors.AsType[*exit.Error](err)
	answer, asked := errors.AsType[*zdm.Error](err)
	if !ok || !asked || failed.Status != http.StatusNotFound || answer.Kind != zdm.Refused || answer.UnknownCall() || answer.OfDetail() {
		return nil
	}
	failed.Message = said
	if answer.Text != "" {
		failed.Note(msgServerReports.With(answer.Text))
	}
	return failed
}

// Part is something that a call names: a server or a repository.
type Part struct {
	Value  string // "" if the call does not name it
	All    Candidates
	Absent msg.Text // message that no item has the value
	List   []string // the command that lists what exists
}

// WhichMissing explains the error of a call by the first of its parts that does not exist.
func WhichMissing(f *cli.Factory, err error, parts ...Part) error {
	answer, asked := errors.AsType[*zdm.Error](err)
	if !asked || answer.Status != http.StatusNotFound {
		return err
	}
	for _, part := range parts {
		if part.Value == "" {
			continue
		}
		found, similar := Find(part.Value, part.All)
		if found {
			continue
		}
		failed := reword(err, part.Absent.With(part.Value))
		if failed == nil {
			return err
		}
		return suggest(failed, similar).Try(f.Next(part.List...))
	}
	return err
}

// Missing is Explain with the nearest name among all, which may be nil, and the command that lists
// them.
func (i *Identifier) Missing(f *cli.Factory, err error, all Candidates, list ...string) error {
	if err = i.Explain(err); all != nil {
		i.Suggest(err, all)
	}
	return Absent(f, err, list...)
}

// mostNames is the maximum number of names to compare with a misspelled one.
const mostNames = 1000

// Suggest adds a similar name to the error of a name that does not exist.
func (i *Identifier) Suggest(err error, all Candidates) {
	failed, ok := errors.AsType[*exit.Error](err)
	if !ok || failed.Message.Text != msg.NothingOfName {
		return
	}
	_, similar := Find(i.Value, all)
	_ = suggest(failed, similar)
}

// Find reports whether an item has this ID or name, and otherwise returns a similar name. If the
// list cannot be read, found is true.
func Find(identifier string, all Candidates) (found bool, similar string) {
	var names []string
	for candidate, err := range all {
		switch {
		case err != nil || string(candidate.ID) == identifier || string(candidate.Name) == identifier:
			return true, ""
		case len(names) < mostNames:
			names = append(names, string(candidate.Name))
		}
	}
	return false, near.Word(identifier, names)
}
