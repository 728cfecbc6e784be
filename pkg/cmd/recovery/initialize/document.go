package initialize

import (
	"bytes"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/zdmctl/zdmctl/pkg/manifest"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/plan"
	"github.com/zdmctl/zdmctl/pkg/render"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// schemaLine makes editors complete and validate the file.
const schemaLine = "# yaml-language-server: $schema=" + manifest.SchemaURL + "\n"

// write writes a proposal as a commented YAML file. The encoder quotes names. Neither names nor
// comments contain control characters that a terminal would interpret.
func write(w io.Writer, made *plan.Proposal, now time.Time, lang msg.Lang) error {
	d := document{lang: lang, plan: made.Plan}
	p, r := made.Plan, made.Plan.Request
	d.set("center", text(r.Center), other(p.Center))
	if r.FromImages() {
		d.set("backupFile", text(r.BackupFile), msg.Message{})
	} else {
		d.set("source", text(r.Source), other(p.Source))
	}
	d.set("target", text(r.Target), other(p.Target))
	d.set("platform", text(r.Platform), when(made.Hardware != "", msgInitDetected.With(made.Hardware)))
	repository := mapping()
	put(repository, "id", number(r.Repository.ID)).LineComment = d.comment(msg.Verbatim.With(strings.TrimSpace(p.Repository.Type + " " + p.Repository.Path)))
	d.set("repository", repository, msg.Message{})
	d.set("mode", text(r.Mode), when(r.Mode == zdm.ModeFull, msgInitModes.With()))
	d.set("jobName", text(r.JobName), msg.Message{})
	d.set("overwrite", text(r.Overwrite), when(r.Overwrite != zdm.OverwriteAllow, msgInitOverwrites.With()))
	d.set("listOnly", &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!bool", Value: "true"}, msgInitListOnly.With())
	d.set("jobList", d.jobs(), msg.Message{})
	d.root.FootComment = d.leftOut()

	var file bytes.Buffer
	encoder := yaml.NewEncoder(&file)
	encoder.SetIndent(2)
	if err := encoder.Encode(&d.root); err != nil {
		return err
	}
	from := any(p.Source)
	if r.FromImages() {
		from = r.BackupFile
	}
	about := msgInitAbout.With(from, p.Target, now.Format(time.DateOnly))
	lines := schemaLine + d.comment(about) + "\n" + d.comment(msgInitHow.With()) + "\n"
	for line := range strings.Lines(file.String()) {
		// Hidden characters are only in double-quoted values, where this escape is also valid YAML.
		lines += render.Safe(strings.TrimSuffix(line, "\n")) + "\n"
	}
	_, err := io.WriteString(w, lines)
	return err
}

// document is the content of the file while it is built.
type document struct {
	lang msg.Lang
	plan *plan.Plan
	root yaml.Node
}

func (d *document) set(key string, value *yaml.Node, comment msg.Message) {
	d.root.Kind = yaml.MappingNode
	value.LineComment = d.comment(comment)
	put(&d.root, key, value)
}

// when returns a comment that applies only under a condition.
func when(applies bool, m msg.Message) msg.Message {
	if !applies {
		return msg.Message{}
	}
	return m
}

// comment returns a comment of one line, whatever the names from the server contain.
func (d *document) comment(m msg.Message) string {
	if line := render.Safe(m.In(d.lang)); line != "" {
		return "# " + line
	}
	return ""
}

// jobs returns the items of jobList, each with a comment of what the server reports about it.
func (d *document) jobs() *yaml.Node {
	list := &yaml.Node{Kind: yaml.SequenceNode}
	for _, job := range d.plan.Request.JobList {
		i := slices.IndexFunc(d.plan.Partitions, func(p plan.Partition) bool {
			return p.Source == job.SourcePartition || p.Image != nil && zdm.SameImage(p.Image.Name, job.BackupFile)
		})
		known := d.plan.Partitions[max(i, 0)]
		item := mapping()
		if job.SourcePartition == "" {
			put(item, "backupFile", text(job.BackupFile)).LineComment = d.comment(msgInitImageOf.With(known.Source, known.Used))
		} else {
			item.HeadComment = d.comment(newest(known.Image))
			put(item, "sourcePartition", text(job.SourcePartition)).LineComment = d.comment(msgInitUsed.With(known.Used))
		}
		size := msgInitTargetSize.With(known.TargetLetter, known.TargetSize, known.TargetUsed)
		if known.Verdict == plan.TooSmall {
			size = msgInitTooSmall.With(size)
		}
		put(item, "targetPartition", text(job.TargetPartition)).LineComment = d.comment(size)
		if job.Repository != nil {
			repository := mapping()
			put(repository, "id", number(job.Repository.ID))
			put(item, "repository", repository)
		}
		list.Content = append(list.Content, item)
	}
	return list
}

func newest(image *plan.Image) msg.Message {
	switch {
	case image == nil:
		return msg.Message{}
	case image.Aged:
		return msgInitNewest.With(image.Name, image.Size, plan.Age(image.Age))
	}
	return msgInitNewestOnly.With(image.Name, image.Size)
}

// leftOut returns comments for the partitions of the source that are not restored.
func (d *document) leftOut() string {
	var lines []string
	for _, p := range d.plan.Partitions {
		if p.Verdict == plan.NotRestored {
			lines = append(lines, d.comment(msgInitLeftOut.With(p.Source, p.Used, d.plan.Target.Short())))
		}
	}
	return strings.Join(lines, "\n")
}

// other returns the identifier of an object that the request does not use: its ID or its name.
func other(n plan.Named) msg.Message {
	switch {
	case n.Name != "" && n.Name != n.Given:
		return msg.Verbatim.With(n.Name)
	case n.ID != "" && n.ID != n.Given:
		return msgInitID.With(n.ID)
	}
	return msg.Message{}
}

func mapping() *yaml.Node { return &yaml.Node{Kind: yaml.MappingNode} }

func put(to *yaml.Node, key string, value *yaml.Node) *yaml.Node {
	to.Content = append(to.Content, text(key), value)
	return value
}

func number(n int64) *yaml.Node {
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!int", Value: strconv.FormatInt(n, 10)}
}

// text returns a string node, double-quoted unless the string is a plain word, path or name.
func text(s string) *yaml.Node {
	n := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: s}
	if !plain(s) {
		n.Style = yaml.DoubleQuotedStyle
	}
	return n
}

// plain reports whether every YAML parser reads the string unquoted as that string.
func plain(s string) bool {
	switch strings.ToLower(s) {
	case "", "null", "true", "false", "yes", "no", "on", "off", "y", "n":
		return false
	}
	for i, r := range s {
		letter := 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || r == '/'
		if !letter && (i == 0 || !strings.ContainsRune("0123456789-_. ", r)) {
			return false
		}
	}
	return !strings.HasSuffix(s, " ")
}
