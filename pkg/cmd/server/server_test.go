package server_test

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

const partition = `{"system": "web-01", "letter": "/", "device": "/dev/vda1", "size": {"raw": 9000}, "used": {"raw": 10}, "fileSystem": "xfs"}`

// The partitions of one server are shown with their devices, those of all servers with the servers.
func TestPartitions(t *testing.T) {
	t.Parallel()
	const one, all = "/api/servers/web-01/partitions", "/api/servers/partitions"
	for _, tt := range []struct {
		name, args    string
		code          exit.Code
		asked         string // last path
		shown, hidden string // columns
		said          string
	}{
		{"of all servers", "", exit.OK, all, "SERVER", "DEVICE", ""},
		{"of all servers, wide", "-o wide", exit.OK, all, "DEVICE", "nothing", ""},
		{"of a server", "web-01", exit.OK, one, "DEVICE", "SERVER", ""},
		{"of an ID", "11", exit.OK, "/api/servers/11/partitions", "DEVICE", "SERVER", ""},
		{"of an unknown server", "web-02", exit.Refused, "", "", "PARTITION", "zdmctl server list"},
		{"of an unknown ID", "12", exit.Refused, "", "", "PARTITION", "zdmctl server list"},
		{"no ID", "web-01 --by id", exit.Usage, "", "", "PARTITION", "web-01"},
	} {
		s := clitest.Server(t)
		s.On("/api/servers", zdmtest.List(`{"id": "11", "name": "web-01"}`))
		for _, path := range []string{one, all, "/api/servers/11/partitions"} {
			s.On(path, zdmtest.List(partition))
		}
		for _, path := range []string{"/api/servers/web-02/partitions", "/api/servers/12/partitions"} {
			s.On(path, zdmtest.Refusal(http.StatusNotFound, "no such server"))
		}
		r := clitest.For(t, s).Run(append([]string{"server", "partitions"}, strings.Fields(tt.args)...)...)
		asked := ""
		for _, request := range s.Requests() {
			asked = request.Path
		}
		if tt.asked == "" {
			asked = ""
		}
		if r.Code != tt.code || asked != tt.asked || !strings.Contains(r.Stdout, tt.shown) || strings.Contains(r.Stdout, tt.hidden) || !strings.Contains(r.Stderr, tt.said) {
			t.Errorf("%s: %q, %+v", tt.name, asked, r)
		}
	}
}

// Networks are shown only on request, and a section without entries is left out.
func TestSections(t *testing.T) {
	t.Parallel()
	s := clitest.Server(t)
	s.On("/api/servers/11", zdmtest.Data(`{"id": "11", "name": "web-01", "partition": [`+partition+`], "network": [{"name": "eth0", "ipAddress": "10.0.0.5"}]}`))
	w := clitest.For(t, s)
	for _, tt := range []struct {
		format   string
		networks bool
	}{{"table", false}, {"wide", true}} {
		r := w.Run("server", "get", "11", "-o", tt.format)
		if r.Code != exit.OK || !strings.Contains(r.Stdout, "/dev/vda1") || strings.Contains(r.Stdout, "eth0") != tt.networks || strings.Contains(r.Stdout, "REPOSITORY") {
			t.Errorf("%s: %+v", tt.format, r)
		}
	}
}
