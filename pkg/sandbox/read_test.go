package sandbox_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/sandbox"
)

func TestGetRecovery(t *testing.T) {
	t.Parallel()
	s := open(t, sandbox.Config{})
	post(t, s, with("jobName", `"주간 복구/1 (a)"`, "overwrite", `"allow"`, "networkLimit", `40`, "schedule", `1`,
		"mailEvent", `"ops@example.net"`, "scriptPath", `"/opt/a.sh"`, "excludePartition", `"/home"`))
	const (
		schedule = `"schedule":{"basic":{"id":"1","type":"daily","description":"Every day at 01:00"}}`
		status   = `"status":{"current":"Scheduled","time":{"start":"-","elapsed":"-","end":"-"}},"lastUpdated":"2026-03-11 12:00:00"`
		part     = `{"from":"/","to":"/","targetDevice":"/dev/sda1","mode":"full","backup":{"jobName":"daily-backup-root",` +
			`"fileName":"backup-root-2025-01-15.ZIA","latest":"use"},"repository":{"id":"13","path":"//192.168.1.100/backup",` +
			`"type":"cifs"},"lastUpdated":"2026-03-11 12:00:00"`
		plain = `{"system":{"source":{"id":"11","name":"source-server","os":"Rocky Linux 9.3"},` +
			`"target":{"id":"12","name":"target-server","os":"Rocky Linux 9.3"}},` +
			`"job":{"info":{"id":"1","name":"주간 복구/1 (a)",` + schedule + `,` + status + `},"detail":[` + part + `}]}}`
		detail = `{"system":{"source":{"id":"11","name":"source-server","os":"Rocky Linux 9.3","agent":"3.9.0",` +
			`"ip":{"public":"192.0.2.11","private":["192.0.2.11"]},"license":"11"},` +
			`"target":{"id":"12","name":"target-server","os":"Rocky Linux 9.3","agent":"3.9.0",` +
			`"ip":{"public":"192.0.2.12","private":["192.0.2.12"]},"license":"12"}},` +
			`"job":{"info":{"id":"1","name":"주간 복구/1 (a)",` + schedule + `,` + status + `,"platform":"vmware",` +
			`"kernal":"5.14.0-362","networkSpeed":"40","script":{"path":"/opt/a.sh","run":"after"},"afterReboot":"reboot",` +
			`"notification":{"mail":"ops@example.net"}},"detail":[` + part +
			`,"option":{"overwrite":"Overwritten","fileSystem":"ext4"}}]}}`
	)
	name := url.PathEscape("주간 복구/1 (a)")
	for target, want := range map[string]string{
		"/api/recoveries/" + name:                   plain,
		"/api/recoveries/1":                         plain,
		"/api/recoveries/1?server=target-server":    plain,
		"/api/recoveries/1?detail=true":             detail,
		"/api/recoveries?detail=true":               "[" + detail + "]",
		"/api/recoveries":                           "[" + plain + "]",
		"/api/recoveries?jobName=" + name:           "[" + plain + "]",
		"/api/recoveries?jobName=" + name + "&page": "",
	} {
		got := get(t, s, target)
		if want == "" {
			refused(t, got, 400, "유효하지 않은 'page' 값입니다.")
			continue
		}
		if got.status != http.StatusOK || !strings.Contains(got.text, `"data":`+want+`,"message"`) {
			t.Errorf("%s: got %d\n%s\nwant\n%s", target, got.status, got.text, want)
		}
	}
}

func TestGetWithoutSchedule(t *testing.T) {
	s := open(t, sandbox.Config{})
	post(t, s, with("source", `"16"`, "target", `"17"`))
	got := get(t, s, "/api/recoveries/1?detail=true")
	same(t, got, "data.job.info.schedule.basic", "-")
	same(t, got, "data.job.info.status.current", "Registered")
	same(t, got, "data.job.detail.1.from", "D:")
	same(t, got, "data.job.detail.1.targetDevice", `\Device\HarddiskVolume3`)
	same(t, got, "data.job.detail.1.option.fileSystem", nil)
	same(t, got, "data.job.detail.1.option.overwrite", "Not overwritten")
}

