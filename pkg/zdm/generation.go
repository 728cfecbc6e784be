package zdm

import (
	"encoding/json"
	"net/http"
)

// Generation is the family of API versions that an answer belongs to. No endpoint reports a
// version, and a server can be upgraded between two calls, so it applies to its answer only.
type Generation int

// The generations of answers.
const (
	GenerationUnknown Generation = iota // the answer does not show it
	Generation2                         // up to 2.0.2
	Generation3                         // 3.0, in all of its builds
)

// Error codes that are more specific than their HTTP status (ZDM API 3.0, error codes).
const (
	CodeOtherCenter = "CENTER-ERROR-01" // 403 although the token is valid: the object is not in the center
	CodeNoJob       = "JOB-ERROR-01"    // 404: no such job, or no such item in it
	CodeJobDamaged  = "JOB-ERROR-16"    // 500, permanently: the job's data is incomplete
)

const traceHeader = "X-Trace-Id"

// ImageScan reports how many repositories were searched for backup images (ZDM API 3.0, GET
// /backups/images).
type ImageScan struct {
	Total     Count             `json:"total"`
	Succeeded Count             `json:"succeeded"`
	Failed    Count             `json:"failed"`
	Failures  Many[ScanFailure] `json:"failures"`
}

// ScanFailure is a repository that could not be searched.
type ScanFailure struct {
	CenterName   Text `json:"centerName"`
	RepositoryID Text `json:"repositoryId"`
	Code         Text `json:"code"`
	Reason       Text `json:"reason"`
}

// Incomplete reports whether images may be missing from the list because a repository could not be
// searched.
func (s *ImageScan) Incomplete() bool {
	return s != nil && (s.Failed.N > 0 || len(s.Failures) > 0 || s.Total.Known && s.Succeeded.Known && s.Succeeded.N < s.Total.N)
}

// generation returns the generation of the envelope, which the key of its id shows.
func (env envelope) generation() Generation {
	switch {
	case !env.TraceID.None():
		return Generation3
	case !env.RequestID.None():
		return Generation2
	}
	return GenerationUnknown
}

// id returns the server's id of the call, which has several names.
func (env envelope) id(header http.Header) string {
	return short(firstOf(env.TraceID, env.RequestID, Text(header.Get(traceHeader))))
}

// scan returns the ImageScan next to the data or inside it, or nil.
func (env envelope) scan() *ImageScan {
	value := env.Scan
	if len(value) == 0 {
		value = within(env.Data, "scan")
	}
	var scan ImageScan
	if len(value) == 0 || value[0] != '{' || tolerant(json.Unmarshal(value, &scan)) != nil {
		return nil
	}
	return &scan
}

// within returns the value of a key of an object, or nil if there is none.
func within(object json.RawMessage, key string) (value json.RawMessage) {
	if len(object) > 0 && object[0] == '{' {
		_ = unmarshal(object, []member{{key: key, read: keep(&value)}}) // the object is valid JSON
	}
	return value
}
