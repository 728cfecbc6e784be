package apply_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
)

// A recovery that an earlier run registered is not reported as failed if the server does not show
// it. Whether it still exists is unknown, and a partial registration stays partial.
func TestRegisteredBeforeAndNotShown(t *testing.T) {
	t.Parallel()
	failed := zdmtest.Reply(http.StatusCreated, "", []byte(`{"success": true, "data": {"common": {"state": "fail", "jobName": "a", "errorMessage": "no image"}}}`))
	for name, tt := range map[string]struct {
		first     zdmtest.Answer // response to the registration; nil for the documented one
		registers bool
		look      zdmtest.Answer
		was, is   string
	}{
		"no list":               {nil, true, zdmtest.Data("null"), "a created 0", "a unknown 7"},
		"a gateway's page":      {nil, true, zdmtest.Gateway(http.StatusForbidden), "a created 0", "a unknown 7"},
		"a failure of ZDM":      {nil, true, zdmtest.Refusal(http.StatusInternalServerError, "no"), "a created 0", "a unknown 7"},
		"a cut connection":      {nil, true, zdmtest.Raw(nil), "a created 0", "a unknown 7"},
		"it failed":             {failed, true, zdmtest.Data("null"), "a failed 3", "a failed 3"},
		"it was refused before": {zdmtest.Refusal(http.StatusUnprocessableEntity, "no"), false, zdmtest.Data("null"), "a failed 5", "a failed 5"},
		"none of it registered": {registrationOf(newRequest("a"), 1, "no image"), true, zdmtest.Gateway(http.StatusBadGateway), "a failed 3", "a failed 3"},
	} {
		b := newBackend(t)
		path := journalPath(t)
		if tt.first != nil {
			b.onPost["a"] = tt.first
			if tt.registers {
				b.onPost["a"] = b.registers(newRequest("a"), tt.first)
			}
		}
		if got := b.again(t, path, noon, requests(t, "a")).outcomes(); got != tt.was {
			t.Errorf("%s: first %s", name, got)
		}
		b.On("GET "+zdmtest.Recoveries, tt.look)
		a := b.again(t, path, noon.Add(time.Hour), requests(t, "a"))
		if got := a.outcomes(); got != tt.is || len(b.posted()) != 1 {
			t.Errorf("%s: %s, POSTs %q", name, got, b.posted())
		}
		b.On("GET "+zdmtest.Recoveries, b.list)
		delete(b.onPost, "a")
		if got := b.again(t, path, noon.Add(2*time.Hour), requests(t, "a")).outcomes(); tt.was == "a created 0" && got != "a unchanged 0" {
			t.Errorf("%s: in the end %s", name, got)
		}
	}
}
