package sandbox

import (
	"net/http"

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
func (s *Server) deleteRecovery(r *http.Request) (reply, error) {
	identifier, center := r.PathValue("identifier"), r.URL.Query().Get("center")
	if !s.cfg.Choices.CheckDeleteCenter {
		center = ""
	}
	gone, err := s.store.remove(identifier, func(j *job) error { return s.checkCenter(j, center) })
	if err != nil {
		return reply{}, err
	}
	if gone == nil {
		return reply{}, refuse(http.StatusNotFound, "ID가 '%s'인 Recovery를 찾을 수 없습니다", identifier)
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
