package zdm

// History is a past run of a recovery (ZDM API, GET /recoveries/histories).
type History struct {
	ID     Text          `json:"id"`
	System HistorySystem `json:"system"`
	Job    HistoryJob    `json:"job"`
	Result HistoryResult `json:"result"`
	Time   RunTime       `json:"time"`
}

// HistorySystem is the source of a run.
type HistorySystem struct {
	Name Text `json:"name"`
}

// HistoryJob is the job of a run.
type HistoryJob struct {
	ID         Text       `json:"id"`
	Name       Text       `json:"name"`
	Target     Text       `json:"recoverySystemName"`
	Partitions Many[Text] `json:"recoverDrive"`
}

// HistoryResult is the result of a run.
type HistoryResult struct {
	Status      Text `json:"status"` // COMPLETE or FAIL; see Status
	Description Text `json:"description"`
}
