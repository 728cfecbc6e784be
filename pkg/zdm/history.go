package zdm

// History is a past run of a recovery (ZDM API, GET /recoveries/histories).
type History struct {
	ID Text `json:"id"`
	// System is the source.
	System struct {
		Name Text `json:"name"`
	} `json:"system"`
	Job struct {
		ID         Text       `json:"id"`
		Name       Text       `json:"name"`
		Target     Text       `json:"recoverySystemName"`
		Partitions Many[Text] `json:"recoverDrive"`
	} `json:"job"`
	Result struct {
		Status      Text `json:"status"` // COMPLETE or FAIL; see Status
		Description Text `json:"description"`
	} `json:"result"`
	Time RunTime `json:"time"`
}
