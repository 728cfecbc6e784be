package sandbox_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/sandbox"
	"github.com/zdmctl/zdmctl/pkg/sandbox/inventory"
)

// refusedCall is a request and the refusal a version of the API returns.
type refusedCall struct {
	method, target, body string
	status               int
	text                 string
}

const (
	platformText = "platform은 oci, ncp, gcp, aws, azure, vmware, scp, openstack, cloudstack, kt, nhn, nutanix, proxmox, kvm, hyperv, xenserver중 하나여야 합니다"
	noBasic2     = "basic/advanced must be a schedule object or an existing schedule ID (number)"
	bodyFailed   = "Request body validation failed."
	inSchedule   = "Request body validation failed: schedule.basic: "
)

func checkRefusals(t *testing.T, version string, tests map[string]refusedCall) {
	t.Helper()
	s := open(t, sandbox.Config{APIVersion: version})
	post(t, s, with("schedule", `1`))
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			refused(t, send(t, s, test.method, test.target, test.body, bearer(t, s)), test.status, test.text)
		})
	}
	if list := get(t, s, "/api/recoveries").at(t, "data").([]any); len(list) != 1 {
		t.Errorf("%d jobs", len(list))
	}
	if list := get(t, s, "/api/schedules").at(t, "data").([]any); len(list) != 2 {
		t.Errorf("%d schedules", len(list))
	}
}

// stored returns the body of POST /schedules.
func stored(kind, basic, more string) string {
	return `{"center":"1","type":` + kind + `,"basic":` + basic + more + `}`
}

