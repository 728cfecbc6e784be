package verb

import (
	"context"
	"encoding/json"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cmdutil"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/render"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// defaultLimit is how many things are listed when nobody says how many.
const defaultLimit = 50

// ListFlags say how much of a list is wanted.
type ListFlags struct {
	Limit  int  // at most so many
	All    bool // all there are
	Sort   string
	Detail bool

	command *cobra.Command
}

// AddTo declares --limit, --all and --sort.
func (l *ListFlags) AddTo(cmd *cobra.Command, f *cmdutil.Factory) {
	l.AddUnsortedTo(cmd, f)
	cmdutil.EnumVar(cmd, &l.Sort, "sort", zdm.SortOrders(), f.Text(msg.FlagSort))
}

// AddUnsortedTo declares --limit and --all, where the API takes no order.
func (l *ListFlags) AddUnsortedTo(cmd *cobra.Command, f *cmdutil.Factory) {
	l.command = cmd
	cmd.Flags().IntVar(&l.Limit, "limit", defaultLimit, f.Text(msg.FlagLimit))
	cmd.Flags().BoolVar(&l.All, "all", false, f.Text(msg.FlagAll))
	f.Retry.AddTo(cmd.Flags(), f, false)
}

// AddDetailTo declares --detail, where the API has details to tell.
func (l *ListFlags) AddDetailTo(cmd *cobra.Command, f *cmdutil.Factory) {
	cmd.Flags().BoolVar(&l.Detail, "detail", false, f.Text(msg.FlagDetail))
}

func (l *ListFlags) check() error {
	if l.command == nil { // a list without pages
		return nil
	}
	if l.Limit < 1 {
		return exit.New(exit.Usage, msg.LimitTooSmall.With(l.Limit))
	}
	return cmdutil.Exclusive(l.command.Flags(), "all", "limit")
}

// most is how many things are shown, 0 for no limit.
func (l *ListFlags) most() int {
	if l.All || l.command == nil {
		return 0
	}
	return l.Limit
}

func (l *ListFlags) paging() zdm.Paging {
	size := zdm.PageSize
	if most := l.most(); most > 0 {
		size = min(most, size)
	}
	return zdm.Paging{Page: 1, Limit: size, Sort: l.Sort}
}

// Ask is how a list is to be asked for.
type Ask struct {
	Paging zdm.Paging
	Detail bool
}

// List asks for a list page by page and shows it. A script that takes a line for each thing gets them as they come; all
// else is written when the list is whole.
func List[T any](ctx context.Context, f *cmdutil.Factory, flags *ListFlags, r Resource[T], ask func(*zdm.Client, Ask) zdm.List[T]) error {
	return ListOf(ctx, f, flags, r, func(client *zdm.Client, a Ask) (zdm.List[T], error) { return ask(client, a), nil })
}

// ListOf is List where something has to be found out before, whose error is an *exit.Error.
func ListOf[T any](ctx context.Context, f *cmdutil.Factory, flags *ListFlags, r Resource[T], ask func(*zdm.Client, Ask) (zdm.List[T], error)) error {
	if err := flags.check(); err != nil {
		return err
	}
	out, client, err := start(f)
	if err != nil {
		return err
	}
	defer client.Close()
	list, err := ask(client, Ask{Paging: flags.paging(), Detail: flags.Detail || out.Format == render.FormatWide})
	if err != nil {
		return err
	}
	shown := listing[T]{factory: f, out: out, resource: r, list: list}
	most, last := flags.most(), zdm.Page{}
	for page, err := range list.Pages(ctx) {
		if err != nil {
			return f.Explain(err)
		}
		last = page
		if left := most - shown.count; most > 0 && len(page.Items) > left {
			page.Items = page.Items[:left]
		}
		if err := shown.take(page); err != nil {
			return err
		}
		if most > 0 && shown.count == most {
			break
		}
	}
	if p := last.Pagination; p != nil && p.TotalItems.N > int64(shown.count) {
		f.Note(msg.ListedSome.With(shown.count, p.TotalItems))
	}
	return shown.end(ctx)
}

// listing is what has come of a list.
type listing[T any] struct {
	factory  *cmdutil.Factory
	out      cmdutil.Output
	resource Resource[T]
	list     zdm.List[T]

	count  int
	pages  int
	first  zdm.Page
	items  []json.RawMessage // of a document that is written at the end
	things []T               // of a table, likewise
}

// take shows or keeps the items of a page.
func (l *listing[T]) take(page zdm.Page) error {
	if l.pages++; l.pages == 1 {
		l.first = page
	}
	l.count += len(page.Items)
	streamed := l.out.Format == render.FormatJSONLines && l.out.Filter == nil
	switch {
	case streamed:
		return render.Lines(l.factory.IO.Out, page.Items)
	case !l.out.Human() && l.out.Format != render.FormatName:
		l.items = append(l.items, page.Items...)
		return nil
	}
	things := make([]T, len(page.Items))
	names := make([]string, len(page.Items))
	for i, item := range page.Items {
		var err error
		if things[i], err = l.list.Decode(item); err != nil {
			return exit.New(exit.Refused, msg.ItemUnreadable.With(err.Error())).Because(err)
		}
		names[i] = string(l.resource.Name(&things[i]))
	}
	if l.out.Format == render.FormatName {
		return render.Names(l.factory.IO.Out, names)
	}
	l.things = append(l.things, things...)
	return nil
}

// end writes what is written in one piece.
func (l *listing[T]) end(ctx context.Context) error {
	wide := l.out.Format == render.FormatWide
	switch {
	case l.out.Human() && l.count == 0:
		l.factory.Note(msg.ListedNone.With())
		if !l.resource.None.IsZero() {
			l.factory.Note(l.resource.None)
		}
		return nil
	case l.out.Human():
		return Table(l.factory, l.resource.Columns, l.things, wide).Write(l.factory.IO.Out, l.factory.OutStyle())
	case l.out.Format == render.FormatName, l.out.Format == render.FormatJSONLines && l.out.Filter == nil:
		return nil
	}
	document, err := Merged(l.first.Raw, l.items, l.pages > 1)
	if err != nil {
		return exit.New(exit.Refused, msg.ItemUnreadable.With(err.Error())).Because(err)
	}
	return l.out.Document(ctx, document)
}
