package check

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/plan"
	"github.com/zdmctl/zdmctl/pkg/render"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

const (
	maxShown = 3   // maximum number of findings on the line
	maxLine  = 900 // bytes of the text; monitoring systems cut at 1024 or more
)

// result is the result of a check.
type result struct {
	at         time.Time
	maxAge     time.Duration
	lang       msg.Lang
	recoveries []*recovery
	err        error // why there is no result
}

// status returns the worst status of all recoveries. A check of no recoveries is not OK.
func (r *result) status() Status {
	if r.err != nil || len(r.recoveries) == 0 {
		return Unknown
	}
	status := OK
	for _, one := range r.recoveries {
		status = worst(status, one.status())
	}
	return status
}

// count returns the number of recoveries with a status.
func (r *result) count(status Status) (n int) {
	for _, one := range r.recoveries {
		if one.status() == status {
			n++
		}
	}
	return n
}

func (r *result) oldest() (age time.Duration, known bool) {
	for _, one := range r.recoveries {
		if oldest, ok := one.oldest(); ok {
			age, known = max(age, oldest), true
		}
	}
	return age, known
}

// message returns the findings, worst first.
func (r *result) message() msg.Message {
	if e, ok := errors.AsType[*exit.Error](r.err); ok {
		return e.Message
	}
	if r.err != nil {
		return msg.Verbatim.With(r.err.Error())
	}
	if len(r.recoveries) == 0 {
		return msgNone.With()
	}
	m := msgAllReady.With(r.count(OK), len(r.recoveries))
	if age, known := r.oldest(); known {
		m = msgOldest.With(m, plan.Age(age))
	}
	shown, all := 0, 0
	for _, status := range []Status{Critical, Unknown, Warning} {
		for _, one := range r.recoveries {
			for _, found := range one.findings {
				if found.status != status {
					continue
				}
				if all++; shown < maxShown {
					shown++
					m = msgFound.With(m, msg.Reason.With(one.job, about(found)))
				}
			}
		}
	}
	if all > shown {
		m = msgMore.With(m, all-shown)
	}
	return m
}

func about(found finding) msg.Message {
	if found.partition == "" {
		return found.message
	}
	return msg.Reason.With(found.partition, found.message)
}

// line returns the output of a plugin: the status, a text, and performance data.
func (r *result) line() string {
	text := oneLine(r.message().In(r.lang))
	if len(text) > maxLine {
		text = strings.ToValidUTF8(text[:maxLine], "") + "..."
	}
	line := "ZDM " + r.status().String() + " - " + text
	if r.err != nil {
		return line + "\n"
	}
	line += " |"
	for _, status := range []Status{OK, Warning, Critical, Unknown} {
		line += fmt.Sprintf(" %s=%d", strings.ToLower(status.String()), r.count(status))
	}
	if age, known := r.oldest(); known {
		line += fmt.Sprintf(" oldest_image=%ds", int64(age.Seconds()))
		if r.maxAge > 0 {
			line += fmt.Sprintf(";%d", int64(r.maxAge.Seconds()))
		}
	}
	return line + "\n"
}

// document is what -o json prints, described in docs/automation.md. null means unknown.
type document struct {
	Check      summary    `json:"check"`
	Recoveries []shownJob `json:"recoveries"`
}

type summary struct {
	Status        string `json:"status"`
	ExitCode      Status `json:"exitCode"`
	Message       string `json:"message"`
	Time          string `json:"time"` // RFC 3339
	MaxAgeSeconds *int64 `json:"maxAgeSeconds"`
}

type shownJob struct {
	Job        string           `json:"job"`
	ID         *string          `json:"id"`
	Source     *string          `json:"source"`
	Target     *string          `json:"target"`
	Status     string           `json:"status"`
	State      *string          `json:"state"` // as the server reports it
	LastRun    *shownRun        `json:"lastRun"`
	Schedule   *string          `json:"schedule"`
	Connected  map[string]bool  `json:"connected"`
	Partitions []shownPartition `json:"partitions"`
	Findings   []shownFinding   `json:"findings"`
}

type shownRun struct {
	Result string  `json:"result"` // as the server reports it
	Start  *string `json:"start"`  // as the server reports it
	End    *string `json:"end"`
}

type shownPartition struct {
	Source     string  `json:"source"`
	Image      *string `json:"image"`
	AgeSeconds *int64  `json:"ageSeconds"`
}

type shownFinding struct {
	Status    string  `json:"status"`
	Code      string  `json:"code"`
	Partition *string `json:"partition"`
	Message   string  `json:"message"`
}