func TestRefusalsOf1x(t *testing.T) {
	t.Parallel()
	const noType = "유효한 스케줄 타입이 아닙니다. (0 ~ 11 만 가능)"
	checkRefusals(t, sandbox.Version1, map[string]refusedCall{
		"list, mode":              {"GET", "/api/recoveries?mode=smart", "", 400, "유효하지 않은 'mode' 값입니다. 허용된 값: full, increment"},
		"list, center's type":     {"GET", "/api/recoveries?repositoryType=cifs", "", 400, "유효하지 않은 'repositoryType' 값입니다. 허용된 값: smb, nfs"},
		"get, unknown":            {"GET", "/api/recoveries/9", "", 404, "ID가 '9'인 Recovery 작업을 찾을 수 없습니다"},
		"get, filtered":           {"GET", "/api/recoveries/a-job?mode=increment", "", 404, "Name이 'a-job'인 Recovery 작업은 존재하지만, 지정된 필터 조건과 일치하는 결과가 없습니다."},
		"put, unknown":            {"PUT", "/api/recoveries/9", `{}`, 404, "ID가 '9'인 Recovery를 찾을 수 없습니다"},
		"put, platform":           {"PUT", "/api/recoveries/1", `{"platform":"x"}`, 400, platformText},
		"put, mode":               {"PUT", "/api/recoveries/1", `{"mode":"smart"}`, 400, "mode은 full, increment중 하나여야 합니다"},
		"put, status":             {"PUT", "/api/recoveries/1", `{"status":"pause"}`, 400, "status은 start, stop중 하나여야 합니다"},
		"put, limit":              {"PUT", "/api/recoveries/1", `{"networkLimit":-1}`, 400, "networkLimit은 0 이상이어야 합니다"},
		"put, no partition":       {"PUT", "/api/recoveries/1", `{"jobList":[{"mode":"full"}]}`, 400, "Invalid input"},
		"put, unknown partition":  {"PUT", "/api/recoveries/1", `{"jobList":[{"partition":"/x","mode":"full"}]}`, 404, "PARTITION_NOT_FOUND: '/x' (source-server)"},
		"put, unknown schedule":   {"PUT", "/api/recoveries/1", `{"schedule":77}`, 404, "Schedule ID '77' not found"},
		"put, no JSON":            {"PUT", "/api/recoveries/1", `[]`, 400, "요청 본문은 JSON object이어야 합니다"},
		"delete, unknown":         {"DELETE", "/api/recoveries/nobody", "", 404, "ID가 'nobody'인 Recovery를 찾을 수 없습니다"},
		"monitor, unknown":        {"GET", "/api/recoveries/monitoring/job/nobody", "", 404, "Name이 'nobody'인 조건에 맞는 Recovery 작업을 찾을 수 없습니다."},
		"monitor, filtered":       {"GET", "/api/recoveries/monitoring/job/1?partition=/x", "", 404, "Name이 '1'인 조건에 맞는 Recovery 작업을 찾을 수 없습니다."},
		"monitor, server":         {"GET", "/api/recoveries/monitoring/system/web-01", "", 404, "서버 'web-01'에 등록된 Recovery 작업을 찾을 수 없습니다."},
		"monitor, partition":      {"GET", "/api/recoveries/monitoring/system/11?partition=/x", "", 404, "서버 '11'에 파티션 '/x'에 해당하는 Recovery 작업을 찾을 수 없습니다."},
		"monitor, status":         {"GET", "/api/recoveries/monitoring/job/1?status=done", "", 400, "유효하지 않은 'status' 값입니다. 허용된 값: Preparing, Processing, Complete, Scheduled, Registered, Canceling, Canceled, Error"},
		"histories, result":       {"GET", "/api/recoveries/histories?result=x", "", 400, "Invalid enum value. Expected 'success' | 'failed', received 'x'"},
		"histories, no run":       {"GET", "/api/recoveries/histories/1", "", 404, "Recovery history not found for ID '1'"},
		"histories, unknown":      {"GET", "/api/recoveries/histories/nobody", "", 404, "Recovery history not found for ID 'nobody'"},
		"servers, mode":           {"GET", "/api/servers?mode=x", "", 400, "유효하지 않은 'mode' 값입니다. 허용된 값: source, target"},
		"servers, unknown":        {"GET", "/api/servers/99", "", 404, "ID가 '99'인 Server를 찾을 수 없습니다"},
		"partitions, unknown":     {"GET", "/api/servers/99/partitions", "", 404, "ID가 '99'인 Server를 찾을 수 없습니다"},
		"zdms, connection":        {"GET", "/api/zdms?connection=x", "", 400, "유효하지 않은 'connection' 값입니다. 허용된 값: connect, disconnect"},
		"zdms, unknown":           {"GET", "/api/zdms/9", "", 404, "ID가 '9'인 ZDM을 찾을 수 없습니다"},
		"repositories, type":      {"GET", "/api/zdms/repositories?type=x", "", 400, "유효하지 않은 'type' 값입니다. 허용된 값: nfs, smb"},
		"repositories, unknown":   {"GET", "/api/zdms/9/repositories", "", 404, "ID가 '9'인 ZDM을 찾을 수 없습니다"},
		"backups, mode":           {"GET", "/api/backups?mode=x", "", 400, "유효하지 않은 'mode' 값입니다. 허용된 값: full, increment, smart"},
		"backups, unknown":        {"GET", "/api/backups/99", "", 404, "ID가 '99'인 Backup 작업을 찾을 수 없습니다"},
		"backups, filtered":       {"GET", "/api/backups/web-01_ROOT?mode=full", "", 404, "Name이 'web-01_ROOT'인 Backup 작업은 존재하지만, 지정된 필터 조건과 일치하는 결과가 없습니다."},
		"images, center":          {"GET", "/api/backups/images/server/web-01?center=9", "", 404, "요청한 Center '9'을(를) 찾을 수 없습니다"},
		"images, repository":      {"GET", "/api/backups/images/server/web-01?repositoryId=9", "", 404, "요청한 Repository ID 9를 찾을 수 없습니다"},
		"images, server":          {"GET", "/api/backups/images/server/nobody", "", 404, "서버 'nobody'을(를) 찾을 수 없습니다"},
		"images, none":            {"GET", "/api/backups/images/server/source-server?repositoryId=8&center=1", "", 404, "백업 이미지가 존재하지 않음 (Center: main-center, Repository ID: 8)"},
		"images, no name":         {"GET", "/api/backups/images/server/%20", "", 400, "서버 이름(serverName)이 필요합니다."},
		"schedules, type":         {"GET", "/api/schedules?type=x", "", 400, "유효하지 않은 'type' 값입니다."},
		"schedules, unknown":      {"GET", "/api/schedules/99", "", 404, "ID가 '99'인 Schedule를 찾을 수 없습니다"},
		"schedules, name":         {"GET", "/api/schedules/x", "", 404, "ID가 'x'인 Schedule를 찾을 수 없습니다"},
		"new schedule, no basic":  {"POST", "/api/schedules", `{"center":1,"type":3}`, 400, "basic schedule data is required"},
		"new schedule, smart":     {"POST", "/api/schedules", stored("7", `{"day":"mon","time":"10:00"}`, ""), 400, "Smart Schedule requires advanced data."},
		"new schedule, several":   {"POST", "/api/schedules", stored("7", `{"day":"mon,tue","time":"10:00"}`, `,"advanced":{"day":"mon","time":"10:00"}`), 400, "Smart Weekly (Specific Day of the Week) 타입의 스케줄은 basic 부분에서 여러 요일을 선택할 수 없습니다. ( 현재 선택된 요일: mon,tue )"},
		"new schedule, weeks":     {"POST", "/api/schedules", stored("8", `{"week":"1,2","day":"mon","time":"10:00"}`, `,"advanced":{}`), 400, "Smart Monthly (Specific Week and Day of the Week) 타입의 스케줄은 basic 부분에서 여러 주를 선택할 수 없습니다. ( 현재 선택된 주: 1,2 )"},
		"new schedule, months":    {"POST", "/api/schedules", stored("11", `{"month":"1,2","day":"1","time":"10:00"}`, `,"advanced":{}`), 400, "Smart Custom (Specific Month and Date) 타입의 스케줄은 basic 부분에서 여러 월을 선택할 수 없습니다. ( 현재 선택된 월: 1,2 )"},
		"new schedule, date":      {"POST", "/api/schedules", stored("6", `{"day":"32","time":"10:00"}`, ""), 400, "day must be between 1 and 31."},
		"new schedule, field":     {"POST", "/api/schedules", stored("4", `{"time":"10:00"}`, ""), 400, "basic schedule validation failed (type: 4): day: day is required"},
		"new schedule, type":      {"POST", "/api/schedules", stored("12", `{}`, ""), 400, noType},
		"new schedule, no type":   {"POST", "/api/schedules", `{"center":1,"basic":{}}`, 400, noType},
		"new schedule, day":       {"POST", "/api/schedules", stored("4", `{"day":"monday","time":"10:00"}`, ""), 400, "Invalid day value. (day must be one of: mon, tue, wed, thu, fri, sat, sun)"},
		"new schedule, time":      {"POST", "/api/schedules", stored("3", `{"time":"24:00"}`, ""), 400, "time은 'HH:mm' (00:00 ~ 23:59)이어야 합니다."},
		"new schedule, month":     {"POST", "/api/schedules", stored("0", `{"year":"2027","month":"13","day":"1","time":"10:00"}`, ""), 400, "month must be between 1 and 12."},
		"new schedule, advanced":  {"POST", "/api/schedules", stored("9", `{"day":"1","time":"10:00"}`, `,"advanced":{"time":"10:00"}`), 400, "advanced schedule validation failed (type: 9): day: day is required"},
		"new schedule, center":    {"POST", "/api/schedules", `{"center":9,"type":3,"basic":{"time":"10:00"}}`, 404, "ID가 '9'인 Center를 찾을 수 없습니다"},
		"new schedule, no center": {"POST", "/api/schedules", `{"type":3,"basic":{"time":"10:00"}}`, 400, "Invalid input"},
		"new schedule, user":      {"POST", "/api/schedules", stored("3", `{"time":"10:00"}`, `,"user":99`), 404, "ID가 '99'인 User를 찾을 수 없습니다"},
		"old schedule, unknown":   {"DELETE", "/api/schedules/99", "", 404, "ID가 '99'인 Schedule을 찾을 수 없습니다"},
		"old schedule, used":      {"DELETE", "/api/schedules/1", "", 409, "Schedule ID '1' is referenced by: backup(2), recovery(1)"},
		"old schedule, backup":    {"DELETE", "/api/schedules/2", "", 409, "Schedule ID '2' is referenced by: backup(1)"},
		"old schedule, name":      {"DELETE", "/api/schedules/daily", "", 400, "identifier는 숫자(Schedule ID)만 허용됩니다"},
		"users, unknown":          {"GET", "/api/users/x@example.com", "", 404, "ID가 'x@example.com'인 User를 찾을 수 없습니다"},
		"cloud auths, type":       {"GET", "/api/cloud-auth/recovery?cloudType=oci", "", 400, "유효하지 않은 'cloudType' 값입니다. 허용된 값: aws, gcp"},
		"regions, platform":       {"GET", "/api/cloud-auth/regions/oci", "", 400, "유효하지 않은 'platform' 값입니다. 허용된 값: aws, gcp"},
	})
}

