package app

import (
	"bytes"
	"context"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/cli/help"
	"github.com/zdmctl/zdmctl/pkg/iostreams"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

// Page is the manual page of a command or of a topic.
type Page struct {
	Name     string // "zdmctl recovery create"
	Short    string
	Long     string // paragraphs; lines that begin with a space are verbatim
	Usage    string // "" for a topic
	Examples string
	Flags    []help.FlagGroup // of the command only
	Below    []Entry          // commands and topics of a group
}

// Entry is a page in the list of another.
type Entry struct{ Name, Short string }

// Manual returns a page for every command, in English, with groups before their commands.
func Manual() []Page {
	f := manualFactory()
	var pages []Page
	addPages(f, newRoot(f, nil), &pages)
	return pages
}

func manualFactory() *cli.Factory {
	streams, _, _ := iostreams.Test("")
	return &cli.Factory{IO: streams, Lang: msg.English}
}

func addPages(f *cli.Factory, cmd *cobra.Command, pages *[]Page) {
	page := Page{Name: cmd.CommandPath(), Short: cmd.Short, Long: cmd.Long, Examples: cmd.Example}
	switch {
	case !cmd.HasParent():
		page.Usage = cmd.CommandPath() + " COMMAND"
	case cmd.HasSubCommands():
		page.Usage = cmd.CommandPath() + " COMMAND"
	case !cmd.IsAdditionalHelpTopicCommand():
		page.Usage = cmd.UseLine()
	}
	if cmd.HasParent() && !cmd.HasSubCommands() {
		page.Flags = help.FlagGroups(f.Lang, cmd)
	}
	at := len(*pages)
	*pages = append(*pages, page)
	for _, child := range cmd.Commands() {
		if child.IsAvailableCommand() || child.IsAdditionalHelpTopicCommand() {
			(*pages)[at].Below = append((*pages)[at].Below, Entry{child.CommandPath(), child.Short})
			addPages(f, child, pages)
		}
	}
}

// CompletionScript returns the output of "zdmctl completion" for a shell.
func CompletionScript(shell string) ([]byte, error) {
	f := manualFactory()
	var script bytes.Buffer
	f.IO.Out = &script
	root := newRoot(f, nil)
	root.SetArgs([]string{"completion", shell})
	err := root.ExecuteContext(context.Background())
	return script.Bytes(), err
}
