package sandbox

import (
	"net/http"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/sandbox/inventory"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// deleted is the data of DELETE /recoveries, in the order of the API's document.
type deleted struct {
	JobInfo []deletedPart  `json:"jobInfo"`
	Summary deletedSummary `json:"summary"`
}

type deletedPart struct {
	Name       string            `json:"name"`
	Partition  string            `json:"partition"`
	Components deletedComponents `json:"deletedComponents"`
}

type deletedComponents struct {
	Basic      bool `json:"basicInfo"`
	Additional bool `json:"additionalInfo"`
	Detail     bool `json:"detailInfo"`
	History    bool `json:"historyData"`
	Log        bool `json:"logData"`
}

type deletedSummary struct {
	State    string        `json:"state"`
	Affected deletedCounts `json:"affectedComponents"`
}

type deletedCounts struct {
	Basic      int `json:"basicInfoDeleted"`
	Additional int `json:"additionalInfoDeleted"`
	Detail     int `json:"detailInfoDeleted"`
	History    int `json:"historyDataDeleted"`
	Log        int `json:"logDataDeleted"`
}

// deleteRecovery handles DELETE /recoveries/:identifier. Of several jobs with the name, it deletes
// the newest.
func (s *api) deleteRecovery(r *http.Request, q query) (reply, error) {
	identifier, center := r.PathValue("identifier"), q.text("center")
	if err := s.checkDeleteCenter(identifier, center); err != nil {
		return reply{}, err
	}
	within, err := s.searchedCenter(identifier, center)
	if err != nil {
		return reply{}, err
	}
	if !s.cfg.Choices.CheckDeleteCenter && s.gen < v3Early {
		center = ""
	}
	gone, err := s.store.remove(identifier, within, func(j *job) error { return s.checkCenter(j, center) })
	if err != nil {
		return reply{}, err
	}
	if gone == nil {
		return reply{}, unknownRecovery(identifier).withV3(http.StatusNotFound, codeNoJob, "Job info not found")
	}
	now := s.now()
	parts := len(gone.Partitions)
	answer := deleted{Summary: deletedSummary{State: zdm.StateSuccess, Affected: deletedCounts{
		Basic: parts, Additional: parts, Detail: parts, History: len(gone.history(now)), Log: len(gone.state(now).log)}}}
	for _, p := range gone.Partitions {
		answer.JobInfo = append(answer.JobInfo, deletedPart{Name: gone.Name, Partition: p.Source,
			Components: deletedComponents{true, true, true, true, true}})
	}
	return reply{data: answer, message: "Recovery job deleted"}, nil
}

// checkDeleteCenter checks the center of a deletion by the rules of 3.0, in which a name requires
// one.
func (s *api) checkDeleteCenter(identifier, center string) error {
	if _, isID := inventory.ParseID(identifier); !isID && center == "" && s.gen >= v3Early {
		return refuse(http.StatusBadRequest, "center is required to delete a recovery job by name").withCode("CENTER-ERROR-02")
	}
	return s.checkOneCenter(center)
}

// checkOneCenter refuses a parameter of 3.0 that names several centers.
func (s *api) checkOneCenter(center string) error {
	if s.gen < v3Early || !strings.Contains(center, ",") {
		return nil
	}
	return refuse(http.StatusBadRequest, oneCenter).invalidQuery("center", oneCenter)
}

const oneCenter = "exactly one center must be specified"