func TestRefusalsOf2(t *testing.T) {
	t.Parallel()
	const (
		noType   = "Request body validation failed: schedule.type: invalid schedule type (must be 0 ~ 11)"
		weekdays = "Invalid day value. (day must be one of: mon, tue, wed, thu, fri, sat, sun)"
		badTime  = "time must be in 'HH:mm' format (00:00 ~ 23:59)."
	)
	smart := func(kind, basic string) string { return stored(kind, basic, `,"advanced":{}`) }
	checkRefusals(t, sandbox.Version2, map[string]refusedCall{
		"platform":               {"POST", "/api/recoveries", with("platform", `"x"`), 400, platformText},
		"missing":                {"POST", "/api/recoveries", with("source", ``), 400, "source is required"},
		"missing below":          {"POST", "/api/recoveries", with("repository", `{}`), 400, "repository.id is required"},
		"missing in list":        {"POST", "/api/recoveries", with("jobList", `[{"sourcePartition":"/"}]`), 400, "jobList[0].targetPartition is required"},
		"type of a field":        {"POST", "/api/recoveries", with("center", `1`), 422, "Request body validation failed: center: must be string"},
		"schedule type":          {"POST", "/api/recoveries", with("schedule", `{"type":12,"basic":{}}`), 422, noType},
		"schedule below":         {"POST", "/api/recoveries", with("schedule", `{"type":-1,"basic":{}}`), 422, noType},
		"schedule basic":         {"POST", "/api/recoveries", with("schedule", `{"type":3}`), 422, inSchedule + noBasic2},
		"schedule field":         {"POST", "/api/recoveries", with("schedule", `{"type":4,"basic":{"time":"10:00"}}`), 422, inSchedule + "basic schedule validation failed (type: 4): day: day is required"},
		"schedule smart":         {"POST", "/api/recoveries", with("schedule", `{"type":7,"basic":{}}`), 400, "For full/increment job types, schedule must contain only basic."},
		"schedule time":          {"POST", "/api/recoveries", with("schedule", `{"type":3,"basic":{"time":"9:00"}}`), 400, badTime},
		"schedule date":          {"POST", "/api/recoveries", with("schedule", `{"type":6,"basic":{"day":"32","time":"10:00"}}`), 400, "day must be between 1 and 31."},
		"schedule weekday":       {"POST", "/api/recoveries", with("schedule", `{"type":4,"basic":{"day":"monday","time":"10:00"}}`), 422, weekdays},
		"schedule weekday 5":     {"POST", "/api/recoveries", with("schedule", `{"type":5,"basic":{"week":"1","day":"x","time":"10:00"}}`), 422, weekdays},
		"schedule unknown":       {"POST", "/api/recoveries", with("schedule", `77`), 404, "Schedule ID '77' not found"},
		"schedule copy":          {"POST", "/api/recoveries", with("schedule", `{"type":3,"basic":77}`), 404, "Schedule ID '77' not found."},
		"center first":           {"POST", "/api/recoveries", with("center", `"9"`, "schedule", `77`), 404, "Zdm with ID '9' not found"},
		"nothing to process":     {"POST", "/api/recoveries", with("excludePartition", `"/,/home"`), 400, "NO_PARTITIONS_TO_PROCESS"},
		"partition":              {"POST", "/api/recoveries", with("jobList", `[{"sourcePartition":"C","targetPartition":"/"}]`), 404, "PARTITION_NOT_FOUND: 'C' (source-server)"},
		"put, no center":         {"PUT", "/api/recoveries/1", `{}`, 400, "center is required"},
		"put, unknown center":    {"PUT", "/api/recoveries/1", `{"center":9}`, 404, "Zdm with ID '9' not found"},
		"put, other center":      {"PUT", "/api/recoveries/1", `{"center":"3"}`, 403, "Recovery does not belong to center '부산센터'"},
		"put, unknown":           {"PUT", "/api/recoveries/9", `{"center":1}`, 404, "ID가 '9'인 Recovery를 찾을 수 없습니다"},
		"get, other center":      {"GET", "/api/recoveries/a-job?center=3", "", 404, "Name이 'a-job'인 Recovery 작업은 존재하지만, 지정된 필터 조건과 일치하는 결과가 없습니다."},
		"schedule":               {"GET", "/api/schedules/99", "", 404, "Schedule with ID '99' not found"},
		"schedule, name":         {"GET", "/api/schedules/x", "", 404, "Schedule with ID 'x' not found"},
		"new schedule, no basic": {"POST", "/api/schedules", `{"center":1,"type":3}`, 400, "basic schedule data is required"},
		"new schedule, smart":    {"POST", "/api/schedules", stored("7", `{}`, ""), 400, "Smart Schedule requires advanced data."},
		"new schedule, days":     {"POST", "/api/schedules", smart("7", `{"day":"mon,tue","time":"10:00"}`), 409, "Smart Weekly (Specific Day of the Week) type schedule does not allow multiple weekday selections in basic. (Currently selected weekdays: mon,tue)"},
		"new schedule, weeks":    {"POST", "/api/schedules", smart("8", `{"week":"1,2","day":"mon","time":"10:00"}`), 409, "Smart Monthly (Specific Week and Day of the Week) type schedule does not allow multiple week selections in basic. (Currently selected weeks: 1,2)"},
		"new schedule, months":   {"POST", "/api/schedules", smart("11", `{"month":"1,2","day":"1","time":"10:00"}`), 409, "Smart Custom (Specific Month and Date) type schedule does not allow multiple month selections in basic. (Currently selected months: 1,2)"},
		"new schedule, field":    {"POST", "/api/schedules", stored("4", `{"time":"10:00"}`, ""), 422, bodyFailed},
		"new schedule, type":     {"POST", "/api/schedules", stored("-1", `{}`, ""), 422, bodyFailed},
		"new schedule, day":      {"POST", "/api/schedules", stored("4", `{"day":"monday","time":"10:00"}`, ""), 422, weekdays},
		"new schedule, time":     {"POST", "/api/schedules", stored("3", `{"time":"10"}`, ""), 400, badTime},
		"new schedule, month":    {"POST", "/api/schedules", smart("11", `{"month":"0","day":"1","time":"10:00"}`), 400, "month must be between 1 and 12."},
		"new schedule, date":     {"POST", "/api/schedules", stored("6", `{"day":"0","time":"10:00"}`, ""), 400, "day must be between 1 and 31."},
		"new schedule, center":   {"POST", "/api/schedules", `{"center":9,"type":3,"basic":{"time":"10:00"}}`, 404, "Zdm with ID '9' not found"},
		"old schedule, unknown":  {"DELETE", "/api/schedules/99", "", 404, "Schedule with ID '99' not found"},
		"old schedule, center":   {"DELETE", "/api/schedules/1?center=3", "", 403, "Schedule does not belong to center '3'"},
		"old schedule, used":     {"DELETE", "/api/schedules/1?center=main-center", "", 409, "Schedule ID '1' is referenced by: backup(2), recovery(1)"},
		"old schedule, name":     {"DELETE", "/api/schedules/x", "", 400, "identifier는 숫자(Schedule ID)만 허용됩니다"},
	})
}