func TestReadRefusals(t *testing.T) {
	s := open(t, sandbox.Config{})
	post(t, s, with())
	tests := map[string]struct {
		method, target string
		status         int
		text           string
	}{
		"unknown name": {"GET", "/api/recoveries/nobody", 404, "ID가 'nobody'인 Recovery 작업을 찾을 수 없습니다"},
		"unknown id":   {"GET", "/api/recoveries/2", 404, "ID가 '2'인 Recovery 작업을 찾을 수 없습니다"},
		"huge id":      {"GET", "/api/recoveries/99999999999999999999", 404, "ID가 '99999999999999999999'인 Recovery 작업을 찾을 수 없습니다"},
		"other server": {"GET", "/api/recoveries/a-job?server=web-01", 404, "Name이 'a-job'인 Recovery 작업은 존재하지만, 지정된 필터 조건과 일치하는 결과가 없습니다."},
		"detail":       {"GET", "/api/recoveries/a-job?detail=yes", 400, "유효하지 않은 'detail' 값입니다. 허용된 값: true, false"},
		"sort":         {"GET", "/api/recoveries?sort=up", 400, "유효하지 않은 'sort' 값입니다. 허용된 값: asc, desc"},
		"page 0":       {"GET", "/api/recoveries?page=0&limit=x", 400, "유효하지 않은 'page' 값입니다."},
		"huge limit":   {"GET", "/api/recoveries?limit=99999999999", 400, "유효하지 않은 'limit' 값입니다."},
		"job id":       {"GET", "/api/recoveries?jobId=x", 400, "유효하지 않은 'jobId' 값입니다."},
		"mode":         {"GET", "/api/recoveries?mode=smart", 400, "유효하지 않은 'mode' 값입니다. 허용된 값: full, increment"},
		"status":       {"GET", "/api/recoveries?status=done", 400, "유효하지 않은 'status' 값입니다. 허용된 값: Preparing, Processing, Complete, Scheduled, Registered, Canceling, Canceled, Error"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			refused(t, send(t, s, test.method, test.target, "", bearer(t, s)), test.status, test.text)
		})
	}
	long := unchecked(t, s, http.MethodGet, "/api/recoveries?jobName="+strings.Repeat("a", 20_000), "", bearer(t, s))
	refused(t, long, http.StatusRequestURITooLong, "request target too long")
}

func TestUnknownRoutes(t *testing.T) {
	s := open(t, sandbox.Config{})
	for _, call := range [][2]string{
		{"GET", "/api/nowhere"}, {"DELETE", "/api/recoveries"}, {"POST", "/api/token/issue"},
		{"GET", "/api//recoveries"}, {"GET", "/api/recoveries/"}, {"GET", "/recoveries"}, {"GET", "/"},
	} {
		r := httptest.NewRequest(call[0], call[1], nil)
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		// Clients recognize this 404 by its missing envelope, unlike that of wrong credentials.
		if w.Code != http.StatusNotFound || json.Valid(w.Body.Bytes()) || !strings.HasPrefix(w.Body.String(), "Cannot "+call[0]+" /") {
			t.Errorf("%v: got %d %q", call, w.Code, w.Body)
		}
	}
}

// names returns the names of the jobs in a list.
func names(t *testing.T, got answered) string {
	t.Helper()
	var all []string
	for i := range got.at(t, "data").([]any) {
		all = append(all, got.at(t, fmt.Sprintf("data.%d.job.info.name", i)).(string))
	}
	return strings.Join(all, " ")
}

func TestListRecoveries(t *testing.T) {
	s := open(t, sandbox.Config{})
	for i := range 5 {
		post(t, s, with("jobName", fmt.Sprintf(`"j%d"`, i)))
	}
	post(t, s, with("jobName", `"j1"`, "source", `"web-01"`, "target", `"web-01-dr"`))
	const none = ""
	tests := map[string]struct{ query, names, page string }{
		"all":            {"", "j1 j4 j3 j2 j1 j0", none},
		"oldest first":   {"?sort=asc", "j0 j1 j2 j3 j4 j1", none},
		"by name":        {"?jobName=j1", "j1 j1", none},
		"by other name":  {"?jobName=j", "", none},
		"by source":      {"?server=web-01", "j1", none},
		"by target's id": {"?server=12&sort=asc", "j0 j1 j2 j3 j4", none},
		"by both":        {"?server=11&jobName=j1", "j1", none},
		"first page":     {"?limit=4", "j1 j4 j3 j2", "1 2 6 4 true false"},
		"last page":      {"?limit=4&page=2", "j1 j0", "2 2 6 4 false true"},
		"page alone":     {"?page=1", "j1 j4 j3 j2 j1 j0", "1 1 6 20 false false"},
		"filtered page":  {"?server=11&limit=2&page=2", "j2 j1", "2 3 5 2 true true"},
		"named page":     {"?jobName=j1&limit=1&page=2", "j1", "2 2 2 1 false true"},
		"past the end":   {"?limit=4&page=3", "", "3 0 0 4 false true"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got := get(t, s, "/api/recoveries"+test.query)
			if names(t, got) != test.names {
				t.Errorf("got %q, want %q", names(t, got), test.names)
			}
			var envelope struct {
				Pagination *struct {
					CurrentPage, TotalPages, TotalItems, ItemsPerPage int
					HasNextPage, HasPreviousPage                      bool
				}
			}
			if err := json.Unmarshal([]byte(got.text), &envelope); err != nil {
				t.Fatal(err)
			}
			page := none
			if p := envelope.Pagination; p != nil {
				page = fmt.Sprint(p.CurrentPage, p.TotalPages, p.TotalItems, p.ItemsPerPage, p.HasNextPage, p.HasPreviousPage)
			}
			if page != test.page {
				t.Errorf("got page %q, want %q", page, test.page)
			}
		})
	}
	t.Run("newest of a name", func(t *testing.T) {
		same(t, get(t, s, "/api/recoveries/j1"), "data.job.info.id", "6")
	})
}