func (r *result) document() document {
	d := document{Recoveries: make([]shownJob, len(r.recoveries)), Check: summary{
		Status: word(r.status()), ExitCode: r.status(), Message: r.message().In(r.lang), Time: r.at.Format(time.RFC3339),
		MaxAgeSeconds: render.OrNull(int64(r.maxAge.Seconds())),
	}}
	for i, one := range r.recoveries {
		shown := shownJob{
			Job: one.job, ID: render.OrNull(one.id), Source: render.OrNull(one.source), Target: render.OrNull(one.target),
			Status: word(one.status()), State: render.OrNull(one.state),
			Schedule: render.OrNull(one.schedule), Connected: one.connected, Partitions: []shownPartition{}, Findings: []shownFinding{},
		}
		if one.run != nil {
			shown.LastRun = &shownRun{text(one.run.Result.Status), render.OrNull(text(one.run.Time.Start)), render.OrNull(text(one.run.Time.End))}
		}
		for _, p := range one.partitions {
			if p.Image == nil {
				shown.Partitions = append(shown.Partitions, shownPartition{Source: p.Source})
				continue
			}
			part := shownPartition{Source: p.Source, Image: &p.Image.Name}
			if p.Image.Aged {
				part.AgeSeconds = new(int64(p.Image.Age.Seconds()))
			}
			shown.Partitions = append(shown.Partitions, part)
		}
		for _, found := range one.findings {
			shown.Findings = append(shown.Findings, shownFinding{word(found.status), found.code, render.OrNull(found.partition), found.message.In(r.lang)})
		}
		d.Recoveries[i] = shown
	}
	return d
}

func word(s Status) string { return strings.ToLower(s.String()) }

// metrics returns the result in the text format of Prometheus, without samples for unknown values.
func (r *result) metrics() []byte {
	var m metrics
	m.family("zdmctl_recovery_check_status", "Worst status of the checked recoveries: 0 OK, 1 warning, 2 critical, 3 unknown.")
	m.sample(float64(r.status()))
	m.family("zdmctl_recovery_check_timestamp_seconds", "Time of the check, in seconds since the epoch.")
	m.sample(float64(r.at.Unix()))
	m.family("zdmctl_recovery_status", "Status of a recovery: 0 OK, 1 warning, 2 critical, 3 unknown.")
	r.each(func(one *recovery, labels ...string) { m.sample(float64(one.status()), labels...) })
	m.family("zdmctl_recovery_last_run_success", "Whether the last run of a recovery was complete.")
	r.each(func(one *recovery, labels ...string) {
		if one.lastRun.Ended() {
			m.sample(number(one.lastRun == zdm.PhaseComplete), labels...)
		}
	})
	m.family("zdmctl_recovery_connected", "Whether the center, source or target of a recovery is connected.")
	r.each(func(one *recovery, labels ...string) {
		for _, role := range []string{"center", "source", "target"} {
			if connected, known := one.connected[role]; known {
				m.sample(number(connected), append(labels, "role", role)...)
			}
		}
	})
	m.family("zdmctl_recovery_image_age_seconds", "Age of the backup image from which a partition would be restored.")
	r.each(func(one *recovery, labels ...string) {
		for _, p := range one.partitions {
			if p.Image != nil && p.Image.Aged {
				m.sample(float64(int64(p.Image.Age.Seconds())), append(labels, "partition", p.Source)...)
			}
		}
	})
	return []byte(m.String())
}

// each calls with each recovery and its labels. Recoveries with the same name differ by their id.
func (r *result) each(call func(one *recovery, labels ...string)) {
	for _, one := range r.recoveries {
		call(one, "recovery", one.job, "id", one.id) // "job" is already the label of a scrape
	}
}

func number(yes bool) float64 {
	if yes {
		return 1
	}
	return 0
}

// metrics writes the text format of Prometheus.
type metrics struct {
	strings.Builder

	name string
	seen map[string]bool // samples of the family; a second sample with the same labels makes the file invalid
}

func (m *metrics) family(name, help string) {
	m.name, m.seen = name, map[string]bool{}
	fmt.Fprintf(m, "# HELP %s %s\n# TYPE %s gauge\n", name, help, name)
}

func (m *metrics) sample(value float64, labels ...string) {
	var pairs []string
	escape := strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`)
	for i := 0; i+1 < len(labels); i += 2 {
		pairs = append(pairs, labels[i]+`="`+escape.Replace(render.Safe(labels[i+1]))+`"`)
	}
	line := m.name
	if len(pairs) > 0 {
		line += "{" + strings.Join(pairs, ",") + "}"
	}
	if !m.seen[line] {
		m.seen[line] = true
		m.WriteString(line + " " + strconv.FormatFloat(value, 'f', -1, 64) + "\n")
	}
}
