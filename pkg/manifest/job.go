package manifest

import (
	"fmt"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/internal/near"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

// AddJob adds jobList items as typed after a flag: "source=/home,target=/dev/sdb1,mode=increment"
// for one, or "@jobs.json" for the list in a YAML or JSON file. The first call replaces the jobList
// of the document. Problems name the flag, followed by its number from the second one on, as in
// "--job #2".
func (d *Draft) AddJob(flag, value string) {
	d.jobs++
	at := numbered(flag, d.jobs)
	if d.jobs == 1 {
		if given := d.root.get("jobList"); given != nil && given.shape == list {
			d.replaced = given.origin
		}
		d.root.set("jobList", &node{shape: list, origin: at})
	}
	rows, _ := lookup(d.form.schema, "jobList")
	jobs := d.root.get("jobList")
	if jobs == nil {
		return // the document is not an object, which is already reported
	}
	if name, isFile := strings.CutPrefix(strings.TrimSpace(value), "@"); isFile {
		d.jobFile(at, jobs, rows, name)
		return
	}
	path := index("jobList", len(jobs.items))
	job := &node{shape: object, origin: at}
	keys, meant := jobKeys(rows.fields), map[string]bool{}
	for part := range strings.SplitSeq(value, ",") {
		key, text, found := strings.Cut(part, "=")
		key, text = strings.TrimSpace(key), strings.TrimSpace(text)
		target, f := jobField(keys, key)
		switch {
		case !found:
			d.problems.add(at, path, msgNotKeyValue.With(quote(part))).Notes = []msg.Message{msgCommaNeedsFile.With()}
		case target == "":
			meant[d.unknownKey(at, path, key, keys)] = true
		case job.at(target) != nil:
			d.problems.add(at, join(path, target), msgRepeatedKey.With(quote(key)))
		default:
			job.set(target, f.fromFlag(at, text))
		}
	}
	job.assume(meant)
	jobs.items = append(jobs.items, job)
}

// numbered returns the origin of the nth value of a flag.
func numbered(flag string, n int) origin {
	if n > 1 {
		flag = fmt.Sprintf("%s #%d", flag, n)
	}
	return origin{flag: flag}
}

// jobFile adds the items of a list in a file.
func (d *Draft) jobFile(at origin, jobs *node, rows field, name string) {
	given := d.valueFile(at, "jobList", rows, name, len(jobs.items))
	switch {
	case given.shape == list && len(given.items) > 0:
		jobs.items = append(jobs.items, given.items...)
		return
	case given.shape == list || given.shape == null:
		d.problems.add(given.origin, "jobList", msgNoValue.With())
	case given.shape != reported:
		d.problems.add(given.origin, "jobList", msgWrongShape.With(shapeName(given), kindName(listKind)))
	}
	jobs.shape = reported
}

// unknownKey reports a key that does not exist. It returns the path that was probably meant, or "".
func (d *Draft) unknownKey(at origin, path, key string, keys []jobKey) string {
	p := d.problems.add(at, path, msgUnknownJobKey.With(quote(key)))
	for _, k := range keys {
		p.Allowed = append(p.Allowed, k.field.flag)
		if near.Fold(k.path) == near.Fold(key) || near.Fold(k.field.flag) == near.Fold(key) {
			p.Suggestion = k.field.flag
		}
	}
	if p.Suggestion == "" {
		p.Suggestion = near.Word(key, p.Allowed)
	}
	meant, _ := jobField(keys, p.Suggestion)
	return meant
}

// jobKey is a key of --job and the path it sets.
type jobKey struct {
	path  string
	field field
}

func jobKeys(rows []field) []jobKey {
	var keys []jobKey
	for _, f := range rows {
		if f.flag != "" {
			keys = append(keys, jobKey{f.name, f})
		}
		for _, inner := range f.fields {
			keys = append(keys, jobKey{join(f.name, inner.name), inner})
		}
	}
	return keys
}

func jobField(keys []jobKey, key string) (string, field) {
	for _, k := range keys {
		if k.field.flag == key {
			return k.path, k.field
		}
	}
	return "", field{}
}
