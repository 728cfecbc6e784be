package manifest

import (
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// Wave compares the requests of one run as they are checked, one after the other: no two may have one name, and no two may
// write one partition of a target. It keeps names and places of the requests, nothing else.
type Wave struct {
	names, near map[string]*member // by name, and by what a server may take for the name
	writers     zdm.Writers[*write]
	hosts       map[string]*host
}

// member is a request of a wave.
type member struct {
	name, source string
	twice        bool // another has its name, and the two may be one request given twice
	file         string
	line         int // of its name, else of its start
}

// write is a partition that a request writes.
type write struct {
	by       *member
	from, to string
	again    bool // it was reported that another request does the same
}

// host is a target, by the first request that restores to it, and the first that does not list all partitions that it restores.
type host struct {
	first, open *member
	reported    bool // that a request does not list all
}

// NewWave returns a wave without a request.
func NewWave() *Wave {
	return &Wave{names: map[string]*member{}, near: map[string]*member{}, hosts: map[string]*host{}}
}

// join compares a request with those before it, and adds it. What is wrong with a field by itself has been reported.
func (w *Wave) join(c *checker, root *node) {
	m := &member{name: root.get("jobName").word(), source: strings.ToLower(strings.TrimSpace(root.get("source").word()))}
	at := root.origin
	if n := root.get("jobName"); n != nil {
		at = n.origin
	}
	if at.document != nil {
		m.file, m.line = at.document.name, at.line
	}
	w.nameOf(c, root.get("jobName"), m)
	scopes := scopesOf(root)
	if scopes.own == "" {
		return
	}
	reported := w.partitions(c, root, m, scopes)
	w.unlisted(c, root, m, scopes, reported)
}

// nameOf reports a name that another request has. Blanks and Unicode forms are one to servers; case and width may be.
func (w *Wave) nameOf(c *checker, n *node, m *member) {
	name := strings.Join(strings.Fields(norm.NFC.String(m.name)), " ")
	if name == "" {
		return
	}
	if first := w.names[name]; first != nil {
		c.problems.add(n.origin, "jobName", msgNameTwice.With(m.name, first.file, first.line))
		m.twice = true
		return
	}
	w.names[name] = m
	near := strings.ToLower(norm.NFKC.String(name))
	if first := w.near[near]; first != nil {
		c.warnings.add(n.origin, "jobName", msgNameAlike.With(quote(m.name), quote(first.name), first.file, first.line))
		return
	}
	w.near[near] = m
}

// partitions reports targets that another request writes, and whether there were any. One source that goes to one partition by two
// requests, as by a weekly and a daily one, is worth a warning.
func (w *Wave) partitions(c *checker, root *node, m *member, scopes scopes) (reported bool) {
	server := shown(root.get("target"))
	for i, job := range jobs(root) {
		target := job.get("targetPartition")
		this := &write{by: m, from: job.get("sourcePartition").word(), to: target.word()}
		if zdm.PartitionKey(this.to) == "" {
			continue
		}
		first := w.writer(scopes, this)
		scopes.add(&w.writers, this)
		if first == nil {
			continue
		}
		reported = true
		path := join(index("jobList", i), "targetPartition")
		switch by := first.by; {
		case first.sameAs(this):
			if !first.again && !m.twice {
				c.warnings.add(target.origin, path, msgSameAgain.With(by.file, by.line, this.from, shown(target), server))
			}
			first.again = first.again || !m.twice
		case zdm.PartitionKey(first.to) == zdm.PartitionKey(this.to):
			c.problems.add(target.origin, path, msgWrittenTwice.With(shown(target), server, first.from, by.file, by.line)).
				Notes = []msg.Message{msg.TwoSourcesDestroy.With()}
		default:
			c.problems.add(target.origin, path, msgOverlapsOther.With(shown(target), server, first.to, first.from, by.file, by.line)).
				Notes = []msg.Message{msg.TwoSourcesDestroy.With()}
		}
	}
	return reported
}

// sameAs reports two requests that restore one partition of one source to one place, and write it alike.
func (w *write) sameAs(other *write) bool {
	return w.by.source == other.by.source && w.from == other.from && w.to == other.to
}

// writer is what another request writes over a partition, nil for nothing.
func (w *Wave) writer(scopes scopes, this *write) *write {
	for _, scope := range []string{scopes.own, scopes.other} {
		if first, found := w.writers.Find(scope, this.to); found && first.by != this.by {
			return first
		}
	}
	return nil
}

// unlisted warns of a target to which several requests restore, when not all of them list the partitions that they restore.
func (w *Wave) unlisted(c *checker, root *node, m *member, scopes scopes, reported bool) {
	only := root.get("listOnly")
	open := only == nil || only.shape != boolean || only.text != "true"
	var before *member
	known := false
	for _, scope := range []string{scopes.own, scopes.other} {
		h := w.hosts[scope]
		if h == nil {
			continue
		}
		known = known || h.reported
		switch {
		case before != nil:
		case open:
			before = h.first
		default:
			before = h.open
		}
	}
	if before != nil && !known && !reported && !m.twice {
		target := root.get("target")
		c.warnings.add(target.origin, "target", msgWholeTwice.With(shown(target), before.file, before.line)).
			Notes = []msg.Message{msgListThemOnly.With()}
		known = true
	}
	for _, scope := range scopes.keys() {
		h := w.hosts[scope]
		if h == nil {
			h = &host{first: m}
			w.hosts[scope] = h
		}
		if open && h.open == nil {
			h.open = m
		}
		h.reported = h.reported || known
	}
}

// scopes are the keys of the target of a request. A name is one in its center: centers may be named by id or by name, and of those
// that are named in different ways nobody knows whether they are one.
type scopes struct {
	own   string // the target in the center, as the request names the two
	kind  string // the target by its name, in any center that is named in the same way
	other string // likewise, in any that is named in the other way; "" where there is none
}

func scopesOf(root *node) scopes {
	target := strings.ToLower(strings.TrimSpace(root.get("target").word()))
	switch {
	case target == "":
		return scopes{}
	case zdm.IsID(target):
		return scopes{own: target}
	}
	center := strings.ToLower(strings.TrimSpace(root.get("center").word()))
	byID, byName := "\x00id\x00"+target, "\x00name\x00"+target
	if zdm.IsID(center) {
		return scopes{own: center + "\x00" + target, kind: byID, other: byName}
	}
	return scopes{own: center + "\x00" + target, kind: byName, other: byID}
}

// keys are those that a request is found by.
func (s scopes) keys() []string {
	if s.kind == "" {
		return []string{s.own}
	}
	return []string{s.own, s.kind}
}

func (s scopes) add(writers *zdm.Writers[*write], this *write) {
	for _, key := range s.keys() {
		writers.Add(key, this.to, this)
	}
}