// Some refusals of 2.0 list the invalid field besides the text.
func TestValidationErrors(t *testing.T) {
	s := open(t, sandbox.Config{APIVersion: sandbox.Version2})
	tests := map[string]struct{ target, body, errors string }{
		"no mail":  {"/api/token/issue", `{"password":"x"}`, `{"email":["email is required"]}`},
		"email":    {"/api/token/issue", account("nobody", "x"), `{"email":["invalid email format"]}`},
		"password": {"/api/token/issue", `{"email":"a@example.com"}`, `{"password":["password is required"]}`},
		"number":   {"/api/token/issue", `{"email":1,"password":"x"}`, `{"email":["must be string"]}`},
		"field":    {"/api/schedules", stored("4", `{"time":"10:00"}`, ""), `{"basic":["basic schedule validation failed (type: 4): day: day is required"]}`},
		"type":     {"/api/schedules", stored("12", `{}`, ""), `{"type":["invalid schedule type (must be 0 ~ 11)"]}`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got := send(t, s, http.MethodPost, test.target, test.body, bearer(t, s))
			refused(t, got, http.StatusUnprocessableEntity, bodyFailed)
			errors, err := json.Marshal(got.at(t, "detail.validationErrors"))
			if err != nil || string(errors) != test.errors {
				t.Errorf("got %s, want %s", errors, test.errors)
			}
		})
	}
	for _, body := range []string{account(sandbox.DemoEmail, "x"), account("nobody@example.com", sandbox.DemoPassword)} {
		refused(t, send(t, s, http.MethodPost, "/api/token/issue", body, bearer(t, s)), 404, "User not found.")
	}
}

