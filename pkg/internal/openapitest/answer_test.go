package openapitest

import (
	"net/http"
	"strings"
	"testing"
)

// Responses in the API's own document, POST /recoveries.
const (
	documentedAnswer = `{"success": true, "requestID": "req-abc123", "data": {
		"common": {"state": "success", "jobName": "daily-recovery", "autoStart": "not use", "platform": "vmware",
			"bootMode": "reboot", "schedule": {"basic": {"type": "daily", "description": "Every day at 10:00"}},
			"scriptPath": "/opt/scripts/post-recovery.sh", "scriptRunTiming": "after job"},
		"partitions": [
			{"sourcePartition": "/", "targetPartition": "/dev/sda1", "jobMode": "full", "overwrite": "allow",
				"fileSystem": "ext4",
				"backup": {"useLatest": "true", "backupFile": "backup-2025-01-15.img", "backupJob": "daily-backup"},
				"repository": {"id": "1", "path": "/backup", "type": "nfs"}},
			{"sourcePartition": "/home", "targetPartition": "/dev/sdb1", "jobMode": "increment", "overwrite": "allow",
				"fileSystem": "ext4",
				"backup": {"useLatest": "true", "backupFile": "backup-home-2025-01-15.img", "backupJob": "daily-backup-home"},
				"repository": {"id": "1", "path": "/backup", "type": "nfs"}}],
		"summary": {"total": 2, "successful": 2, "failed": 0}},
		"message": "Recovery jobs registered", "timestamp": "2025-01-15 10:30:00"}`
	documentedError = `{"success": false, "requestID": "req-abc123",
		"error": "platform은 oci, ncp, gcp, aws, azure, vmware, scp, openstack, cloudstack, kt, nhn, nutanix, proxmox, kvm, hyperv, xenserver중 하나여야 합니다",
		"timestamp": "2025-01-15 10:30:00"}`
)

func success(data string) string {
	return `{"success":true,"requestID":"r","data":` + data + `,"message":"m","timestamp":"2026-04-02 09:00:00"}`
}

// registered returns the documented response with one text replaced.
func registered(old, new string) string { return strings.Replace(documentedAnswer, old, new, 1) }

const (
	register = "POST /recoveries"
	history  = `{"id":1,"system":{"name":"a"},"job":{"name":"a","id":2,"recoverySystemName":"b","recoverDrive":["/"]},
		"result":{"status":"COMPLETE","description":""},"time":{"start":"-","end":"-","elapsed":"-"}}`
	user     = `{"id":"1","email":"a","userName":"a","company":"a","country":"SE","position":"a"}`
	progress = `{"system":{"source":{"name":"a"},"target":{"name":"b"}},
		"summary":{"total":1,"completed":0,"inProgress":1,"failed":0,"pending":0,"overallProgress":"5%"},
		"job":{"info":{"name":"a"},"log":[],"details":[]}}`
	deleted = `{"jobInfo":[],"summary":{"state":"success","affectedComponents":{"basicInfoDeleted":1,
		"additionalInfoDeleted":1,"detailInfoDeleted":1,"historyDataDeleted":1,"logDataDeleted":1}}}`
	image = `{"image":{"name":"a.ZIA","jobName":"a","type":"full","size":{"raw":1,"formatted":"1 B"},
		"createdAt":"2026-04-02 09:00:00","compression":{"enabled":true,"ratio":"1.00%"},"repository":{"id":8,"path":"/v"}},
		"server":{"name":"a","os":"x"},"drive":{"letter":"C:","size":{"raw":1,"formatted":"1 B"},"filesystem":""}}`
)

// verdict is the expected result of a check.
type verdict int

const (
	fits      verdict = iota
	tolerated         // refused only by Strict
	wrong
)

