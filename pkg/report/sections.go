package report

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/zdmctl/zdmctl/pkg/msg"
)

const (
	clockLayout = "15:04:05"
	dateLayout  = "2006-01-02 15:04:05"
)

// section is a part of a report for people, in any format.
type section struct {
	title string
	notes []string // paragraphs
	table table
	blank []blank // fields to be filled in
	chart bool    // whether the section has the timeline
}

type table struct {
	heads []string
	rows  [][]string
}

// blank is a field for a person to fill in, or one with a value.
type blank struct {
	name, text string
	lines      int // number of ruled lines if it is empty
}

// writer writes a document in a language.
type writer struct {
	*Document

	lang msg.Lang
	zone *time.Location
}

func newWriter(d *Document, lang msg.Lang) *writer {
	return &writer{Document: d, lang: lang, zone: d.Times.Begin.Location()}
}

func (w *writer) in(t msg.Text) string    { return t.In(w.lang) }
func (w *writer) word(word string) string { return Word(word).In(w.lang) }
func (w *writer) heads(all ...msg.Text) (texts []string) {
	for _, t := range all {
		texts = append(texts, w.in(t))
	}
	return texts
}

func (w *writer) at(t *time.Time) string {
	if t == nil || t.IsZero() {
		return "-"
	}
	return t.In(w.zone).Format(dateLayout + " -07:00")
}

// or returns the text, or "-" for nil.
func or(s *string) string {
	if s == nil {
		return "-"
	}
	return *s
}

// title returns the first line of the report.
func (w *writer) title() string {
	title := w.word(w.Report.Kind)
	if given := w.Filled["title"]; given != nil {
		title = *given
	}
	if w.Journal.Shard != nil {
		title += " (" + msgShard.With(*w.Journal.Shard).In(w.lang) + ")"
	}
	return title
}

// sections returns the sections of the report in order.
func (w *writer) sections() []section {
	all := []section{w.objectives(), {title: w.in(msgSecTimeline), chart: true}, w.waves(), w.partitions(), w.deviations(), w.events(), w.method(), w.fill(), w.evidence(), w.signatures()}
	if w.Report.Kind == KindReadiness {
		all = append(all[:1], all[3:]...)
	}
	return all
}

func (w *writer) objectives() section {
	s := section{title: w.in(msgSecObjectives), table: table{heads: w.heads(msgHeadMeasure, msgHeadMeasured, msgHeadTarget, msgHeadVerdict)}}
	for i := range w.Objectives {
		o := &w.Objectives[i]
		measured := o.MeasuredText(w.lang)
		if o.SpreadSeconds != nil {
			measured += "; " + msgSpread.With(days(time.Duration(*o.SpreadSeconds)*time.Second)).In(w.lang)
		}
		s.table.rows = append(s.table.rows, []string{w.word(o.Name), measured, o.TargetText(), w.word(o.Verdict)})
	}
	return s
}

func (w *writer) waves() section {
	s := section{title: w.in(msgSecWaves), table: table{heads: w.heads(msgHeadWave, msgHeadJob, msgHeadServers, msgHeadResult, msgHeadStart, msgHeadEnd, msgHeadTook, msgHeadReported)}}
	for wave, r := range w.All() {
		result := w.word(r.Result)
		if r.Origin != nil && *r.Origin != "started" {
			result += ", " + w.word(*r.Origin)
		}
		if r.Error != nil {
			result += ": " + *r.Error
		}
		s.table.rows = append(s.table.rows, []string{
			wave.Name, r.Job, cmp.Or(r.Source, "-") + " → " + r.Target, result, r.Start.Text(clockLayout, w.zone, w.lang), r.End.Text(clockLayout, w.zone, w.lang), r.TookText(), reported(r.Reported),
		})
	}
	return s
}

// reported formats what the server reports about a run.
func reported(r Reported) string {
	if r.History == nil && r.Start == nil {
		return "-"
	}
	return fmt.Sprintf("%s – %s (%s), #%s", or(r.Start), or(r.End), or(r.Elapsed), or(r.History))
}

func (w *writer) partitions() section {
	s := section{title: w.in(msgSecPartitions), table: table{heads: w.heads(msgHeadJob, msgHeadSource, msgHeadDest, msgHeadResult, msgHeadImage, msgHeadMade, msgHeadAge)}}
	for _, r := range w.All() {
		for _, p := range r.Partitions {
			image, made, age := w.word(Unknown), "-", "-"
			if p.Image != nil {
				image, made = p.Image.Name, or(p.Image.CreatedAt)
				if p.Image.Zone != nil {
					made += " (" + *p.Image.Zone + ")"
				}
				age = cmp.Or(ageText(bounds{duration(p.Image.AgeMin), duration(p.Image.AgeMax)}, true), "-")
			}
			result := w.word(p.Result)
			if p.Error != nil {
				result += ": " + *p.Error
			}
			s.table.rows = append(s.table.rows, []string{r.Job, p.Source, or(p.Target), result, image, made, age})
		}
	}
	return s
}

