package schedule_test

import (
	"strings"
	"testing"

	"go.uber.org/goleak"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
)

func TestMain(m *testing.M) {
	clitest.LeaveSurroundings()
	goleak.VerifyTestMain(m)
}

// A new schedule is identified by the ID of its basic part, or else of its advanced part. Without
// an ID, a warning is printed and no name.
func TestCreateShowsTheID(t *testing.T) {
	t.Parallel()
	const basic, advanced = `{"id": 31, "description": "every day"}`, `{"id": "32", "description": "every\u001b[2J week"}`
	for _, tt := range []struct{ name, data, table, id string }{
		{"basic", `{"basic": ` + basic + `}`, "31", "31\n"},
		{"advanced", `{"advanced": ` + advanced + `}`, "32", "32\n"},
		{"both", `{"basic": ` + basic + `, "advanced": ` + advanced + `}`, "31", "31\n"},
		{"an id of one of both", `{"basic": {"id": null, "description": "x"}, "advanced": ` + advanced + `}`, "32", "32\n"},
		{"no id", `{"basic": {"description": "every day"}}`, "", ""},
		{"null", `null`, "", ""},
	} {
		s := clitest.Server(t)
		s.On("POST /api/schedules", zdmtest.Data(tt.data))
		w := clitest.For(t, s)
		create := []string{"schedule", "create", "--center", "1", "--schedule", "daily 02:30", "-o"}
		table, name, document := w.Run(append(create, "table")...), w.Run(append(create, "name")...), w.Run(append(create, "json", "--jq", ".data|tojson")...)
		if table.Code != exit.OK || !strings.Contains(table.Stdout, tt.table) || (table.Stdout == "") != (tt.id == "") || strings.Contains(table.Stdout, "\x1b") {
			t.Errorf("%s: %+v", tt.name, table)
		}
		if name.Code != exit.OK || name.Stdout != tt.id || (name.Stderr == "") != (tt.id != "") || (table.Stderr == "") != (tt.id != "") {
			t.Errorf("%s: %+v, %+v", tt.name, name, table)
		}
		if document.Code != exit.OK || document.Stderr != "" || zdmtest.SameJSON([]byte(document.Stdout), []byte(tt.data)) != nil {
			t.Errorf("%s: %+v", tt.name, document)
		}
		if n := len(s.Posts()); n != 3 {
			t.Errorf("%s: %d requests were sent by 3 runs", tt.name, n)
		}
	}
}
