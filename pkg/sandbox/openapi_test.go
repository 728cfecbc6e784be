package sandbox_test

import (
	"net/http"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/internal/openapitest"
	"github.com/zdmctl/zdmctl/pkg/sandbox"
)

// TestAnswersFitTheDocument checks responses against the API's document and rejects fields it does
// not list.
func TestAnswersFitTheDocument(t *testing.T) {
	t.Parallel()
	s := open(t, sandbox.Config{})
	checked := openapitest.Handler(t, s, openapitest.Strict())
	const recoveries = "/api/recoveries"
	calls := []struct {
		method, target, body string
		status               int
	}{
		{http.MethodPost, "/api/auth/issue", `{"email":"demo@example.com","password":"sandbox"}`, 201},
		{http.MethodPost, "/api/auth/issue", `{"email":"demo@example.com","password":"wrong"}`, 404},
		{http.MethodPost, "/api/auth/issue", `{"email":"demo"}`, 400},
		{http.MethodPost, recoveries, basicRequest, 201},
		{http.MethodPost, recoveries, detailedRequest, 201},
		{http.MethodPost, recoveries, with("schedule", `1`, "scriptPath", `"/opt/a.sh"`), 201},
		{http.MethodPost, recoveries, with("schedule", `{"type":3,"basic":1}`), 201},
		{http.MethodPost, recoveries, with("schedule", `{"type":4,"basic":{"day":"tue,sat","time":"23:10"}}`), 201},
		{http.MethodPost, recoveries, with("source", `"16"`, "target", `"17"`, "jobName", `"drives"`), 201},
		{http.MethodPost, recoveries, with("platform", `"vmwrae"`), 400},
		{http.MethodPost, recoveries, with("center", `"9"`), 404},
		{http.MethodPost, recoveries, with("schedule", `99`), 404},
		{http.MethodGet, recoveries, "", 200},
		{http.MethodGet, recoveries + "?detail=true&sort=asc&limit=2", "", 200},
		{http.MethodGet, recoveries + "?page=9", "", 200},
		{http.MethodGet, recoveries + "?sort=up", "", 400},
		{http.MethodGet, recoveries + "/1?detail=true", "", 200},
		{http.MethodGet, recoveries + "/drives", "", 200},
		{http.MethodGet, recoveries + "/nobody", "", 404},
	}
	for _, call := range calls {
		if got := send(t, checked, call.method, call.target, call.body, bearer(t, s)); got.status != call.status {
			t.Errorf("%s %s: got %d %s", call.method, call.target, got.status, got.text)
		}
	}
	if got := send(t, checked, http.MethodGet, recoveries, "", http.Header{}); got.status != http.StatusUnauthorized {
		t.Errorf("without a token: got %d %s", got.status, got.text)
	}
}