func (w *writer) deviations() section {
	s := section{title: w.in(msgSecDeviations)}
	if len(w.Deviations) == 0 {
		s.notes = []string{w.in(msgNone)}
		return s
	}
	s.table.heads = w.heads(msgHeadCode, msgHeadJob, msgHeadWhat)
	for _, d := range w.Deviations {
		s.table.rows = append(s.table.rows, []string{d.Code, or(d.Job), d.Message})
	}
	return s
}

func (w *writer) events() section {
	s := section{title: w.in(msgSecEvents), table: table{heads: w.heads(msgHeadTime, msgHeadEvent, msgHeadWave, msgHeadJob, msgHeadWhat)}}
	for _, e := range w.Events {
		s.table.rows = append(s.table.rows, []string{w.at(&e.At), e.Event, or(e.Wave), or(e.Job), e.Message})
	}
	return s
}

func (w *writer) method() section {
	texts := []msg.Text{msgMethodTime, msgMethodNotIn}
	if w.Times.SinceBasis != "stated" {
		texts = append(texts, msgMethodStart)
	}
	s := section{title: w.in(msgSecMethod), notes: append(w.heads(texts...), w.heads(msgMethodMet, msgMethodAge)...)}
	if zone := w.Server.Zone; zone != nil {
		s.notes = append(s.notes, msgMethodZone.With(zone.Offset, Word(zone.Basis)).In(w.lang))
	} else {
		s.notes = append(s.notes, w.in(msgMethodNoZone))
	}
	if w.Server.Generation == nil || *w.Server.Generation != "3.0" {
		s.notes = append(s.notes, w.in(msgMethodOld))
	}
	s.notes = append(s.notes, w.heads(msgMethodOwn, msgMethodNever)...)
	return s
}

func (w *writer) fill() section {
	s := section{title: w.in(msgSecFill)}
	for _, field := range Fields() {
		lines := 1
		if field == "scenario" || field == "participants" || field == "deviations" || field == "findings" || field == "actions" {
			lines = 3
		}
		given := ""
		if w.Filled[field] != nil {
			given = *w.Filled[field]
		}
		s.blank = append(s.blank, blank{w.word(field), given, lines})
	}
	return s
}

func (w *writer) evidence() section {
	s := section{title: w.in(msgSecEvidence), table: table{heads: w.heads(msgHeadPlace, msgHeadValue)}}
	add := func(name msg.Text, value string) {
		s.table.rows = append(s.table.rows, []string{w.in(name), value})
	}
	since := msgSinceStart
	if w.Times.SinceBasis == "stated" {
		since = msgSince
	}
	add(since, w.at(&w.Times.Since))
	add(msgBegin, w.at(&w.Times.Begin))
	add(msgEnd, w.at(w.Times.End))
	add(msgServer, w.Server.URL)
	add(msgGeneration, or(w.Server.Generation))
	if zone := w.Server.Zone; zone != nil {
		add(msgZone, zone.Offset+" ("+w.word(zone.Basis)+")")
	} else {
		add(msgZone, w.word(Unknown))
	}
	for _, c := range w.Server.Clock {
		add(msgClockOffset, fmt.Sprintf("%s s ± %s s (%s)", number(c.OffsetSeconds), number(c.PlusMinus), w.at(&c.At)))
	}
	add(msgJournal, w.Journal.Path)
	if w.Journal.Shard != nil {
		add(msgHeadShard, *w.Journal.Shard)
	}
	if len(w.Shards) == 0 {
		add(msgJournalHash, or(w.Journal.SHA256))
	}
	for _, one := range w.Shards {
		s.table.rows = append(s.table.rows, []string{w.in(msgJournalHash) + ", " + *one.Shard, or(one.SHA256)})
	}
	add(msgTool, strings.TrimSpace(w.Tool.Version+" "+w.Tool.Commit))
	add(msgHostUser, strings.Trim(w.Tool.Host+", "+w.Tool.User, ", "))
	add(msgRunID, w.Report.ID)
	add(msgGenerated, w.at(&w.Report.GeneratedAt))
	return s
}

func number(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

func (w *writer) signatures() section {
	s := section{title: w.in(msgSecSignatures)}
	for _, role := range w.heads(msgSignConducted, msgSignReviewed, msgSignApproved) {
		s.blank = append(s.blank, blank{role + " (" + w.in(msgSignLine) + ")", "", 1})
	}
	return s
}
