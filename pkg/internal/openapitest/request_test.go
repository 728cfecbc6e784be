package openapitest

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
)

// change returns a JSON object with fields set by JSON text. An empty text removes a field.
func change(object string, fields ...string) string {
	values := map[string]json.RawMessage{}
	// Invalid JSON yields a body that no table below expects.
	_ = json.Unmarshal([]byte(object), &values)
	for i := 0; i < len(fields); i += 2 {
		if values[fields[i]] = json.RawMessage(fields[i+1]); fields[i+1] == "" {
			delete(values, fields[i])
		}
	}
	text, _ := json.Marshal(values)
	return string(text)
}

func with(fields ...string) string {
	return change(`{"center":"1","source":"a","target":"b","platform":"kvm","repository":{"id":1},"mode":"full"}`, fields...)
}

func schedule(text string) string { return with("schedule", text) }

func item(fields ...string) string {
	return with("jobList", "["+change(`{"sourcePartition":"/","targetPartition":"/"}`, fields...)+"]")
}

// Bodies in the API's own document, POST /recoveries.
const (
	documentedBasic = `{"center": "1", "source": "source-server", "target": "target-server", "platform": "vmware",
		"repository": {"id": 13}, "mode": "full", "jobName": "daily-recovery"}`
	documentedDetailed = `{"center": "1", "source": "source-server", "target": "target-server", "platform": "aws",
		"repository": {"id": 13, "type": "smb", "path": "//192.168.1.100/backup"}, "mode": "full",
		"afterReboot": "reboot", "overwrite": "allow", "jobList": [
			{"sourcePartition": "/", "targetPartition": "/dev/sda1", "backupJob": "daily-backup-root"},
			{"sourcePartition": "/home", "targetPartition": "/dev/sdb1", "mode": "increment",
				"backupJob": "daily-backup-home", "backupFile": "backup-home-2025-01-15.ZIA"}]}`
)

func TestRecoveryRequests(t *testing.T) {
	tests := map[string]struct {
		body  string
		wrong bool
	}{
		"documented, basic":    {documentedBasic, false},
		"documented, detailed": {documentedDetailed, false},
		"least":                {with(), false},
		"no limit":             {with("networkLimit", `0`), false},
		"no job list":          {with("jobList", `[]`), false},
		"item's repository":    {item("repository", `{"id":2,"type":"nfs"}`), false},

		"no body":              {``, true},
		"no JSON":              {`{`, true},
		"a list":               {`[]`, true},
		"no center":            {with("center", ``), true},
		"no source":            {with("source", ``), true},
		"no target":            {with("target", ``), true},
		"no platform":          {with("platform", ``), true},
		"no repository":        {with("repository", ``), true},
		"no repository id":     {with("repository", `{"type":"nfs"}`), true},
		"no mode":              {with("mode", ``), true},
		"number for center":    {with("center", `1`), true},
		"empty source":         {with("source", `""`), true},
		"null target":          {with("target", `null`), true},
		"text for id":          {with("repository", `{"id":"1"}`), true},
		"fraction for id":      {with("repository", `{"id":1.5}`), true},
		"id 0":                 {with("repository", `{"id":0}`), true},
		"repository field":     {with("repository", `{"id":1,"name":"x"}`), true},
		"repository type":      {with("repository", `{"id":1,"type":"cifs"}`), true},
		"other platform":       {with("platform", `"baremetal"`), true},
		"platform's case":      {with("platform", `"KVM"`), true},
		"smart mode":           {with("mode", `"smart"`), true},
		"other overwrite":      {with("overwrite", `"notAllow"`), true},
		"boolean overwrite":    {with("overwrite", `true`), true},
		"other reboot":         {with("afterReboot", `"none"`), true},
		"negative limit":       {with("networkLimit", `-1`), true},
		"text for limit":       {with("networkLimit", `"10"`), true},
		"boolean auto start":   {with("autoStart", `true`), true},
		"script timing":        {with("scriptRun", `"after job"`), true},
		"text for listOnly":    {with("listOnly", `"true"`), true},
		"number for user":      {with("user", `7`), true},
		"number for cloudAuth": {with("cloudAuth", `7`), true},
		"list of exclusions":   {with("excludePartition", `["/tmp"]`), true},
		"object for job list":  {with("jobList", `{}`), true},
		"text in job list":     {with("jobList", `["/"]`), true},
		"unknown field":        {with("jobname", `"x"`), true},
		"no source partition":  {item("sourcePartition", ``), true},
		"no target partition":  {item("targetPartition", ``), true},
		"item's mode":          {item("mode", `"inc"`), true},
		"item's overwrite":     {item("overwrite", `false`), true},
		"item's repository id": {item("repository", `{"path":"/x"}`), true},
		"item's field":         {item("partition", `"/"`), true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			r := request(t, http.MethodPost, "/recoveries", tt.body)
			checkFailures(t, sent(t, r, http.StatusBadRequest, refusal), tt.wrong)
		})
	}
}

