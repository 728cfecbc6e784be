// Package resource lists and shows the items of any noun. A command adds how they are requested
// and which columns they have.
package resource

import (
	"context"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/render"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// View describes how items of one kind are shown.
type View[T any] struct {
	Name    func(*T) zdm.Text // what -o name prints
	Columns []Column[T]
	None    msg.Message // shown if there are none; zero for nothing

	InCenter bool // whether the server can limit the list to a center
	Detailed bool // whether the server has details on request

	// Keep reports whether an item is listed, if the server has no such filter. Nil keeps all.
	Keep func(*T) bool

	// Empty is called if there are none; its error, an *exit.Error, ends the command. Nil for
	// nothing.
	Empty func(context.Context, *zdm.Client) error

	// Failed explains the error of the list, an *exit.Error. Nil leaves it as it is.
	Failed func(context.Context, *zdm.Client, error) error
}

// Column is one column of a table.
type Column[T any] struct {
	Heading msg.Text // printed in upper case
	Wide    bool     // only with -o wide
	Text    func(*T) zdm.Text
	Tone    func(cell string) render.Tone // nil for a plain column
}

// Table returns a table of items with all columns if wide, or else those that fit on a terminal.
func Table[T any](f *cli.Factory, columns []Column[T], items []T, wide bool) render.Table {
	t := tableOf(f.Lang, columns, wide)
	t.Rows = make([][]string, len(items))
	for i := range items {
		t.Rows[i] = cells(columns, &items[i], wide)
	}
	return t
}

// tableOf returns a table of columns without rows.
func tableOf[T any](lang msg.Lang, columns []Column[T], wide bool) render.Table {
	t := render.Table{Fit: !wide, Tones: map[int]func(string) render.Tone{}}
	for _, column := range columns {
		if column.Wide && !wide {
			continue
		}
		if column.Tone != nil {
			t.Tones[len(t.Headings)] = column.Tone
		}
		t.Headings = append(t.Headings, strings.ToUpper(column.Heading.In(lang)))
	}
	return t
}

func cells[T any](columns []Column[T], item *T, wide bool) (texts []string) {
	for _, column := range columns {
		if wide || !column.Wide {
			texts = append(texts, string(column.Text(item)))
		}
	}
	return texts
}

// Section writes a table after an empty line, or nothing if there are no items.
func Section[T any](f *cli.Factory, columns []Column[T], items []T, wide bool) error {
	if len(items) == 0 {
		return nil
	}
	if _, err := f.IO.Out.Write([]byte("\n")); err != nil {
		return err
	}
	return Table(f, columns, items, wide).Write(f.IO.Out, cli.OutStyle(f))
}

// Words joins several texts for one cell.
func Words(texts []zdm.Text) zdm.Text {
	words := make([]string, len(texts))
	for i, text := range texts {
		words[i] = string(text)
	}
	return zdm.Text(strings.Join(words, " "))
}

// Schedule returns the description or else the type of a job's schedule, "" for none.
func Schedule(s *zdm.JobSchedule) string {
	switch {
	case s == nil || s.Description.None() && s.Type.None():
		return ""
	case s.Description.None():
		return string(s.Type)
	}
	return string(s.Description)
}

// Partitions returns the columns of the partitions of a machine.
func Partitions() []Column[zdm.Partition] {
	return []Column[zdm.Partition]{
		{Heading: msg.HeadPartition, Text: func(x *zdm.Partition) zdm.Text { return x.Letter }},
		{Heading: msg.HeadDevice, Text: func(x *zdm.Partition) zdm.Text { return x.Device }},
		{Heading: msg.HeadSize, Text: func(x *zdm.Partition) zdm.Text { return zdm.Text(x.Size.String()) }},
		{Heading: msg.HeadUsed, Text: func(x *zdm.Partition) zdm.Text { return zdm.Text(x.Used.String()) }},
		{Heading: msg.HeadFree, Text: func(x *zdm.Partition) zdm.Text { return zdm.Text(x.Free.String()) }},
		{Heading: msg.HeadFileSystem, Text: func(x *zdm.Partition) zdm.Text { return x.FileSystem }},
	}
}

// Repositories returns the columns of the repositories of a machine.
func Repositories() []Column[zdm.RepositoryInfo] {
	return []Column[zdm.RepositoryInfo]{
		{Heading: msg.HeadRepository, Text: func(x *zdm.RepositoryInfo) zdm.Text { return x.ID }},
		{Heading: msg.HeadType, Text: func(x *zdm.RepositoryInfo) zdm.Text { return x.Type }},
		{Heading: msg.FieldPath, Text: func(x *zdm.RepositoryInfo) zdm.Text { return x.RemotePath }},
		{Heading: msg.HeadSize, Text: func(x *zdm.RepositoryInfo) zdm.Text { return zdm.Text(x.Size.String()) }},
		{Heading: msg.HeadFree, Text: func(x *zdm.RepositoryInfo) zdm.Text { return zdm.Text(x.Free.String()) }},
	}
}

// Networks returns the columns of network interfaces.
func Networks() []Column[zdm.NetworkInterface] {
	return []Column[zdm.NetworkInterface]{
		{Heading: msgHeadNetwork, Text: func(x *zdm.NetworkInterface) zdm.Text { return x.Name }},
		{Heading: msg.FieldIP, Text: func(x *zdm.NetworkInterface) zdm.Text { return x.IPAddress }},
		{Heading: msgHeadNetmask, Text: func(x *zdm.NetworkInterface) zdm.Text { return x.SubNet }},
		{Heading: msgHeadGateway, Text: func(x *zdm.NetworkInterface) zdm.Text { return x.Gateway }},
		{Heading: msgHeadMAC, Text: func(x *zdm.NetworkInterface) zdm.Text { return x.MACAddress }},
	}
}

// start determines the output, one of formats, before anything is requested, and creates the
// client.
func start(f *cli.Factory, formats ...render.Format) (cli.Output, *zdm.Client, error) {
	out, err := f.Output(formats...)
	if err != nil {
		return cli.Output{}, nil, err
	}
	client, err := f.Client()
	return out, client, err
}

// Centers returns the centers to limit a list to: those that the user names in this run. The center
// of a context is a default for requests and hides nothing from a list.
func Centers(f *cli.Factory) (string, error) {
	cfg, err := f.Config()
	if err != nil {
		return "", err
	}
	switch origin := cfg.Origin("center"); origin {
	case "--center", "$ZDMCTL_CENTER":
		if strings.Trim(cfg.Center, ", \t") == "" {
			return "", noValue(string(origin))
		}
		return cfg.Center, nil
	}
	return "", nil
}
