package backup_test

import (
	"net/http"
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

// The images of a server are requested by its name; for an ID, the name is looked up. Only the
// images of all servers can be limited to a type of repository.
func TestImagesOfAServer(t *testing.T) {
	t.Parallel()
	const images = "/api/backups/images/server/"
	for _, tt := range []struct {
		name, args string
		server     string // response data for server 11
		code       exit.Code
		asked      string // paths
		said       string
	}{
		{"a name", "web-01", "", exit.OK, images + "web-01", ""},
		{"an id", "11", `{"id": "11", "name": "web-01"}`, exit.OK, "/api/servers/11 " + images + "web-01", ""},
		{"a name of digits", "11 --by name", "", exit.OK, images + "11", ""},
		{"an id whose server has no name", "11", `{"id": "11", "name": "-"}`, exit.Refused, "/api/servers/11", "name"},
		{"an id that no server has", "12", "", exit.Refused, "/api/servers/12", "12"},
		{"no id", "web-01 --by id", "", exit.Usage, "", "web-01"},
		{"a type of repository", "web-01 --repository-type smb", "", exit.Usage, "", "--repository-type"},
	} {
		s := clitest.Server(t)
		for _, server := range []string{"web-01", "11"} {
			s.On(images+server, zdmtest.List())
		}
		s.On("/api/servers/11", zdmtest.Data(tt.server))
		s.On("/api/servers/12", zdmtest.Refusal(http.StatusNotFound, "no server 12"))
		r := clitest.For(t, s).Run(append([]string{"backup", "images"}, strings.Fields(tt.args)...)...)
		var asked []string
		for _, request := range s.Requests() {
			asked = append(asked, request.Path)
		}
		if r.Code != tt.code || strings.Join(asked, " ") != tt.asked || !strings.Contains(r.Stderr, tt.said) {
			t.Errorf("%s: %q, %+v", tt.name, asked, r)
		}
	}
}