// A recovery accepts no smart schedule, not even by id or as a copy of its basic part.
func TestSmartScheduleOfARecovery(t *testing.T) {
	for _, version := range []string{sandbox.Version1, sandbox.Version2} {
		s := open(t, sandbox.Config{APIVersion: version})
		made := send(t, s, http.MethodPost, "/api/schedules", stored("7", `{"day":"mon","time":"10:00"}`, `,"advanced":{"day":"tue","time":"10:00"}`), bearer(t, s))
		same(t, made, "data.basic.id", "3")
		for _, schedule := range []string{`3`, `{"type":7,"basic":3}`} {
			refused(t, post(t, s, with("schedule", schedule)), 400, "For full/increment job types, schedule must contain only basic.")
		}
		noJobs(t, s)
	}
}

// The message counts only users that exist: recoveries without backups.
func TestScheduleUsedByRecoveriesAlone(t *testing.T) {
	s := open(t, sandbox.Config{})
	post(t, s, with("schedule", `{"type":3,"basic":{"time":"10:00"}}`))
	refused(t, send(t, s, http.MethodDelete, "/api/schedules/3", "", bearer(t, s)), 409, "Schedule ID '3' is referenced by: recovery(1)")
	send(t, s, http.MethodDelete, "/api/recoveries/a-job", "", bearer(t, s))
	same(t, send(t, s, http.MethodDelete, "/api/schedules/3", "", bearer(t, s)), "data.id", 3.0)
}

