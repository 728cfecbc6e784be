package manifest

import (
	"cmp"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// Wave compares the requests of one run as they are checked in order: no two may have the same name
// or write the same partition. It holds only names and positions of the requests.
type Wave struct {
	names, near map[string]*member // by name, and by what a server may treat as the same name
	writers     zdm.Writers[*write]
	hosts       map[string]*host
}

// member is a request of a wave.
type member struct {
	name, source string
	// Another request has the same name, and may be the same request specified twice.
	twice bool
	file  string
	line  int // line of its name, or else its first line
}

// write is a partition a request writes.
type write struct {
	by       *member
	from, to string
	again    bool // whether another request with the same partition was reported
}

// host is a target. It holds the first request that restores to it, and the first that does not
// list all its partitions.
type host struct {
	first, open *member
	reported    bool // whether a request that does not list all partitions was reported
}

// NewWave returns an empty wave.
func NewWave() *Wave {
	return &Wave{names: map[string]*member{}, near: map[string]*member{}, hosts: map[string]*host{}}
}

// join compares a request with the previous ones and adds it. Problems of single fields are already
// reported.
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
	if scopes.own == nil {
		return
	}
	reported := w.partitions(c, root, m, scopes)
	w.unlisted(c, root, m, scopes, reported)
}

// nameOf reports a name that another request has. Servers ignore differences in spaces and Unicode
// forms, and perhaps in case and width.
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

// partitions reports targets that another request writes, and returns whether there were any. Two
// requests for the same source and target, such as a weekly and a daily one, only cause a warning.
func (w *Wave) partitions(c *checker, root *node, m *member, scopes scopes) (reported bool) {
	server := shown(root.get("target"))
	for i, job := range jobs(root) {
		target := job.get("targetPartition")
		from := cmp.Or(job.get("sourcePartition").word(), job.get("backupFile").word())
		this := &write{by: m, from: from, to: target.word()}
		if zdm.PartitionKey(this.to) == "" {
			continue
		}
		first := w.writer(scopes, this)
		for _, scope := range scopes.own {
			w.writers.Add(scope, this.to, this)
		}
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

// sameAs reports whether two requests restore the same partition of the same source to the same
// target in the same way.
func (w *write) sameAs(other *write) bool {
	return w.by.source == other.by.source && w.from == other.from && w.to == other.to
}

// writer returns the write of another request that overlaps this one, or nil.
func (w *Wave) writer(scopes scopes, this *write) *write {
	for _, scope := range scopes.others {
		if first, found := w.writers.Find(scope, this.to); found && first.by != this.by {
			return first
		}
	}
	return nil
}

// unlisted warns of a target to which several requests restore if one of them does not list its
// partitions.
func (w *Wave) unlisted(c *checker, root *node, m *member, scopes scopes, reported bool) {
	open := !root.get("listOnly").isTrue()
	before, known := w.before(scopes, open)
	if before != nil && !known && !reported && !m.twice {
		target := root.get("target")
		c.warnings.add(target.origin, "target", msgWholeTwice.With(shown(target), before.file, before.line)).
			Notes = []msg.Message{msgListThemOnly.With()}
		known = true
	}
	for _, scope := range scopes.own {
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

// before returns an earlier request for the same target: one that restores unlisted partitions too,
// or any one if this request does. known reports whether the user was already warned of it.
func (w *Wave) before(scopes scopes, open bool) (before *member, known bool) {
	for _, scope := range scopes.others {
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
	return before, known
}

// scopes are the keys of a request's target. Names are unique within a center. A center may be
// given by id or name, and it is unknown whether an id and a name refer to the same center.
type scopes struct {
	// The target in its center, as the request names both, and the target's name in any center that
	// is named in the same way. The request is registered under these.
	own []string
	// The first of them, and the target's name in any center that is named in the other way. Other
	// requests for the same target are registered under these.
	others []string
}

func scopesOf(root *node) scopes {
	target := strings.ToLower(strings.TrimSpace(root.get("target").word()))
	switch {
	case target == "":
		return scopes{}
	case zdm.IsID(target):
		return scopes{own: []string{target}, others: []string{target}}
	}
	center := strings.ToLower(strings.TrimSpace(root.get("center").word()))
	same, other := "\x00name\x00"+target, "\x00id\x00"+target
	if zdm.IsID(center) {
		same, other = other, same
	}
	exact := center + "\x00" + target
	return scopes{own: []string{exact, same}, others: []string{exact, other}}
}
