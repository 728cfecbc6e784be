package render

import (
	"bytes"
	"io"

	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// Registration writes the answer to a registration for people: a headline, the settings of the whole job, a
// table of the partitions (every column when wide) and the summary. It does so also when some or all of them
// failed. request gives the servers' names, and the job's name and platform where the answer leaves them out.
func Registration(w io.Writer, request *zdm.RecoveryRequest, r *zdm.Registration, wide bool, style Style) error {
	var b bytes.Buffer
	b.WriteString(headline(request, r, style) + "\n")
	for _, line := range commonLines(r.Common) {
		b.WriteString("  " + style.text(line) + "\n")
	}
	b.WriteString("\n")
	if len(r.Partitions) > 0 {
		if err := partitionTable(r.Partitions, wide, style).Write(&b, style); err != nil {
			return err
		}
		b.WriteString("\n")
	}
	b.WriteString(style.text(summary(r)) + "\n")
	_, err := w.Write(b.Bytes())
	return err
}

func headline(request *zdm.RecoveryRequest, r *zdm.Registration, style Style) string {
	c := r.Common
	name := orNone(c.JobName, zdm.Text(request.JobName))
	total, _, failed := r.Counts()
	switch {
	case !r.Failed():
		var platform, boot msg.Message
		if p := orNone(c.Platform, zdm.Text(request.Platform)); p != "-" {
			platform = msg.OnPlatform.With(p)
		}
		if b := orNone(c.BootMode, c.AfterReboot); b != "-" {
			boot = msg.ThenBoot.With(b)
		}
		m := msg.HeadlineRegistered.With(name, orNone(zdm.Text(request.Source)), orNone(zdm.Text(request.Target)), platform, boot)
		return style.paint(green, style.text(m))
	case failed.N > 0 && failed.N < total.N:
		return style.paint(yellow, style.text(msg.HeadlineRegisteredInPart.With(name, failed, total)))
	case failed.N > 0:
		return style.paint(red, style.text(msg.HeadlineNotRegistered.With(name, failed, total)))
	}
	return style.paint(red, style.text(msg.HeadlineFailed.With(name)))
}

// commonLines are the settings of the whole job that not every job has.
func commonLines(c zdm.RegistrationCommon) []msg.Message {
	var lines []msg.Message
	if c.Schedule != nil {
		if schedule := orNone(c.Schedule.Description, c.Schedule.Type, c.Schedule.ID); schedule != "-" {
			lines = append(lines, msg.ScheduleLine.With(schedule))
		}
	}
	switch {
	case c.ScriptPath.None():
	case c.ScriptRunTiming.None():
		lines = append(lines, msg.ScriptLine.With(c.ScriptPath))
	default:
		lines = append(lines, msg.ScriptTimingLine.With(c.ScriptPath, c.ScriptRunTiming))
	}
	if c.AutoStart.True() {
		lines = append(lines, msg.AutoStartLine.With(c.AutoStart))
	}
	return lines
}

// summary counts the partitions as the answer does.
func summary(r *zdm.Registration) msg.Message {
	total, registered, failed := r.Counts()
	if !total.Known && !registered.Known && !failed.Known {
		return msg.PartitionsNotTold.With()
	}
	one := total.N == 1
	switch {
	case registered.Known && !failed.Known && one:
		return msg.OneRegistered.With(total, registered)
	case registered.Known && !failed.Known:
		return msg.SomeRegistered.With(total, registered)
	case one:
		return msg.OnePartition.With(total, registered, failed)
	}
	return msg.PartitionSummary.With(total, registered, failed)
}

// orNone is the first value that is one, "-" when there is none.
func orNone(values ...zdm.Text) string {
	for _, value := range values {
		if !value.None() {
			return string(value)
		}
	}
	return "-"
}
