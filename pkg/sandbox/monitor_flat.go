package sandbox

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
	place
	Status  string `json:"status"`
	Percent string `json:"percent"`
	Message string `json:"message"`
	jobTime
}

// monitored3 returns a job in the form of the version.
func (s *api) monitored3(full jobProgress, w monitorQuery) any {
	if s.gen != v3Flat {
		return full
	}
	at := full.Progress
	shown := flatJob{Info: full.Info, Status: at.Status, Percent: at.Percent, Message: at.Message, jobTime: full.TimeInfo}
	if w.detail {
		shown.Details = []flatPart{}
		for _, row := range at.Partitions {
			shown.Details = append(shown.Details, flatPart{row.place, row.Status, row.Percent, row.Message, row.TimeInfo})
		}
	}
	return shown
}
