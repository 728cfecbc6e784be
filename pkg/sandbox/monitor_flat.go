package sandbox

import (
	"encoding/json"
	"net/http"
)

// flatJob is a job in the monitoring of the 3.0 builds between the release and the newest text.
type flatJob struct {
	Info    jobProgressInfo `json:"info"`
	Status  string          `json:"status"`
	Percent string          `json:"percent"`
	Message string          `json:"message"`
	jobTime
	Details []flatPart `json:"details,omitzero"` // with detail=true
}

type flatPart struct {
	Partition string `json:"partition,omitempty"`
	Drive     string `json:"drive,omitempty"`
	Status    string `json:"status"`
	Percent   string `json:"percent"`
	Message   string `json:"message"`
	jobTime
}

func (s *api) flatJob(j *job, w monitorQuery) flatJob {
	full := s.jobProgress(j, j.state(w.now), w)
	shown := flatJob{Info: full.Info, Status: full.Progress.Status, Percent: full.Progress.Percent, Message: full.Progress.Message, jobTime: full.TimeInfo}
	if w.detail {
		shown.Details = []flatPart{}
		for _, row := range full.Progress.Partitions {
			shown.Details = append(shown.Details, flatPart{row.Partition, row.Drive, row.Status, row.Percent, row.Message, row.TimeInfo})
		}
	}
	return shown
}

// monitorJobFlat handles GET /recoveries/monitoring/job/:identifier.
func (s *api) monitorJobFlat(r *http.Request) (reply, error) {
	found, w, err := s.monitoredJob(r)
	if err != nil {
		return reply{}, err
	}
	data := struct {
		Job flatJob `json:"job"`
	}{s.flatJob(found, w)}
	return reply{data: data, message: messageMonitored}, nil
}

// monitorSystemFlat handles GET /recoveries/monitoring/system/:identifier.
func (s *api) monitorSystemFlat(r *http.Request) (reply, error) {
	w, page, side, err := s.monitoredSystem(r)
	if err != nil {
		return reply{}, err
	}
	_, ranked, err := s.rank(w)
	if err != nil {
		return reply{}, err
	}
	server, err := json.Marshal(monitoredSystemName{side.name})
	if err != nil {
		return reply{}, err
	}
	data, err := s.rankedStream(`{"server":`+string(server)+",", ranked, page, func(j *job) any {
		shown := s.flatJob(j, w)
		shown.Info.Role = side.of(j)
		return shown
	})
	return reply{data: data, message: messageMonitored}, err
}
