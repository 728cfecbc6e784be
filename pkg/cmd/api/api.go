// Package api implements the command "zdmctl api".
package api

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/render"
	"github.com/zdmctl/zdmctl/pkg/resource"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

type options struct {
	Factory  *cli.Factory
	Method   string
	Path     string
	File     string
	Query    []string // KEY=VALUE
	Paginate bool
}

// NewCmd returns the command "zdmctl api".
func NewCmd(f *cli.Factory) *cobra.Command {
	o := &options{Factory: f}
	cmd := &cobra.Command{
		Use: "api METHOD PATH", Args: o.take,
		Short: f.Text(msgAPIShort), Long: f.Text(msgAPILong), Example: f.Text(msgAPIExample),
		RunE: func(cmd *cobra.Command, _ []string) error { return o.run(cmd.Context()) },
	}
	cmd.Flags().StringVarP(&o.File, "file", "f", "", f.Text(msgFlagAPIFile))
	cmd.Flags().StringArrayVar(&o.Query, "query", nil, f.Text(msgFlagAPIQuery))
	cmd.Flags().BoolVar(&o.Paginate, "paginate", false, f.Text(msgFlagPaginate))
	f.Retry.AddTo(cmd.Flags(), f, false)
	return cmd
}

func (o *options) take(cmd *cobra.Command, args []string) error {
	if len(args) != 2 {
		return exit.New(exit.Usage, msgAPIMissingArgs.With()).Try(cmd.CommandPath() + " --help")
	}
	o.Method, o.Path = strings.ToUpper(args[0]), args[1]
	return nil
}

func (o *options) run(ctx context.Context) error {
	f := o.Factory
	out, err := f.Output(render.FormatJSON, render.FormatJSONLines, render.FormatYAML)
	if err != nil {
		return err
	}
	plain, err := o.plain(ctx)
	if err != nil {
		return err
	}
	client, err := f.Client()
	if err != nil {
		return err
	}
	defer client.Close()
	if o.Paginate {
		return o.pages(ctx, out, client, plain)
	}
	answer, err := client.Call(ctx, plain)
	if err != nil {
		return o.explain(ctx, out, err)
	}
	return o.written(o.write(ctx, out, answer.Raw))
}

// pages requests every page. Lines are written as they arrive, everything else when the list is
// complete.
func (o *options) pages(ctx context.Context, out cli.Output, client *zdm.Client, plain zdm.PlainCall) error {
	list, err := client.Items(plain.Path, plain.Query)
	if err != nil {
		return o.explain(ctx, out, err)
	}
	stream := out.Format == render.FormatJSONLines && out.Filter == nil
	var first zdm.Page
	var whole resource.Collection
	count := 0
	for page, err := range list.Pages(ctx) {
		if err != nil {
			return o.explain(ctx, out, err)
		}
		if count++; count == 1 {
			first = page
		}
		if !stream {
			if err := whole.Add(page.Items); err != nil {
				return err
			}
			continue
		}
		if err := render.Lines(o.Factory.IO.Out, page.Items); err != nil {
			return o.written(err)
		}
	}
	switch {
	case stream:
		return nil
	case count == 1: // as the server sent it, even if it is not a list
		return o.written(o.write(ctx, out, first.Raw))
	}
	document, err := resource.Merged(first.Raw, whole.Items, true)
	if err != nil {
		return exit.New(exit.Refused, msg.ItemUnreadable.With(err.Error())).Because(err)
	}
	return o.written(o.write(ctx, out, document))
}

func (o *options) write(ctx context.Context, out cli.Output, body []byte) error {
	if len(body) == 0 {
		return nil
	}
	return out.Document(ctx, body)
}

// written returns the error for a response that could not be written. It keeps the error of a
// filter, unless the call may have changed something.
func (o *options) written(err error) error {
	if _, explained := errors.AsType[*exit.Error](err); err == nil || explained && o.Method == http.MethodGet {
		return err
	}
	return exit.New(exit.Internal, msgAPINotWritten.With(err.Error())).Because(err)
}

// explain prints the response to a call that failed, and returns an error with an exit code.
func (o *options) explain(ctx context.Context, out cli.Output, err error) error {
	f := o.Factory
	switch {
	case errors.Is(err, zdm.ErrMethod):
		return exit.New(exit.Usage, msgAPIMethod.With(o.Method)).Because(err)
	case errors.Is(err, zdm.ErrPath):
		return exit.New(exit.Usage, msgAPIPath.With(o.Path)).Because(err)
	}
	failed, ok := errors.AsType[*zdm.Error](err)
	if ok && out.Filter == nil && json.Valid(failed.Raw) {
		if shown := out.Document(ctx, failed.Raw); shown != nil {
			f.Warn(msgAPINotWritten.With(shown.Error()))
		}
	}
	if o.Method == http.MethodGet {
		return f.Explain(err)
	}
	what := msg.Verbatim.With(o.Method + " " + o.Path)
	return cli.Words(f).OfChange(err, what, "api", http.MethodGet, o.Path)
}

// plain returns the call that the arguments describe, or an error if they are invalid.
func (o *options) plain(ctx context.Context) (zdm.PlainCall, error) {
	methods := []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete}
	switch {
	case !slices.Contains(methods, o.Method):
		return zdm.PlainCall{}, exit.New(exit.Usage, msgAPIMethod.With(o.Method))
	case o.Method != http.MethodGet && o.Paginate:
		return zdm.PlainCall{}, exit.New(exit.Usage, msgAPIGetPages.With())
	case o.Method == http.MethodGet && o.Factory.Flags().Changed("file"):
		return zdm.PlainCall{}, exit.New(exit.Usage, msgAPIGetBody.With())
	}
	path, ok := below(o.Path)
	if !ok {
		return zdm.PlainCall{}, exit.New(exit.Usage, msgAPIPath.With(o.Path))
	}
	query, err := parameters(o.Query)
	if err != nil {
		return zdm.PlainCall{}, err
	}
	plain := zdm.PlainCall{Method: o.Method, Path: path, Query: query}
	if o.Factory.Flags().Changed("file") {
		plain.Body, err = readBody(ctx, o.File, o.Factory.IO.In)
	}
	return plain, err
}
