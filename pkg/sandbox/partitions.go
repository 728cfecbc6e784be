package sandbox

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/sandbox/calendar"
	"github.com/zdmctl/zdmctl/pkg/sandbox/inventory"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// mapping holds the partitions that a request restores.
type mapping struct {
	parts []jobPartition
	// Why partitions were left out, worded as notices, and as reasons if none is left.
	notices, reasons []string
}

// skipped is the reason why a partition has no backup to restore.
type skipped struct {
	reason  string
	instead error // failure of generations that do not skip; nil if they never meet it
}

func (s skipped) Error() string { return s.reason }

func (s skipped) Unwrap() error { return s.instead }

// leaveOut leaves out a partition.
func (m *mapping) leaveOut(notice, reason string) {
	m.notices, m.reasons = append(m.notices, notice), append(m.reasons, reason)
}

// collect returns the partitions that add finds for a request. The refusal if there are none has a
// title and a reason.
func (at resolved) collect(request request, title, why string, add func(*mapping) error) (made mapping, err error) {
	if request.listOnly && len(request.items) == 0 && at.gen >= v3Early {
		return made, refuse(http.StatusBadRequest, "listOnly requires jobList.").withCode("JOB-ERROR-63")
	}
	switch err = add(&made); {
	case err != nil:
		return made, err
	case len(made.parts) == 0:
		return made, nothingLeft(title, why, made)
	}
	return made, at.checkImages(made.parts)
}

// addPartitions adds the partitions of the source that the request does not exclude.
func (at resolved) addPartitions(made *mapping, request request) error {
	items, err := at.itemsBySource(request.items)
	if err != nil {
		return err
	}
	for _, source := range at.source.Partitions {
		listed := items[source.Letter]
		if excluded(source, request.exclude) || request.listOnly && listed == nil {
			continue
		}
		if listed == nil {
			listed = []requestItem{{}}
		}
		if err := at.addAll(made, source, listed, request); err != nil {
			return err
		}
	}
	return nil
}

// itemsBySource returns the items of jobList by the letter of their source. Up to 2.0.2, one source
// has one target.
func (at resolved) itemsBySource(list []requestItem) (map[string][]requestItem, error) {
	items := map[string][]requestItem{}
	for _, item := range list {
		found, ok := at.partition(at.source, item.source)
		switch {
		case !ok || found.Letter != at.letter(item.source):
			return nil, unknownPartition(item.source, at.source)
		case at.gen >= v3Early:
			items[found.Letter] = append(items[found.Letter], item)
			continue
		case at.gen >= v2 && items[found.Letter] != nil:
			return nil, refuse(http.StatusBadRequest, "Duplicate sourcePartition in jobList: '%s'", item.source)
		}
		items[found.Letter] = []requestItem{item}
	}
	return items, nil
}

// addAll adds a source partition once for each of its items.
func (at resolved) addAll(made *mapping, source inventory.Partition, items []requestItem, request request) error {
	for _, item := range items {
		parts, err := at.recover(source, item, request)
		if skip, ok := errors.AsType[skipped](err); ok && at.gen >= v202 {
			made.leaveOut(fmt.Sprintf("Partition/drive '%s' was skipped — no backup available: %s", source.Letter, skip.reason), skip.reason)
			continue
		}
		if err != nil {
			return err
		}
		made.parts = append(made.parts, parts...)
	}
	return nil
}

// nothingLeft returns the refusal of a request that leaves no partition.
func nothingLeft(title, why string, of mapping) *failure {
	f := refuse(http.StatusBadRequest, "NO_PARTITIONS_TO_PROCESS")
	if len(of.reasons) > 0 {
		_ = f.withV202(http.StatusNotFound, "%s", of.reasons[0])
	} else {
		of.reasons = []string{"Every partition was excluded by the request."}
	}
	return f.withV3(http.StatusBadRequest, "JOB-ERROR-14", "[%s] No partitions left to register — %s. Reason(s): %s", title, why, strings.Join(of.reasons, " "))
}

