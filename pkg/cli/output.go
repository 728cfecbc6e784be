package cli

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/render"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// Output is the format of a command's result.
type Output struct {
	Format render.Format
	Filter *render.Filter // nil means no --jq
	Lang   msg.Lang       // language of headings; English in CSV, because programs read it

	stream func(context.Context, []byte) error
}

// Output resolves -o and --jq. A filter alone implies JSON. formats are those that the command
// supports; if empty, all except CSV.
func (f *Factory) Output(formats ...render.Format) (Output, error) {
	cfg, err := f.Config()
	if err != nil {
		return Output{}, err
	}
	byFlag := cfg.Origin("output") == "--output"
	format, err := render.ParseFormat(cfg.Output)
	if err != nil {
		return Output{}, err
	}
	if len(formats) == 0 {
		formats = slices.DeleteFunc(render.Listed(), func(one render.Format) bool { return one == render.FormatCSV })
	}
	if !slices.Contains(formats, format) {
		if byFlag {
			return Output{}, exit.New(exit.Usage, msgNoSuchFormatHere.With(string(format), msg.List(formats)))
		}
		format = formats[0]
	}
	out := Output{Format: format, Lang: f.Lang}
	if format == render.FormatCSV {
		out.Lang = msg.English
	}
	if f.Global.JQ != "" {
		if out.Filter, err = render.NewFilter(f.Global.JQ); err != nil {
			return Output{}, err
		}
		if byFlag && !out.JSON() {
			return Output{}, exit.New(exit.Usage, msg.FilterNeedsJSON.With(string(format)))
		}
		out.Format = render.FormatJSON
	}
	limit := cmp.Or(cfg.Timeout, zdm.DefaultTimeout)
	out.stream = func(ctx context.Context, document []byte) error {
		if out.Filter != nil { // an expression may never terminate
			late := exit.New(exit.Usage, msgFilterTooLong.With(limit)).Note(msgFilterTimeout.With())
			var stop func()
			ctx, stop = context.WithTimeoutCause(ctx, limit, late)
			defer stop()
		}
		return render.Document(ctx, f.IO.Out, document, out.Format, out.Filter)
	}
	return out, nil
}

// JSON reports whether the format is for scripts. Errors are then objects too.
func (o Output) JSON() bool {
	return o.Format == render.FormatJSON || o.Format == render.FormatJSONLines
}

// Human reports whether the format is for people.
func (o Output) Human() bool {
	return o.Format == render.FormatTable || o.Format == render.FormatWide
}

// Wide reports whether the format has every column.
func (o Output) Wide() bool { return o.Format == render.FormatWide || o.Format == render.FormatCSV }

// Tabular reports whether the format consists of rows.
func (o Output) Tabular() bool { return o.Human() || o.Format == render.FormatCSV }

// Table writes a table in a tabular format.
func (o Output) Table(f *Factory, t render.Table) error { return o.Rows(f, t.Packed()) }

// Rows is Table for a very large number of rows.
func (o Output) Rows(f *Factory, rows *render.Rows) error {
	if o.Format == render.FormatCSV {
		return rows.CSV(f.IO.Out)
	}
	return rows.Write(f.IO.Out, OutStyle(f))
}

// Document writes a response of the server in a format for programs.
func (o Output) Document(ctx context.Context, document []byte) error { return o.stream(ctx, document) }

// Value writes a document of zdmctl in a format for programs. As in a response of the server, a
// list is the "data" of an object.
func (o Output) Value(ctx context.Context, v any) error {
	document, err := json.Marshal(v)
	if err != nil {
		return err
	}
	var object map[string]json.RawMessage
	if o.Format == render.FormatJSONLines && json.Unmarshal(document, &object) == nil && object["data"] == nil {
		document = slices.Concat([]byte(`{"data":`), document, []byte{'}'})
	}
	return o.stream(ctx, document)
}

// DryRun prints a request instead of sending it, as JSON or YAML. The caller must print the formats
// of more itself.
func DryRun(ctx context.Context, f *Factory, request interface{ Body() ([]byte, error) }, more ...render.Format) error {
	body, err := request.Body()
	if err != nil {
		return err
	}
	out, err := f.Output(append([]render.Format{render.FormatJSON, render.FormatYAML}, more...)...)
	if err != nil {
		return err
	}
	return out.Document(ctx, body)
}

// OutputSetting returns the output format of the environment or the settings, or "".
func OutputSetting(f *Factory) string {
	if f.config == nil {
		return f.Env.Getenv("ZDMCTL_OUTPUT")
	}
	return f.config.Output
}