// Every endpoint but the login requires a token. History endpoints word the refusal differently.
func TestEveryEndpointRequiresToken(t *testing.T) {
	s := open(t, sandbox.Config{})
	for target, text := range map[string]string{
		"POST /api/recoveries": "", "GET /api/recoveries": "", "GET /api/recoveries/1": "", "PUT /api/recoveries/1": "",
		"DELETE /api/recoveries/1": "", "GET /api/recoveries/monitoring/job/1": "", "GET /api/recoveries/monitoring/system/1": "",
		"GET /api/recoveries/histories": "Token has expired.", "GET /api/recoveries/histories/1": "Token has expired.",
		"GET /api/servers": "", "GET /api/servers/1": "", "GET /api/servers/partitions": "", "GET /api/servers/1/partitions": "",
		"GET /api/zdms": "", "GET /api/zdms/1": "", "GET /api/zdms/repositories": "", "GET /api/zdms/1/repositories": "",
		"GET /api/backups": "", "GET /api/backups/1": "", "GET /api/backups/images/server/x": "", "GET /api/schedules": "",
		"GET /api/schedules/1": "", "POST /api/schedules": "", "DELETE /api/schedules/1": "", "GET /api/users": "", "GET /api/users/1": "",
		"GET /api/cloud-auth/recovery": "", "GET /api/cloud-auth/regions/aws": "",
	} {
		method, path, _ := strings.Cut(target, " ")
		if text == "" {
			text = "토큰이 만료되었습니다."
		}
		refused(t, send(t, s, method, path, "{}", http.Header{}), http.StatusUnauthorized, text)
	}
}