// recover returns a source partition as parts of the job, one for each image. item is the zero
// value if the request lists none for it.
func (at resolved) recover(source inventory.Partition, item requestItem, request request) ([]jobPartition, error) {
	// Without an item, the target is the partition of the same name, because any other would be a
	// guess.
	wanted := cmp.Or(item.target, source.Letter)
	target, ok := at.partition(at.target, wanted)
	if !ok {
		return nil, unknownPartition(wanted, at.target)
	}
	from, err := at.repositoryOf(item, request)
	if err != nil {
		return nil, err
	}
	files := item.files
	if files == nil {
		files = []string{""}
	}
	var parts []jobPartition
	for _, file := range files {
		img, err := at.choose(source, from, item.backupJob, file)
		if err != nil {
			return nil, err
		}
		made, err := at.part(source, target, from, img, item, request)
		if err != nil {
			return nil, err
		}
		made.Latest, made.targetLabel = file == "", cmp.Or(item.target, target.Label())
		parts = append(parts, made)
	}
	return parts, nil
}

func (at resolved) repositoryOf(item requestItem, request request) (jobRepository, error) {
	if item.repository != nil {
		return at.repository(*item.repository)
	}
	return at.repository(request.repository)
}

// part returns an image as a part of the job, as the item of the request specifies.
func (at resolved) part(source, target inventory.Partition, from jobRepository, img savedImage, item requestItem, request request) (jobPartition, error) {
	made := jobPartition{
		Mode:         cmp.Or(item.mode, request.mode),
		Repository:   from,
		Source:       source.Letter,
		Target:       target.Letter,
		TargetDevice: target.Device,
		FileSystem:   source.FileSystem,
		ImageSize:    img.Size,
		BackupJob:    img.backup.Name,
		BackupFile:   img.Name,
		damaged:      img.Damaged,
	}
	if target.Size < source.Used {
		made.TooSmall = new(float64(target.Size) / float64(source.Used))
	}
	err := at.setOverwrite(&made, item.overwrite, request.overwrite)
	return made, err
}

// setOverwrite decides what happens to the target's data. Windows cannot keep it, so "allow" is
// refused or ignored there.
func (at resolved) setOverwrite(p *jobPartition, ofItem, ofRequest string) error {
	asked := cmp.Or(ofItem, ofRequest)
	windows := inventory.IsDrive(p.Target)
	switch {
	case asked == "":
		p.Overwrite = at.allowOverwrite && (!windows || at.gen < v2)
	case asked == zdm.OverwriteNotAllow:
	case ofItem != "" && at.gen >= v2 && at.gen < v3Early, windows && at.gen >= v2 && at.gen < v3:
		return refuse(http.StatusConflict, "Overwrite is not possible for partition '%s' of server '%s'.", p.Target, at.target.Name).withCode(codeOverwrite)
	case windows && at.gen >= v3:
		p.overwriteIgnored = true
	case at.gen >= v3 && !slices.ContainsFunc(at.target.Partitions, func(p inventory.Partition) bool { return p.Letter == "/" }):
		return refuse(http.StatusConflict, "Overwrite needs the root partition of server '%s', which was not found.", at.target.Name).withCode(codeOverwrite)
	default:
		p.Overwrite = true
	}
	return nil
}

const codeOverwrite = "JOB-ERROR-56"

// checkImages checks that no partition of the target gets two images of one source partition.
func (at resolved) checkImages(parts []jobPartition) error {
	if at.gen < v3Early {
		return nil
	}
	type pair struct{ target, source string }
	images := map[pair][]string{}
	for _, p := range parts {
		images[pair{p.Target, p.Source}] = append(images[pair{p.Target, p.Source}], p.BackupFile)
	}
	for _, p := range parts {
		if names := images[pair{p.Target, p.Source}]; len(names) > 1 {
			return refuse(http.StatusBadRequest, "target partition '%s' was given %d images of source partition '%s' (%s). These are snapshots of the same partition taken at different points in time, "+
				"so they cannot both be restored to one partition — the one restored later would overwrite the earlier. Keep one image, or assign each image to a different target partition.",
				p.Target, len(names), p.Source, strings.Join(names, ", ")).withCode("JOB-ERROR-55")
		}
	}
	return nil
}

// excluded reports whether excludePartition lists p. Drives are listed without a colon and in any
// case.
func excluded(p inventory.Partition, excludePartition string) bool {
	return slices.ContainsFunc(calendar.List(excludePartition), func(name string) bool {
		return name == p.Letter || p.Windows() && driveLetter(name) == driveLetter(p.Letter)
	})
}
