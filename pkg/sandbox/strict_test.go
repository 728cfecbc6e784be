package sandbox_test

import (
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/sandbox"
)

func TestStrictQueries(t *testing.T) {
	t.Parallel()
	const unknown = " is not a supported parameter. Check for a typo or a parameter that has been removed."
	const both = "partition and drive filter the same column and cannot be used together. Use one of them — 'C', 'C:' and '/data' are all accepted."
	tests := map[string]struct{ target, field, reason string }{
		"unknown":             {"/recoveries?hello=1", "hello", "hello" + unknown},
		"unknown, empty":      {"/recoveries?hello=", "hello", "hello" + unknown},
		"case of a key":       {"/recoveries?JobName=a", "JobName", "JobName" + unknown},
		"page of one":         {"/recoveries/1?page=1", "page", "page" + unknown},
		"of another endpoint": {"/servers?jobName=a", "jobName", "jobName" + unknown},
		"schedule's center":   {"/schedules/1?center=1", "center", "center" + unknown},
		"image's serverName":  {"/backups/images/server/web-01?serverName=a", "serverName", "serverName" + unknown},
		"image's sort":        {"/backups/images/server/web-01?sort=asc", "sort", "sort" + unknown},
		"monitor, server":     {"/recoveries/monitoring/job/1?server=a", "server", "server" + unknown},
		"monitor, serverType": {"/recoveries/monitoring/job/1?serverType=source", "serverType", "serverType" + unknown},
		"monitor, jobName":    {"/recoveries/monitoring/job/1?jobName=a", "jobName", "jobName" + unknown},
		"monitor, status":     {"/recoveries/monitoring/job/1?status=error", "status", "status" + unknown},
		"monitor, limit":      {"/recoveries/monitoring/job/1?limit=1", "limit", "limit" + unknown},
		"monitor, sort":       {"/recoveries/monitoring/system/12?sort=asc", "sort", "sort" + unknown},
		"monitor, of server":  {"/recoveries/monitoring/system/12?server=a", "server", "server" + unknown},
		"history's drive":     {"/recoveries/histories?drive=C", "drive", "drive" + unknown},
		"center":              {"/recoveries?center=", "center", "center must contain at least one identifier"},
		"center of commas":    {"/servers?center=,%20,", "center", "center must contain at least one identifier"},
		"server":              {"/backups/images?server=", "server", "server must not be empty"},
		"partition":           {"/recoveries?partition=%20", "partition", "partition must not be empty"},
		"detail":              {"/recoveries?detail", "detail", "detail must not be empty"},
		"twice":               {"/recoveries?jobName=a&jobName=a", "jobName", "jobName must be given once"},
		"partition, drive":    {"/recoveries/histories?partition=/&page=1&limit=x", "limit", "limit must be a positive integer"},
		"both":                {"/servers/11/partitions?partition=/&drive=C", "partition", both},
		"both, monitor":       {"/recoveries/monitoring/job/1?partition=/&drive=C", "partition", both},
		"mode":                {"/recoveries?mode=smart", "mode", "mode must be one of: full, increment"},
		"repository type":     {"/backups/images?repositoryType=x", "repositoryType", "repositoryType must be one of: smb, nfs"},
		"result":              {"/recoveries/histories?result=x", "result", "result must be one of: success, failed"},
		"schedule type":       {"/schedules?type=4", "type", "type must be one of: once, every minute, hourly, daily, weekly"},
		"type":                {"/zdms/repositories?type=x", "type", `Invalid option: expected one of "smb"|"nfs"|"zdm(smb)"|"zdm(nfs)"`},
		"delete":              {"/recoveries/1?hello=1", "hello", "hello" + unknown},
	}
	s, _ := version3(t, sandbox.Config{})
	do(t, s, posting())
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			c := getting("/api" + test.target)
			if name == "delete" {
				c.method = "DELETE"
			}
			got := do(t, s, c)
			if got.status != 400 {
				t.Errorf("status %d", got.status)
			}
			detailed(t, got, "DTO-VALIDATION-03", test.field, test.reason)
		})
	}
	several := do(t, s, getting("/api/recoveries?hello=1&center=&jobName=a&jobName=b"))
	detailed(t, several, "DTO-VALIDATION-03", "hello", "hello"+unknown)
	detailed(t, several, "DTO-VALIDATION-03", "jobName", "jobName must be given once")
	coded(t, do(t, s, getting("/api/servers/%20?hello=1")), 400, "DTO-VALIDATION-03", "Query parameter validation failed.")
}