func TestRecoverySchedules(t *testing.T) {
	tests := map[string]struct {
		schedule string
		wrong    bool
	}{
		"id":               {`31`, false},
		"copy":             {`{"type":4,"basic":31}`, false},
		"once":             {`{"type":0,"basic":{"year":"2027","month":"06","day":"1","time":"10:00"}}`, false},
		"every minute":     {`{"type":1,"basic":{"time":"00:00","interval":{"minute":"5"}}}`, false},
		"hourly":           {`{"type":2,"basic":{"time":"00:30","interval":{"hour":"12"}}}`, false},
		"daily":            {`{"type":3,"basic":{"time":"23:59"}}`, false},
		"weekly":           {`{"type":4,"basic":{"day":"mon, Thu,SUN","time":"10:00"}}`, false},
		"monthly by weeks": {`{"type":5,"basic":{"week":"1,5","day":"mon","time":"10:00"}}`, false},
		"monthly by dates": {`{"type":6,"basic":{"day":"3, 17","time":"10:00"}}`, false},

		"id 0":               {`0`, true},
		"text for id":        {`"31"`, true},
		"null":               {`null`, true},
		"no type":            {`{"basic":{"time":"10:00"}}`, true},
		"no basic":           {`{"type":3}`, true},
		"copy without type":  {`{"basic":31}`, true},
		"copy of smart":      {`{"type":7,"basic":31}`, true},
		"name for type":      {`{"type":"daily","basic":{"time":"10:00"}}`, true},
		"text for type":      {`{"type":"3","basic":{"time":"10:00"}}`, true},
		"negative type":      {`{"type":-1,"basic":{"time":"10:00"}}`, true},
		"type 12":            {`{"type":12,"basic":{"time":"10:00"}}`, true},
		"smart":              {`{"type":7,"basic":{"day":"mon","time":"10:00"},"advanced":{"day":"tue","time":"10:00"}}`, true},
		"advanced":           {`{"type":3,"basic":{"time":"10:00"},"advanced":{"time":"10:00"}}`, true},
		"time 24:00":         {`{"type":3,"basic":{"time":"24:00"}}`, true},
		"time 9:00":          {`{"type":3,"basic":{"time":"9:00"}}`, true},
		"time with seconds":  {`{"type":3,"basic":{"time":"09:00:00"}}`, true},
		"number for time":    {`{"type":3,"basic":{"time":900}}`, true},
		"once without year":  {`{"type":0,"basic":{"month":"6","day":"1","time":"10:00"}}`, true},
		"month 13":           {`{"type":0,"basic":{"year":"2027","month":"13","day":"1","time":"10:00"}}`, true},
		"day 32":             {`{"type":6,"basic":{"day":"32","time":"10:00"}}`, true},
		"number for day":     {`{"type":6,"basic":{"day":3,"time":"10:00"}}`, true},
		"weekday as date":    {`{"type":6,"basic":{"day":"mon","time":"10:00"}}`, true},
		"date as weekday":    {`{"type":4,"basic":{"day":"1","time":"10:00"}}`, true},
		"full weekday":       {`{"type":4,"basic":{"day":"monday","time":"10:00"}}`, true},
		"empty weekday":      {`{"type":4,"basic":{"day":"mon,","time":"10:00"}}`, true},
		"week 6":             {`{"type":5,"basic":{"week":"6","day":"mon","time":"10:00"}}`, true},
		"no week":            {`{"type":5,"basic":{"day":"mon","time":"10:00"}}`, true},
		"hours for minutes":  {`{"type":1,"basic":{"time":"10:00","interval":{"hour":"5"}}}`, true},
		"no interval":        {`{"type":2,"basic":{"time":"10:00"}}`, true},
		"interval 0":         {`{"type":1,"basic":{"time":"10:00","interval":{"minute":"0"}}}`, true},
		"number as interval": {`{"type":1,"basic":{"time":"10:00","interval":{"minute":5}}}`, true},
		"field of basic":     {`{"type":3,"basic":{"time":"10:00","day":"mon"}}`, true},
		"field of schedule":  {`{"type":3,"basic":{"time":"10:00"},"name":"x"}`, true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			r := request(t, http.MethodPost, "/recoveries", schedule(tt.schedule))
			checkFailures(t, sent(t, r, http.StatusBadRequest, refusal), tt.wrong)
		})
	}
}

