package sandbox

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// registerImages handles POST /recoveries/image of 3.0, which restores images without their server.
func (s *api) registerImages(r *http.Request, _ query) (reply, error) {
	request, at, err := s.registration(r, s.readImages)
	if err != nil {
		return reply{}, err
	}
	images, err := s.imagesNamed(at, request)
	if err != nil {
		return reply{}, err
	}
	at.source = images[0].server
	asked, err := at.collect(request, "Image recovery registration", "every candidate was excluded",
		func(made *mapping) error { return at.addImages(made, images, request) })
	if err != nil {
		return reply{}, err
	}
	made, err := s.save(r, at, request, asked)
	return reply{data: s.registeredImages(made), message: messageRegistered}, err
}

// imagesNamed returns the images of a request, which must all be in its repository.
func (s *api) imagesNamed(at resolved, request request) (found []savedImage, err error) {
	var missing []string
	for _, name := range request.files {
		img, ok := findImage(s.inventory, request.repository.ID, name)
		if !ok {
			missing = append(missing, name)
			continue
		}
		found = append(found, img)
	}
	switch {
	case missing == nil && found == nil:
		return nil, refuse(http.StatusBadRequest, "backupFile is required").withField("backupFile", "backupFile is required")
	case missing != nil && at.gen == v3Early:
		return nil, refuse(http.StatusNotFound, "지정한 레포지토리에서 백업 이미지를 찾을 수 없습니다: %s", strings.Join(missing, ", ")).withCode(codeNoJob)
	case missing != nil:
		return nil, unknownImages("Image recovery registration", missing...)
	}
	return found, nil
}

// addImages maps images to partitions of the target: as jobList specifies, and otherwise by the
// name of the partition.
func (at resolved) addImages(made *mapping, images []savedImage, request request) error {
	listed := map[string]bool{}
	for _, item := range request.items {
		for _, name := range item.files {
			i := slices.IndexFunc(images, func(img savedImage) bool { return img.Name == name })
			if i < 0 {
				return refuse(http.StatusBadRequest, "jobList names the backup image '%s', which is not in backupFile.", name).withCode("JOB-ERROR-59")
			}
			listed[name] = true
			if err := at.addImage(made, images[i], item, request); err != nil {
				return err
			}
		}
	}
	for _, img := range images {
		if listed[img.Name] || request.listOnly {
			continue
		}
		if err := at.addImage(made, img, requestItem{}, request); err != nil {
			return err
		}
	}
	return nil
}

// addImage adds an image, unless it is excluded or has no partition to be restored to.
func (at resolved) addImage(made *mapping, img savedImage, item requestItem, request request) error {
	source := img.partition()
	if excluded(source, request.exclude) {
		return nil
	}
	target, ok := at.partition(at.target, cmp.Or(item.target, source.Letter))
	switch {
	case !ok && item.target != "":
		return unknownPartition(item.target, at.target)
	case !ok:
		reason := fmt.Sprintf("Partition/drive '%s' was excluded from mapping — %s %[1]s does not exist on %[3]s",
			source.Letter, word(source.Windows(), "Drive", "Partition"), at.target.Name)
		made.leaveOut(reason, reason)
		return nil
	}
	from, err := at.repositoryOf(item, request)
	if err != nil {
		return err
	}
	part, err := at.part(source, target, from, img, item, request)
	if err != nil {
		return err
	}
	part.FileSystem = cmp.Or(part.FileSystem, target.FileSystem)
	part.Latest, part.targetLabel = newestImage(img.backup).Name == img.Name, cmp.Or(item.target, target.Letter)
	made.parts = append(made.parts, part)
	return nil
}

// registeredImages returns the data of the response to POST /recoveries/image. It uses display
// words, and its summary counts jobs.
func (s *api) registeredImages(made registeredJob) registration {
	answer := s.registered(made)
	if made.autoStart == "" {
		answer.Common.AutoStart = ""
	}
	answer.Common.BootMode = upperFirst(answer.Common.BootMode)
	for i := range answer.Partitions {
		p := &answer.Partitions[i]
		p.JobMode, p.Overwrite = modeName(p.JobMode), overwritten(p.Overwrite == zdm.OverwriteAllow)
		p.Repository.Type = strings.ToUpper(p.Repository.Type)
		p.Backup.UseLatest = word(p.Backup.UseLatest == "true", "yes", "no")
	}
	answer.Summary = registrationSummary{Total: 1, Successful: 1}
	if len(made.job.Partitions) == 0 {
		answer.Summary = registrationSummary{Total: 1, Failed: 1}
	}
	return answer
}

func upperFirst(word string) string { return strings.ToUpper(word[:1]) + word[1:] }