func TestAcceptedQueries(t *testing.T) {
	s, _ := version3(t, sandbox.Config{})
	do(t, s, posting())
	for target, items := range map[string]int{
		"/recoveries?mode=FULL&platform=VMware&status=Registered&serverType=TARGET&server=12&sort=ASC": 1,
		"/recoveries?center=main-center,3": 1, "/recoveries?center=99": 0, "/recoveries?jobName=x": 0, "/servers?center=nowhere": 0,
		"/servers/partitions?partition=true": 0, "/servers/partitions?drive=c": 2, "/zdms/1/repositories?center=1": 2, "/zdms/1/repositories?center=3": 0,
		"/zdms/repositories?type=zdm(nfs)": 0, "/cloud-auth/recovery?center=3": 0, "/backups?repositoryID=8": 1,
		"/backups/images?serverName=web-01": 19, "/backups/images?server=web-01": 5, "/backups/images?server=14&partition=/var": 1, "/backups/images?server=99": 0,
		"/backups/images?server=retired-01": 1, "/backups/images?repositoryType=NFS&center=1": 1, "/backups/images/server/14?repositoryId=8": 1,
		"/schedules?type=Daily": 1,
	} {
		got := do(t, s, getting("/api"+target))
		if list, _ := got.at(t, "data").([]any); len(list) != items || got.status != 200 {
			t.Errorf("%s: %d items, want %d", target, len(list), items)
		}
	}
}