func readInventory(t *testing.T, text string) *inventory.Inventory {
	t.Helper()
	inv, err := inventory.Read("test.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return inv
}

// Some responses are only possible with other inventories.
func TestOwnInventory(t *testing.T) {
	inv := readInventory(t, `
centers: [{id: 1, name: c}]
servers: [{id: 1, center: 1, name: s}]
schedules: [{id: 7, center: 1, type: 12}, {id: 9, center: 1, type: 3, state: disabled, basic: {time: "10:00"}}]
users: [{id: 3, email: me@example.com, password: mine}]
`)
	for version, unknown := range map[string]string{sandbox.Version1: "unknown", sandbox.Version2: "Unknown"} {
		t.Run(version, func(t *testing.T) {
			s := open(t, sandbox.Config{Inventory: inv, APIVersion: version})
			same(t, get(t, s, "/api/schedules"), "data.1.type", unknown)
			same(t, get(t, s, "/api/schedules"), "data.1.description", "-")
			same(t, get(t, s, "/api/schedules?state=disabled"), "data.0.id", "9")
			refused(t, get(t, s, "/api/backups/images/server/s"), 404, "등록된 Repository가 없습니다")
			same(t, get(t, s, "/api/users/demo@example.com"), "data.id", "4")
			same(t, get(t, s, "/api/servers/1"), "data.lastUpdated", "-")
		})
	}
	s := open(t, sandbox.Config{Inventory: inv, APIVersion: sandbox.Version2})
	refused(t, get(t, s, "/api/schedules/7"), 422, "Schedule description conversion failed.")
	same(t, send(t, s, http.MethodDelete, "/api/schedules/7", "", bearer(t, s)), "data.type", "Unknown")
}

// A long list with faults is refused with those of its first items.
func TestRefusalOfALongList(t *testing.T) {
	t.Parallel()
	for _, valid := range []int{0, 250} {
		s := open(t, sandbox.Config{APIVersion: sandbox.Version3})
		items := strings.Repeat(`{"sourcePartition":"/","targetPartition":"/"},`, valid) + strings.Repeat("{},", 1000) + "{}"
		a := unchecked(t, s, http.MethodPost, "/api/recoveries", with("jobList", "["+items+"]"), bearer(t, s))
		details, _ := a.at(t, "error.details").(map[string]any)
		if a.status != http.StatusUnprocessableEntity || len(details) == 0 || len(details) > 500 {
			t.Errorf("%d valid items: HTTP %d, %d details", valid, a.status, len(details))
		}
	}
}
