package manifest

import (
	"slices"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// rules checks rules that involve several fields. It ignores fields that are invalid on their own.
func (c *checker) rules(root *node) {
	c.dependencies(root)
	c.ofImages(root)
	c.partitions(root)
	c.platform(root)
	c.sameServer(root)
	c.past(root)
	c.repositoryPath(root.get("repository"), "repository")
	c.families(root)
	for i, job := range jobs(root) {
		path := index("jobList", i)
		c.repositoryPath(job.get("repository"), join(path, "repository"))
		c.driveSpelling(job.get("sourcePartition"), join(path, "sourcePartition"))
		c.driveSpelling(job.get("targetPartition"), join(path, "targetPartition"))
		c.rootKept(root, job, path)
	}
}

// jobs returns the items of jobList.
func jobs(root *node) []*node {
	if list := root.get("jobList"); list != nil {
		return list.items
	}
	return nil
}

// dependencies checks fields that have no effect without another.
func (c *checker) dependencies(root *node) {
	only, all := root.get("listOnly"), root.get("jobList")
	if only.isTrue() && (all == nil || all.shape == list && len(all.items) == 0) {
		c.problems.add(only.origin, "listOnly", msgListOnlyAlone.With())
	}
	if run := root.get("scriptRun"); run != nil && root.get("scriptPath") == nil {
		c.problems.add(run.origin, "scriptRun", msgScriptRunAlone.With())
	}
}

// partitions checks that no partition is used twice.
func (c *checker) partitions(root *node) {
	sources := map[string]string{}
	var targets zdm.Writers[target]
	for i, job := range jobs(root) {
		path := index("jobList", i)
		source, onto := job.get("sourcePartition"), job.get("targetPartition")
		if first := claim(sources, source, path); first != "" {
			c.warnings.add(source.origin, join(path, "sourcePartition"), msg.SourceTaken.With(shown(source), first)).
				Notes = []msg.Message{msg.SourceTwiceSince.With()}
		}
		first, taken := targets.Find("", onto.word())
		switch {
		case taken && c.imagesOnly && zdm.PartitionKey(first.partition.text) == zdm.PartitionKey(onto.text):
			c.warnings.add(onto.origin, join(path, "targetPartition"), msgImagesOnOneTarget.With(shown(onto), first.of))
			continue
		case taken:
			c.problems.add(onto.origin, join(path, "targetPartition"), first.taken(onto)).Notes = []msg.Message{msg.TwoSourcesDestroy.With()}
			continue
		}
		targets.Add("", onto.word(), target{onto, path})
	}
	excluded := root.get("excludePartition")
	for item := range strings.SplitSeq(excluded.word(), ",") {
		key := zdm.PartitionKey(item)
		if job := sources[key]; key != "" && job != "" {
			c.problems.add(excluded.origin, "excludePartition", msgExcludedTwice.With(strings.TrimSpace(item), job))
			delete(sources, key)
		}
	}
}

// target is a partition an item of jobList writes.
type target struct {
	partition *node
	of        string // the path of the item
}

// taken returns a message about a second partition, again, that overwrites this target.
func (t target) taken(again *node) msg.Message {
	if zdm.PartitionKey(again.text) == zdm.PartitionKey(t.partition.text) {
		return msgTargetTaken.With(shown(again), t.of)
	}
	return msgTargetOverlaps.With(shown(again), shown(t.partition), t.of)
}

// claim records the user of a partition and returns the previous one, if any.
func claim(users map[string]string, n *node, path string) string {
	key := zdm.PartitionKey(n.word())
	if key == "" {
		return ""
	}
	first := users[key]
	if first == "" {
		users[key] = path
	}
	return first
}

// shown returns a value without quotes, as messages name partitions.
func shown(n *node) string { return strings.Trim(quote(n.text), `"`) }

// platform warns of a platform only the vendor's CLI documents.
func (c *checker) platform(root *node) {
	if n := root.get("platform"); n.word() == zdm.PlatformBaremetal {
		c.warnings.add(n.origin, "platform", msgBaremetal.With())
	}
}

func (c *checker) sameServer(root *node) {
	source, target := root.get("source").word(), root.get("target")
	if strings.TrimSpace(source) != "" && strings.EqualFold(strings.TrimSpace(source), strings.TrimSpace(target.word())) {
		c.warnings.add(target.origin, "target", msg.SameServer.With(shown(target)))
	}
}

// families warns of the first partition that belongs to another operating system than those before
// it.
func (c *checker) families(root *node) {
	type place struct {
		n    *node
		path string
	}
	var places []place
	for i, job := range jobs(root) {
		for _, name := range []string{"sourcePartition", "targetPartition"} {
			places = append(places, place{job.get(name), join(index("jobList", i), name)})
		}
	}
	places = append(places, place{root.get("excludePartition"), "excludePartition"})
	first, before := neither, ""
	for _, at := range places {
		for item := range strings.SplitSeq(at.n.word(), ",") {
			family := familyOf(item)
			if first == neither {
				first, before = family, strings.TrimSpace(item)
			}
			if family != neither && family != first {
				c.warnings.add(at.n.origin, at.path, msgMixedFamilies.With(quote(strings.TrimSpace(item)), quote(before)))
				return
			}
		}
	}
}

// driveSpelling warns of a drive that servers before 2.0.1 do not find.
func (c *checker) driveSpelling(n *node, path string) {
	drive := zdm.DriveOf(n.word())
	if drive != "" && n.word() != drive {
		c.warnings.add(n.origin, path, msgDriveSpelling.With(quote(n.text))).Suggestion = drive
	}
}

// rootKept warns of a job that must not overwrite the target's root.
func (c *checker) rootKept(root, job *node, path string) {
	overwrite := job.get("overwrite")
	if overwrite == nil {
		overwrite = root.get("overwrite")
	}
	target := job.get("targetPartition")
	if overwrite.word() == zdm.OverwriteNotAllow && slices.Contains([]string{"/", "C:"}, zdm.PartitionKey(target.word())) {
		c.warnings.add(target.origin, join(path, "targetPartition"), msgRootNotOverwritten.With(shown(target)))
	}
}

// repositoryPath warns of a path with the form of another repository type.
func (c *checker) repositoryPath(repository *node, path string) {
	n := repository.get("path")
	value := n.word()
	share := strings.HasPrefix(value, "//") || strings.HasPrefix(value, `\\`)
	host, export, hosted := strings.Cut(value, ":")
	local := strings.HasPrefix(value, "/")
	remote := hosted && strings.HasPrefix(export, "/") && zdm.DriveOf(host) == ""
	switch kind := repository.get("type").word(); {
	case value == "":
	case kind == zdm.RepositorySMB && !share:
		c.warnings.add(n.origin, join(path, "path"), msgNotAShare.With(quote(value)))
	case kind == zdm.RepositoryNFS && (share || !local && !remote):
		c.warnings.add(n.origin, join(path, "path"), msgNotAnExport.With(quote(value)))
	}
}