// Refused lookups of 3.0.
func TestLookupsOf3(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		call       call3
		status     int
		code, text string
	}{
		"recovery":         {getting("/api/recoveries/999"), 404, "JOB-ERROR-01", "Recovery job with ID '999' not found"},
		"recovery, filter": {getting("/api/recoveries/a-job?mode=increment"), 404, "JOB-ERROR-01", "Recovery job with Name 'a-job' exists, but no results match the specified filter conditions."},
		"recovery, center": {getting("/api/recoveries/1?center=3"), 404, "JOB-ERROR-01", "Recovery job with ID '1' not found"},
		"server":           {getting("/api/servers/999"), 404, "SERVER-ERROR-01", "Server with ID '999' not found"},
		"server, center":   {getting("/api/servers/11?center=3"), 403, "CENTER-ERROR-01", "Server does not belong to center '3'"},
		"partitions":       {getting("/api/servers/x/partitions"), 404, "SERVER-ERROR-01", "Server with Name 'x' not found"},
		"center":           {getting("/api/zdms/999"), 404, "ZDM-ERROR-01", "Zdm with ID '999' not found"},
		"repositories":     {getting("/api/zdms/999/repositories"), 404, "ZDM-ERROR-01", "Zdm with ID '999' not found"},
		"backup":           {getting("/api/backups/999"), 404, "JOB-ERROR-01", "Backup job with ID '999' not found"},
		"schedule":         {getting("/api/schedules/99"), 404, "SCHEDULE-ERROR-01", "Schedule with ID '99' not found"},
		"old schedule":     {deleting("/api/schedules/99"), 404, "SCHEDULE-ERROR-01", "Schedule with ID '99' not found"},
		"schedule's name":  {deleting("/api/schedules/x"), 400, "DTO-VALIDATION-02", "URL parameter validation failed."},
		"schedule in use":  {deleting("/api/schedules/1"), 409, "SCHEDULE-ERROR-51", "Schedule ID '1' is referenced by: backup(2)"},
		"schedule, center": {deleting("/api/schedules/1?center=3"), 403, "CENTER-ERROR-01", "Schedule does not belong to center '3'"},
		"schedule, two":    {deleting("/api/schedules/1?center=1,3"), 400, "DTO-VALIDATION-03", ""},
		"other user":       {getting("/api/users/ops@example.com"), 403, "FORBIDDEN", "You can only access your own user resource."},
		"unknown user":     {getting("/api/users/999"), 404, "USER-ERROR-03", "User with ID '999' not found"},
		"regions":          {getting("/api/cloud-auth/regions/azure"), 400, "BAD_REQUEST", "Unsupported platform: azure. Supported platforms: aws, gcp"},
		"old regions":      {getting("/api/cloud-auth/region/aws"), 404, "NOT_FOUND", "Cannot GET /api/cloud-auth/region/aws"},
		"images, center":   {getting("/api/backups/images?center=1,6"), 404, "ZDM-ERROR-01", "Requested Center '6' not found"},
		"images, place":    {getting("/api/backups/images/server/web-01?repositoryId=14&center=1"), 404, "ZDM-REPOSITORY-ERROR-01", "Requested Repository ID 14 not found (center: 1)"},
		"images, server":   {getting("/api/backups/images/server/%20"), 400, "DTO-VALIDATION-02", "URL parameter validation failed."},
		"run":              {getting("/api/recoveries/histories/999"), 404, "NOT_FOUND", "Recovery history not found (ID: 999)"},
		"runs":             {getting("/api/recoveries/histories/x"), 404, "NOT_FOUND", "Recovery history not found (JobName: x)"},
		"old login":        {call3{"POST", "/api/auth/issue", "{}"}, 404, "NOT_FOUND", "Cannot POST /api/auth/issue"},
		"schedule's field": {call3{"POST", "/api/schedules", stored("4", `{"time":"10:00"}`, "")}, 422, "DTO-VALIDATION-01", bodyFailed},
		"schedule's day":   {call3{"POST", "/api/schedules", stored("4", `{"day":"monday","time":"10:00"}`, "")}, 422, "SCHEDULE-ERROR-22", ""},
		"schedule's date":  {call3{"POST", "/api/schedules", stored("6", `{"day":"0","time":"10:00"}`, "")}, 400, "SCHEDULE-ERROR-19", ""},
		"schedule's days":  {call3{"POST", "/api/schedules", stored("7", `{"day":"mon,tue","time":"10:00"}`, `,"advanced":{}`)}, 409, "SCHEDULE-ERROR-23", ""},
	}
	s, _ := version3(t, sandbox.Config{})
	do(t, s, posting())
	for name, test := range tests {
		t.Run(name, func(t *testing.T) { coded(t, do(t, s, test.call), test.status, test.code, test.text) })
	}
	same(t, do(t, s, getting("/api/users/demo@example.com")), "data.id", "1")
	same(t, do(t, s, getting("/api/zdms/1?detail=true")), "data.resources.memory", "-")
}

// In 3.0, a history is read by its own id.
func TestHistoriesOf3(t *testing.T) {
	s, now := version3(t, sandbox.Config{})
	do(t, s, posting("schedule", `{"type":1,"basic":{"time":"12:00","interval":{"minute":"30"}}}`))
	now.set(noon.Add(80 * time.Minute))
	list := do(t, s, getting("/api/recoveries/histories"))
	for i := range list.at(t, "data").([]any) {
		id := list.json["data"].([]any)[i].(map[string]any)["id"].(float64)
		got := do(t, s, getting("/api/recoveries/histories/"+jsonNumber(id)))
		same(t, got, "data.id", id)
		same(t, got, "message", "Recovery history retrieved")
	}
	first := jsonNumber(list.at(t, "data.0.id").(float64))
	got := do(t, s, getting("/api/recoveries/histories/a-job?page=2&limit=1&jobName=x"))
	same(t, got, "data.0.time.start", "2026-03-11 12:30:00")
	same(t, got, "pagination.totalItems", 2.0)
	if got := do(t, s, getting("/api/recoveries/histories/a-job?page=9")); got.status != 200 {
		t.Errorf("%s", got.text)
	}
	coded(t, do(t, s, getting("/api/recoveries/histories/"+first+"?center=3")), 404, "NOT_FOUND", "Recovery history ID '"+first+"' does not belong to Center '3'")
	coded(t, do(t, s, getting("/api/recoveries/histories/"+first+"?result=failed")), 404, "NOT_FOUND", "")
}
