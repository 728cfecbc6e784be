package sandbox

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/sandbox/inventory"
)

// choose returns the image that a partition is restored from: the newest, or the one that the
// request selects by backup job or file.
func (at resolved) choose(source inventory.Partition, from jobRepository, backupJob, file string) (savedImage, error) {
	switch {
	case at.gen < v3Early:
		return at.image(source, from, backupJob, file)
	case file != "":
		return at.namedImage(source, from, backupJob, file)
	case backupJob != "":
		return at.namedBackup(source, from, backupJob)
	}
	return at.usableBackup(source, from)
}

// image returns the newest image of a partition in a repository, among those that the item selects.
// A backup job whose last run failed only counts if it is selected by name.
func (at resolved) image(source inventory.Partition, from jobRepository, backupJob, file string) (newest savedImage, err error) {
	known := slices.ContainsFunc(at.inventory.Backups, func(b inventory.Backup) bool { return fits(backupJob, b.Name) })
	matching := backupJob == ""
	for _, b := range at.backupsOf(source) {
		if b.Repository != from.ID || !chosen(b, backupJob) {
			continue
		}
		matching = true
		if img := newestNamed(b.Images, file); img.Created.After(newest.Created) {
			newest = savedImage{Image: img, backup: b}
		}
	}
	switch {
	case !known && backupJob != "":
		return newest, refuse(http.StatusNotFound, "Name이 '%s'인 Backup 작업을 찾을 수 없습니다", backupJob)
	case !matching:
		return newest, otherBackup(backupJob)
	case newest.Name == "" && backupJob == "" && file == "" && len(at.backupsOf(source)) == 0:
		missing := noImage(at.center.Name, from.ID)
		return newest, skipped{fmt.Sprintf("Backup job not found for partition '%s' on server '%s'", source.Letter, at.source.Name), missing}
	case newest.Name == "":
		return newest, noImage(at.center.Name, from.ID)
	}
	return newest, nil
}

func chosen(b inventory.Backup, backupJob string) bool {
	if backupJob == "" {
		return !b.Failed
	}
	return b.Name == backupJob
}

// newestNamed returns the newest image, or the newest with the name if it is not "". It returns the
// zero value if there is none.
func newestNamed(images []inventory.Image, name string) (newest inventory.Image) {
	for _, img := range images {
		if (name == "" || img.Name == name) && img.Created.After(newest.Created) {
			newest = img
		}
	}
	return newest
}

// backupsOf returns the backup jobs of a partition of the source, whatever their repository.
func (at resolved) backupsOf(p inventory.Partition) (found []inventory.Backup) {
	for _, b := range at.inventory.Backups {
		if b.Server == at.source.ID && b.Partition == p.Letter {
			found = append(found, b)
		}
	}
	return found
}

// namedImage returns an image by name. The newest image of a job whose last run failed is refused.
func (at resolved) namedImage(source inventory.Partition, from jobRepository, backupJob, file string) (savedImage, error) {
	img, ok := findImage(at.inventory, from.ID, file)
	switch {
	case !ok:
		return img, unknownImages("Recovery registration", file)
	case img.backup.Server != at.source.ID || img.backup.Partition != source.Letter:
		return img, refuse(http.StatusBadRequest, "Backup image '%s' is not of partition '%s' of server '%s'.", file, source.Letter, at.source.Name)
	case !fits(backupJob, img.backup.Name):
		return img, refuse(http.StatusBadRequest, "Backup image '%s' is not of backup job '%s'.", file, backupJob)
	case img.backup.LastRun == inventory.RunFailed && newestImage(img.backup).Name == file:
		return img, at.unusable(img.backup)
	}
	return img, nil
}

func unknownImages(title string, names ...string) *failure {
	return refuse(http.StatusNotFound, "[%s] - Backup image(s) not found in the specified repository: %s", title, strings.Join(names, ", ")).withCode("JOB-ERROR-52")
}

