package resource

import (
	"context"
	"encoding/json"
	"iter"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/render"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

const (
	defaultLimit = 50       // number of items without --limit
	maxTable     = 64 << 20 // bytes of the rows of a table
	maxGaps      = 20       // repositories to name
)

// ListFlags select how much of a list is shown.
type ListFlags struct {
	Limit  int  // maximum number of items
	All    bool // no maximum
	Sort   string
	Detail bool

	command *cobra.Command
}

// AddTo declares --limit, --all and --sort.
func (l *ListFlags) AddTo(cmd *cobra.Command, f *cli.Factory) {
	l.AddUnsortedTo(cmd, f)
	cli.EnumVar(cmd, &l.Sort, "sort", zdm.SortOrders(), f.Text(msgFlagSort))
}

// AddUnsortedTo declares --limit and --all, for lists that the API cannot sort.
func (l *ListFlags) AddUnsortedTo(cmd *cobra.Command, f *cli.Factory) {
	l.command = cmd
	cmd.Flags().IntVar(&l.Limit, "limit", defaultLimit, f.Text(msgFlagLimit))
	cmd.Flags().BoolVar(&l.All, "all", false, f.Text(msgFlagAll))
	f.Retry.AddTo(cmd.Flags(), f, false)
}

// AddDetailTo declares --detail, for lists with details on request.
func (l *ListFlags) AddDetailTo(cmd *cobra.Command, f *cli.Factory) {
	cmd.Flags().BoolVar(&l.Detail, "detail", false, f.Text(msgFlagDetail))
}

func (l *ListFlags) check() error {
	if l.command == nil { // a list without pages
		return nil
	}
	if l.Limit < 1 {
		return exit.New(exit.Usage, msgLimitTooSmall.With(l.Limit))
	}
	if blank := blankFilter(l.command); blank != "" {
		return noValue("--" + blank)
	}
	if err := cli.Exclusive(l.command.Flags(), "partition", "drive"); err != nil { // servers filter one column by both
		return err
	}
	return cli.Exclusive(l.command.Flags(), "all", "limit")
}

// blankFilter returns the name of a filter with an empty value, such as that of an unset variable.
// Without the filter, the list would have more than the user wants. Flags of other types refuse an
// empty value themselves.
func blankFilter(cmd *cobra.Command) (name string) {
	cmd.LocalNonPersistentFlags().VisitAll(func(flag *pflag.Flag) {
		if flag.Changed && flag.Value.Type() == "string" && strings.TrimSpace(flag.Value.String()) == "" {
			name = flag.Name
		}
	})
	return name
}

func noValue(setting string) error {
	return exit.New(exit.Usage, msgFilterWithoutValue.With(setting)).Note(msg.NothingWasSent.With())
}

// most returns the maximum number of items, 0 for no limit.
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

// Ask is how a list is requested.
type Ask struct {
	Paging zdm.Paging
	Detail bool
	Center string // of a View with InCenter
}

// NewListCmd returns the command "list" of a noun, which adds its filters.
func NewListCmd[T any](f *cli.Factory, short, example msg.Text, view View[T], ask func(*zdm.Client, Ask) zdm.List[T]) *cobra.Command {
	flags := &ListFlags{}
	cmd := &cobra.Command{
		Use: "list", Args: cli.NoArgs, Short: f.Text(short), Example: f.Text(example),
		RunE: func(cmd *cobra.Command, _ []string) error { return List(cmd.Context(), f, flags, view, ask) },
	}
	flags.AddTo(cmd, f)
	if view.Detailed {
		flags.AddDetailTo(cmd, f)
	}
	return cmd
}

// List requests a list page by page and shows it. Formats with a line for each item are written as
// the pages arrive, all others when the list is complete.
func List[T any](ctx context.Context, f *cli.Factory, flags *ListFlags, r View[T], ask func(*zdm.Client, Ask) zdm.List[T]) error {
	return ListOf(ctx, f, flags, r, func(client *zdm.Client, a Ask) (zdm.List[T], error) { return ask(client, a), nil })
}

// ListOf is List for an ask that needs a lookup first. Its error is an *exit.Error.
func ListOf[T any](ctx context.Context, f *cli.Factory, flags *ListFlags, r View[T], ask func(*zdm.Client, Ask) (zdm.List[T], error)) error {
	l := listing{factory: f, inCenter: r.InCenter, some: r.Keep != nil, none: r.None, empty: r.Empty, failed: r.Failed, table: func(out cli.Output) render.Table { return tableOf(out.Lang, r.Columns, out.Wide()) }}
	return l.run(ctx, flags, func(client *zdm.Client, a Ask) (pages, reader, error) {
		list, err := ask(client, a)
		pages := list.Pages
		if r.Keep != nil {
			pages = kept(list, r.Keep)
		}
		return pages, func(item json.RawMessage, wide bool) (name string, row []string, err error) {
			value, err := list.Decode(item)
			return string(r.Name(&value)), cells(r.Columns, &value, wide), err
		}, err
	})
}

// kept iterates over the pages of a list without the items that keep refuses. An unreadable item
// stays, so that it is reported later.
func kept[T any](list zdm.List[T], keep func(*T) bool) pages {
	return func(ctx context.Context) iter.Seq2[zdm.Page, error] {
		return func(yield func(zdm.Page, error) bool) {
			for page, err := range list.Pages(ctx) {
				page.Items = slices.DeleteFunc(page.Items, func(item json.RawMessage) bool {
					value, err := list.Decode(item)
					return err == nil && !keep(&value)
				})
				if page.Pagination = nil; !yield(page, err) {
					return
				}
			}
		}
	}
}

// pages iterates over the pages of a list.
type pages = func(context.Context) iter.Seq2[zdm.Page, error]

// reader decodes an item into its name and the cells of its row.
type reader = func(item json.RawMessage, wide bool) (name string, row []string, err error)

// listing collects a list. It does not depend on the type of the items, so that the program
// contains it only once.
type listing struct {
	factory *cli.Factory
	out     cli.Output
	none    msg.Message                              // shown if there are no items
	empty   func(context.Context, *zdm.Client) error // called if there are no items, nil for nothing
	failed  func(context.Context, *zdm.Client, error) error
	table   func(cli.Output) render.Table // without rows
	client  *zdm.Client
	read    reader
	wide    bool
	some    bool // items may have been left out

	inCenter bool // View.InCenter

	count int
	pages int
	gaps  bool            // reported
	first json.RawMessage // the first page, of a document that is written at the end
	whole Collection      // its items
	rows  *render.Rows    // of a table that is written at the end
	shape shape
}

// run requests the list and shows it.
func (l *listing) run(ctx context.Context, flags *ListFlags, ask func(*zdm.Client, Ask) (pages, reader, error)) error {
	if err := flags.check(); err != nil {
		return err
	}
	var err error
	if l.out, l.client, err = start(l.factory, render.Listed()...); err != nil {
		return err
	}
	defer l.client.Close()
	l.wide = l.out.Wide()
	paging := flags.paging()
	if l.some { // most of a page may be left out
		paging.Limit = zdm.PageSize
	}
	wanted := Ask{Paging: paging, Detail: flags.Detail || l.wide}
	if l.inCenter {
		if wanted.Center, err = Centers(l.factory); err != nil {
			return err
		}
	}
	pages, read, err := ask(l.client, wanted)
	if err != nil {
		return err
	}
	l.read, l.rows = read, render.NewRows(l.table(l.out))
	if err = l.all(ctx, pages, flags.most()); err != nil && l.failed != nil {
		return l.failed(ctx, l.client, err)
	}
	return err
}

// all reads the pages of a list, up to a number of items; 0 is no limit.
func (l *listing) all(ctx context.Context, pages pages, most int) error {
	var last *zdm.Pagination
	for page, err := range ahead(ctx, pages, most) {
		if err != nil {
			return l.factory.Explain(err)
		}
		last = page.Pagination
		if left := most - l.count; most > 0 && len(page.Items) > left {
			page.Items = page.Items[:left]
		}
		if err := l.take(page); err != nil {
			return err
		}
		if most > 0 && l.count == most {
			break
		}
	}
	if last != nil && last.TotalItems.N > int64(l.count) {
		l.factory.Note(msgListedSome.With(l.count, last.TotalItems))
	}
	if l.some && most > 0 && l.count == most {
		l.factory.Note(msgListedFirst.With(most))
	}
	return l.end(ctx)
}

// take shows the items of a page, or keeps them.
func (l *listing) take(page zdm.Page) error {
	l.pages++
	l.count += len(page.Items)
	l.warnOfGaps(page.Scan)
	streamed := l.out.Format == render.FormatJSONLines && l.out.Filter == nil
	switch {
	case streamed:
		return render.Lines(l.factory.IO.Out, page.Items)
	case !l.out.Tabular() && l.out.Format != render.FormatName:
		if l.pages == 1 {
			l.first = page.Raw
		}
		return l.whole.Add(page.Items)
	}
	names, err := l.decode(page.Items)
	switch {
	case err != nil:
		return err
	case l.out.Format == render.FormatName:
		return render.Names(l.factory.IO.Out, names)
	case l.rows.Size() > maxTable:
		return tooLong(zdm.MaxListed, maxTable)
	}
	return nil
}

// warnOfGaps warns once of repositories that the server could not search.
func (l *listing) warnOfGaps(scan *zdm.ImageScan) {
	if l.gaps || !scan.Incomplete() {
		return
	}
	l.gaps = true
	l.factory.Warn(msg.ImagesIncomplete.With())
	for _, failure := range scan.Failures[:min(len(scan.Failures), maxGaps)] {
		l.factory.Note(msgNotSearched.With(string(failure.RepositoryID), string(failure.CenterName), string(failure.Reason)))
	}
}

// decode decodes items into their names and, for a table, the cells of their rows.
func (l *listing) decode(items []json.RawMessage) (names []string, err error) {
	for _, item := range items {
		name, row, err := l.read(item, l.wide)
		if err != nil {
			return nil, exit.New(exit.Refused, msg.ItemUnreadable.With(err.Error())).Because(err)
		}
		l.shape.add(name, row)
		if names = append(names, name); l.out.Tabular() {
			l.rows.Add(row)
		}
	}
	return names, nil
}

// end writes the formats that need the complete list.
func (l *listing) end(ctx context.Context) error {
	if l.count == 0 && l.empty != nil {
		if err := l.empty(ctx, l.client); err != nil {
			return err
		}
	}
	switch {
	case l.out.Tabular():
		if err := l.shape.check(l.factory, l.table(l.out).Headings, l.shape.blank); err != nil {
			return err
		}
		if l.count == 0 {
			l.factory.Note(msgListedNone.With())
			if !l.none.IsZero() {
				l.factory.Note(l.none)
			}
		}
		if l.count == 0 && l.out.Human() {
			return nil
		}
		return l.out.Rows(l.factory, l.rows)
	case l.out.Format == render.FormatName:
		return l.shape.check(l.factory, l.table(l.out).Headings, l.shape.nameless)
	case l.out.Format == render.FormatJSONLines && l.out.Filter == nil:
		return nil
	}
	document, err := Merged(l.first, l.whole.Items, l.some || l.pages > 1)
	if err != nil {
		return exit.New(exit.Refused, msg.ItemUnreadable.With(err.Error())).Because(err)
	}
	return l.out.Document(ctx, document)
}