func TestOtherRequests(t *testing.T) {
	const issue, job, schedules = "POST /auth/issue", "PUT /recoveries/7", "POST /schedules"
	tests := map[string]struct {
		call, body string
		wrong      bool
	}{
		"login":                {issue, `{"email":"a@example.com","password":"x"}`, false},
		"no password":          {issue, `{"email":"a@example.com"}`, true},
		"no email":             {issue, `{"password":"x"}`, true},
		"malformed email":      {issue, `{"email":"example.com","password":"x"}`, true},
		"field of login":       {issue, `{"email":"a@example.com","password":"x","remember":true}`, true},
		"login by GET":         {"GET /auth/issue", ``, true},
		"stop":                 {job, `{"center":"3","status":"stop"}`, false},
		"drive":                {job, `{"jobList":[{"drive":"D:","mode":"full"}]}`, false},
		"other status":         {job, `{"status":"pause"}`, true},
		"not changeable":       {job, `{"source":"x"}`, true},
		"partition and drive":  {job, `{"jobList":[{"partition":"/","drive":"D:","mode":"full"}]}`, true},
		"neither":              {job, `{"jobList":[{"mode":"full"}]}`, true},
		"daily":                {schedules, `{"center":3,"type":3,"basic":{"time":"10:00"}}`, false},
		"smart weekly":         {schedules, `{"center":"3","type":7,"basic":{"day":"mon","time":"10:00"},"advanced":{"day":"tue,wed","time":"10:00"}}`, false},
		"smart by week":        {schedules, `{"center":"3","type":8,"basic":{"week":"1","day":"mon","time":"10:00"},"advanced":{"week":"2,3","day":"mon","time":"10:00"}}`, false},
		"smart by date":        {schedules, `{"center":"3","type":9,"basic":{"day":"1","time":"10:00"},"advanced":{"day":"2,3","time":"10:00"}}`, false},
		"smart by month":       {schedules, `{"center":"3","type":11,"basic":{"month":"1","day":"31","time":"10:00"},"advanced":{"month":"2","day":"2,3","time":"10:00"}}`, false},
		"no center":            {schedules, `{"type":3,"basic":{"time":"10:00"}}`, true},
		"no basic":             {schedules, `{"center":3,"type":3}`, true},
		"no advanced":          {schedules, `{"center":3,"type":7,"basic":{"day":"mon","time":"10:00"}}`, true},
		"several in basic":     {schedules, `{"center":3,"type":7,"basic":{"day":"mon,tue","time":"10:00"},"advanced":{"day":"tue","time":"10:00"}}`, true},
		"field of schedule":    {schedules, `{"center":3,"type":3,"basic":{"time":"10:00"},"state":1}`, true},
		"name with a slash":    {"GET /recoveries/a%2Fb%20(c)", ``, false},
		"filters":              {"GET /recoveries?status=Processing&repositoryID=8&detail=true&page=2&sort=asc", ``, false},
		"filter of images":     {"GET /recoveries?repositoryId=8", ``, true},
		"filter of lists":      {"GET /backups/images/server/a?repositoryID=8", ``, true},
		"other filter value":   {"GET /recoveries?mode=smart", ``, true},
		"word for a number":    {"GET /recoveries?jobId=x", ``, true},
		"page 0":               {"GET /recoveries?page=0", ``, true},
		"word for a boolean":   {"GET /servers?disk=yes", ``, true},
		"paging of one record": {"GET /recoveries/7?page=1", ``, true},
		"schedule by name":     {"GET /schedules/daily", ``, true},
		"region of another":    {"GET /cloud-auth/regions/oci", ``, true},
		"unknown path":         {"GET /zdm-centers", ``, true},
		"body of a GET":        {"GET /users", `{}`, true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			method, target, _ := strings.Cut(tt.call, " ")
			checkFailures(t, sent(t, request(t, method, target, tt.body), http.StatusBadRequest, refusal), tt.wrong)
		})
	}
}
