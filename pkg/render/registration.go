package render

import (
	"bytes"
	"io"
	"slices"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// Registration writes the response to a registration for users: a headline, the settings of the
// whole job, a table of the partitions (with every column if wide) and the summary. It does so even
// if some or all partitions failed. request provides the servers' names, and the job's name and
// platform if the response omits them. lacking are the partitions not registered as requested,
// regardless of the response's own counts.
func Registration(w io.Writer, request *zdm.RecoveryRequest, r *zdm.Registration, lacking []exit.Problem, wide bool, style Style) error {
	var b bytes.Buffer
	counted := countedOf(request, r, lacking)
	b.WriteString(headline(request, r, counted, style) + "\n")
	for _, line := range commonLines(r.Common) {
		b.WriteString("  " + style.text(line) + "\n")
	}
	b.WriteString("\n")
	if len(r.Partitions) > 0 {
		if err := partitionTable(request, r.Partitions, wide, style).Write(&b, style); err != nil {
			return err
		}
		b.WriteString("\n")
	}
	b.WriteString(style.text(counted.summary()) + "\n")
	_, err := w.Write(b.Bytes())
	return err
}

// counted holds the numbers of a registration's partitions. some is set if the response reports
// that anything was registered, as requested or differently.
type counted struct {
	total, registered, failed zdm.Count
	some                      bool
}

func countedOf(request *zdm.RecoveryRequest, r *zdm.Registration, lacking []exit.Problem) counted {
	var c counted
	c.total, c.registered, c.failed = r.Counts()
	c.some = c.registered.N > 0
	if gap := c.total.N - c.registered.N; c.total.Known && c.registered.Known && gap > c.failed.N {
		c.failed = zdm.Count{N: gap, Known: true}
	}
	if failed := int64(len(lacking)); failed > c.failed.N {
		partitions := int64(len(r.Partitions))
		for _, problem := range lacking {
			if !slices.ContainsFunc(r.Partitions, func(p zdm.RegistrationPartition) bool { return isOf(problem, p) }) {
				partitions++
			}
		}
		c.failed = zdm.Count{N: failed, Known: true}
		c.total = zdm.Count{N: max(c.total.N, failed, partitions, int64(len(request.JobList))), Known: true}
		c.registered = zdm.Count{N: c.total.N - failed, Known: true}
	}
	return c
}

// isOf reports whether a problem concerns a partition, identified by its name or its image.
func isOf(problem exit.Problem, p zdm.RegistrationPartition) bool {
	return zdm.SamePartition(p.SourcePartition, problem.Partition) || zdm.SameImage(string(p.Backup.BackupFile), problem.Partition)
}

func headline(request *zdm.RecoveryRequest, r *zdm.Registration, counted counted, style Style) string {
	c := r.Common
	name := orNone(c.JobName, zdm.Text(request.JobName))
	total, failed := counted.total, counted.failed
	switch {
	case !r.Failed() && failed.N == 0 && (counted.some || !counted.registered.Known):
		var platform, boot msg.Message
		if p := orNone(c.Platform, zdm.Text(request.Platform)); p != "-" {
			platform = msgOnPlatform.With(p)
		}
		if b := orNone(c.BootMode, c.AfterReboot); b != "-" {
			boot = msgThenBoot.With(b)
		}
		m := msgHeadlineRegistered.With(name, orNone(zdm.Text(request.Source), zdm.Text(request.BackupFile)), orNone(zdm.Text(request.Target)), platform, boot)
		return style.paint(green, style.text(m))
	case failed.N > 0 && (failed.N < total.N || counted.some):
		return style.paint(yellow, style.text(msgHeadlineRegisteredInPart.With(name, failed, total)))
	case failed.N > 0:
		return style.paint(red, style.text(msgHeadlineNotRegistered.With(name, failed, total)))
	}
	return style.paint(red, style.text(msgHeadlineFailed.With(name)))
}

// commonLines returns the optional settings of the whole job.
func commonLines(c zdm.RegistrationCommon) []msg.Message {
	var lines []msg.Message
	if c.Schedule != nil {
		if schedule := orNone(c.Schedule.Description, c.Schedule.Type, c.Schedule.ID); schedule != "-" {
			lines = append(lines, msgScheduleLine.With(schedule))
		}
	}
	switch {
	case c.ScriptPath.None():
	case c.ScriptRunTiming.None():
		lines = append(lines, msgScriptLine.With(c.ScriptPath))
	default:
		lines = append(lines, msgScriptTimingLine.With(c.ScriptPath, c.ScriptRunTiming))
	}
	if c.AutoStart.True() {
		lines = append(lines, msgAutoStartLine.With(c.AutoStart))
	}
	return lines
}

func (c counted) summary() msg.Message {
	total, registered, failed := c.total, c.registered, c.failed
	if !total.Known && !registered.Known && !failed.Known {
		return msgPartitionsNotReported.With()
	}
	if registered.Known && !failed.Known {
		return msgSomeRegistered.With(registered, total)
	}
	return msgPartitionSummary.With(registered, failed, total)
}

// orNone returns the first nonempty value, or "-".
func orNone(values ...zdm.Text) string {
	for _, value := range values {
		if !value.None() {
			return string(value)
		}
	}
	return "-"
}