func TestAnswers(t *testing.T) {
	tests := map[string]struct {
		call    string
		status  int
		answer  string
		verdict verdict
	}{
		"documented":                  {register, 201, documentedAnswer, fits},
		"documented, with 200":        {register, 200, documentedAnswer, fits},
		"documented error":            {register, 400, documentedError, fits},
		"schedule as text":            {register, 201, registered(`{"type": "daily", "description": "Every day at 10:00"}`, `"-"`), fits},
		"one history":                 {"GET /recoveries/histories/2", 200, success(history), fits},
		"many histories":              {"GET /recoveries/histories/a", 200, success("[" + history + "]"), fits},
		"image":                       {"GET /backups/images/server/a", 200, success("[" + image + "]"), fits},
		"created in numbers":          {"POST /schedules", 200, success(`{"basic":{"id":"3","type":3,"state":0,"description":""}}`), fits},
		"created in words":            {"POST /schedules", 201, success(`{"basic":{"id":"3","type":"daily","state":"enabled","description":""}}`), fits},
		"schedule deleted before 1.3": {"DELETE /schedules/3", 200, success(`{"id":3,"name":"Schedule-3"}`), fits},

		"more fields":            {register, 201, registered(`"total"`, `"new":1,"total"`), tolerated},
		"more in the envelope":   {register, 201, registered(`"requestID"`, `"code":1,"requestID"`), tolerated},
		"more in a failure":      {register, 400, `{"success":false,"error":"no","code":1}`, tolerated},
		"more in a list":         {"GET /users", 200, success("[" + strings.Replace(user, `"id"`, `"age":1,"id"`, 1) + "]"), tolerated},
		"more in a shared part":  {"GET /recoveries/histories/2", 200, success(strings.Replace(history, `{"name":"a"}`, `{"name":"a","new":1}`, 1)), tolerated},
		"paging of one record":   {"GET /users/1", 200, strings.Replace(success(user), `"data"`, `"pagination":{},"data"`, 1), tolerated},
		"number for text id":     {register, 201, registered(`"id": "1"`, `"id": 1`), tolerated},
		"boolean useLatest":      {register, 201, registered(`"useLatest": "true"`, `"useLatest": true`), tolerated},
		"boolean overwrite":      {register, 201, registered(`"overwrite": "allow"`, `"overwrite": true`), tolerated},
		"the tool's state":       {register, 201, registered(`"state": "success"`, `"state": "registered"`), tolerated},
		"the tool's boot mode":   {register, 201, registered(`"reboot"`, `"uefi"`), tolerated},
		"the tool's timing":      {register, 201, registered(`"after job"`, `"after"`), tolerated},
		"null schedule":          {register, 201, registered(`{"type": "daily", "description": "Every day at 10:00"}`, `null`), tolerated},
		"ISO timestamp":          {register, 201, registered("2025-01-15 10:30:00", "2025-01-15T10:30:00.000Z"), tolerated},
		"error object":           {register, 500, `{"success":false,"error":{"code":"E","message":"m","details":{"cause":"c"}}}`, tolerated},
		"history's word":         {"GET /recoveries/histories/2", 200, success(strings.Replace(history, "COMPLETE", "complete", 1)), tolerated},
		"jobs in a list":         {"GET /recoveries/monitoring/system/2", 200, success(strings.Replace(progress, `{"info":{"name":"a"},"log":[],"details":[]}`, `[{}]`, 1)), tolerated},
		"percent that is none":   {"GET /recoveries/monitoring/system/2", 200, success(strings.Replace(progress, "5%", "NaN%", 1)), tolerated},
		"booleans as counts":     {"DELETE /recoveries/2", 200, success(strings.Replace(deleted, `"logDataDeleted":1`, `"logDataDeleted":true`, 1)), tolerated},
		"number for a user's id": {"GET /users/1", 200, success(strings.Replace(user, `"1"`, `1`, 1)), tolerated},

		"no data":                   {register, 201, `{"success":true,"requestID":"r","message":"m","timestamp":"2026-04-02 09:00:00"}`, wrong},
		"no requestID":              {register, 201, registered(`"requestID": "req-abc123",`, ``), wrong},
		"no timestamp":              {"GET /users/1", 200, `{"success":true,"requestID":"r","data":` + user + `,"message":"m"}`, wrong},
		"success as text":           {register, 201, registered(`true`, `"true"`), wrong},
		"a failure with 201":        {register, 201, documentedError, wrong},
		"a success with 400":        {register, 400, documentedAnswer, wrong},
		"a failure without error":   {register, 400, `{"success":false}`, wrong},
		"unknown status":            {register, 202, documentedAnswer, wrong},
		"list for an object":        {register, 201, success(`[]`), wrong},
		"no summary":                {register, 201, success(`{"common":{},"partitions":[]}`), wrong},
		"text for a count":          {register, 201, registered(`"total": 2`, `"total": "2"`), wrong},
		"no bootMode":               {register, 201, registered(`"bootMode": "reboot",`, ``), wrong},
		"boolean autoStart":         {register, 201, registered(`"not use"`, `false`), wrong},
		"no backup":                 {register, 201, registered(`"backupJob": "daily-backup"`, `"x": 1`), wrong},
		"no JSON":                   {register, 201, `{`, wrong},
		"object for a list":         {"GET /users", 200, success(user), wrong},
		"list for a record":         {"GET /users/1", 200, success("[" + user + "]"), wrong},
		"text for a history's id":   {"GET /recoveries/histories/2", 200, success(strings.Replace(history, `"id":1`, `"id":"1"`, 1)), wrong},
		"text for a job's id":       {"GET /recoveries/histories/2", 200, success(strings.Replace(history, `"id":2`, `"id":"2"`, 1)), wrong},
		"text for an image's id":    {"GET /backups/images/server/a", 200, success("[" + strings.Replace(image, `"id":8`, `"id":"8"`, 1) + "]"), wrong},
		"image of nothing":          {"GET /backups/images/server/a", 200, success("[" + strings.Replace(image, `"drive"`, `"disk"`, 1) + "]"), wrong},
		"text for a deleted id":     {"DELETE /schedules/3", 200, success(`{"id":"3","name":"Schedule-3"}`), wrong},
		"schedule's state":          {"POST /schedules", 200, success(`{"basic":{"id":"3","type":3,"state":2,"description":""}}`), wrong},
		"AWS without key":           {"GET /cloud-auth/recovery", 200, success(`[{"id":1,"displayName":"a","cloudType":"AWS","region":"r","displayRegion":"r"}]`), wrong},
		"half a page":               {"GET /users", 200, strings.Replace(success("[]"), `"data"`, `"pagination":{"currentPage":1},"data"`, 1), wrong},
		"page beside monitoring":    {"GET /recoveries/monitoring/system/2", 200, success(strings.Replace(progress, `"summary"`, `"pagination":1,"summary"`, 1)), wrong},
		"validation errors as text": {register, 422, `{"success":false,"error":"no","detail":{"validationErrors":"no"}}`, wrong},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			method, target, _ := strings.Cut(tt.call, " ")
			body := map[string]string{register: documentedBasic, "POST /schedules": `{"center":3,"type":3,"basic":{"time":"10:00"}}`}[tt.call]
			r := request(t, method, target, body)
			checkFailures(t, sent(t, r, tt.status, tt.answer), tt.verdict == wrong)
			r = request(t, method, target, body)
			checkFailures(t, sent(t, r, tt.status, tt.answer, Strict()), tt.verdict != fits)
		})
	}
}

func TestAnswerMediaType(t *testing.T) {
	html := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("<html>")) })
	test := &recorder{TB: t}
	answer, err := Transport(test, inProcess{html}).RoundTrip(request(t, http.MethodGet, "/users", ""))
	if err != nil {
		t.Fatal(err)
	}
	_ = answer.Body.Close()
	checkFailures(t, test.failures, true)
}