// findImage returns an image of a repository by name.
func findImage(inv *inventory.Inventory, repository int64, name string) (savedImage, bool) {
	for img := range savedImages(inv) {
		if img.where.ID == repository && img.Name == name {
			return img, true
		}
	}
	return savedImage{}, false
}

func newestImage(b inventory.Backup) inventory.Image { return newestNamed(b.Images, "") }

// namedBackup returns the newest image of a backup job, whose last run must have succeeded.
func (at resolved) namedBackup(source inventory.Partition, from jobRepository, name string) (img savedImage, err error) {
	b, ok := inventory.Find(at.inventory.Backups, name)
	img = savedImage{Image: newestImage(b), backup: b}
	switch {
	case !ok:
		err = refuse(http.StatusNotFound, "Backup job not found").withMissing(codeNoJob, "Backup job", name)
	case b.Server != at.source.ID || b.Partition != source.Letter:
		err = refuse(http.StatusBadRequest, "Backup job '%s' is not of partition '%s' of server '%s'.", name, source.Letter, at.source.Name)
	case b.LastRun != inventory.RunSucceeded:
		err = at.unusable(b)
	case b.Repository != from.ID:
		err = refuse(http.StatusBadRequest, "%s", otherRepository(b, from))
	case img.Name == "":
		err = refuse(http.StatusNotFound, "%s", noImageOf(b)).withCode("JOB-ERROR-52")
	}
	return img, err
}

// unusable returns the refusal of a backup job by the state of its last run.
func (at resolved) unusable(b inventory.Backup) *failure {
	why := map[string]string{inventory.RunFailed: "its last run failed", inventory.RunNever: "it has never run", inventory.RunRunning: "it is currently running"}[b.LastRun]
	return refuse(http.StatusBadRequest, "[Recovery registration] - Backup job '%s' cannot be used for recovery because %s (server: %s, partition: %s). Re-run the backup job, or specify an older image with 'backupFile'.",
		b.Name, why, at.source.Name, b.Partition).withCode("JOB-ERROR-67")
}

func otherRepository(b inventory.Backup, from jobRepository) string {
	return fmt.Sprintf("backup job '%s' backs up to repository %d, but this request specifies repository %d.", b.Name, b.Repository, from.ID)
}

func noImageOf(b inventory.Backup) string {
	return fmt.Sprintf("backup job '%s' succeeded, but no backup image was found in repository %d.", b.Name, b.Repository)
}

// usableBackup returns the newest image among the jobs of a partition whose last run succeeded, or
// the reason why there is none.
func (at resolved) usableBackup(source inventory.Partition, from jobRepository) (newest savedImage, err error) {
	names := map[string][]string{} // by the state of the last run
	reason := ""
	for _, b := range at.backupsOf(source) {
		names[b.LastRun] = append(names[b.LastRun], b.Name)
		img := newestImage(b)
		switch {
		case b.LastRun != inventory.RunSucceeded:
		case b.Repository != from.ID:
			reason = otherRepository(b, from)
		case img.Name == "":
			reason = noImageOf(b)
		case img.Created.After(newest.Created):
			newest = savedImage{Image: img, backup: b}
		}
	}
	if newest.Name != "" {
		return newest, nil
	}
	list := func(state string) string { return strings.Join(names[state], ", ") }
	switch {
	case len(names) == 0:
		return newest, skipped{reason: fmt.Sprintf("Partition '%s' has no backup job.", source.Letter)}
	case reason != "":
	case names[inventory.RunRunning] != nil:
		reason = fmt.Sprintf("a backup job is currently running (jobs: %s)", list(inventory.RunRunning))
	case names[inventory.RunFailed] != nil:
		reason = fmt.Sprintf("the last run failed for every backup job (jobs: %s). "+
			"Re-run the backup job, or check separately whether another usable image exists and specify it with 'backupFile'.", list(inventory.RunFailed))
	default:
		reason = fmt.Sprintf("the backup job is registered but has never run (jobs: %s)", list(inventory.RunNever))
	}
	return newest, skipped{reason: fmt.Sprintf("Partition '%s' has no usable backup job — %s", source.Letter, reason)}
}
