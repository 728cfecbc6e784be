package zdm_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// A refusal keeps its code, its sentence and its first reasons, however many there are.
func TestRefusalWithManyReasons(t *testing.T) {
	many := func(n int, item func(i int) string) string {
		items := make([]string, n)
		for i := range items {
			items[i] = item(i)
		}
		return strings.Join(items, ",")
	}
	field := func(i int) string { return fmt.Sprintf(`"jobList.%05d.mode": ["mode is required"]`, i) }
	reason := func(i int) string { return fmt.Sprintf(`"reason %05d"`, i) }
	deep := `{"a": ` + strings.Repeat("[", 90) + many(9000, reason) + strings.Repeat("]", 90) + `}`
	for name, tt := range map[string]struct {
		details     string
		first, last string
		more        int
	}{
		"a few":     {"{" + many(3, field) + "}", "jobList.00000.mode: mode is required", "jobList.00002.mode: mode is required", 0},
		"some more": {"{" + many(30, field) + "}", "jobList.00000.mode: mode is required", "jobList.00018.mode: mode is required", 11},
		"fields":    {"{" + many(9000, field) + "}", "jobList.00000.mode: mode is required", "jobList.00018.mode: mode is required", 8981},
		"of one":    {`{"mode": [` + many(9000, reason) + "]}", "mode: reason 00000", "mode: reason 00018", 8981},
		"nested":    {deep, "", "", 8980},
	} {
		body := `{"success": false, "traceId": "t1", "error": {"code": "DTO-VALIDATION-01", "message": "Request body validation failed.", "details": ` + tt.details + `}}`
		c := unchecked(t, replying(422, body))
		_, err := c.CreateRecovery(t.Context(), &zdm.RecoveryRequest{Center: "1", Source: "a", Target: "b", JobName: "n"})
		failed, ok := errors.AsType[*zdm.Error](err)
		if !ok || failed.Kind != zdm.Refused || failed.Code != "DTO-VALIDATION-01" || failed.Text != "Request body validation failed." || failed.RequestID != "t1" || failed.OutcomeUnknown() {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if failed.More != tt.more || len(failed.Details) > 20 || tt.first != "" && (failed.Details[0] != tt.first || failed.Details[len(failed.Details)-1] != tt.last) {
			t.Errorf("%s: %d more than %q", name, failed.More, failed.Details)
		}
	}
}
