package render_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/render"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// An image that the request names is shown, even if the server reports that it is the newest.
func TestImageOfAPartition(t *testing.T) {
	for name, tt := range map[string]struct {
		request zdm.RecoveryRequest
		newest  bool
	}{
		"none named":             {zdm.RecoveryRequest{Source: "a"}, true},
		"of the request":         {zdm.RecoveryRequest{BackupFile: "b.ZIA,root_0311.ZIA"}, false},
		"of the request, as img": {zdm.RecoveryRequest{BackupFile: "root_0311.img"}, false},
		"of another":             {zdm.RecoveryRequest{BackupFile: "b.ZIA"}, true},
		"of the item":            {zdm.RecoveryRequest{Source: "a", JobList: []zdm.RecoveryJob{{SourcePartition: "/", BackupFile: "root_0311.ZIA"}}}, false},
		"of another item":        {zdm.RecoveryRequest{Source: "a", JobList: []zdm.RecoveryJob{{SourcePartition: "/home", BackupFile: "c.ZIA"}}}, true},
	} {
		r := zdm.Registration{Partitions: []zdm.RegistrationPartition{{SourcePartition: "/", Backup: zdm.RegistrationBackup{UseLatest: "yes", BackupFile: "root_0311.ZIA"}}}}
		var b bytes.Buffer
		if err := render.Registration(&b, &tt.request, &r, nil, false, render.Style{Lang: msg.English}); err != nil {
			t.Fatal(err)
		}
		if text := b.String(); strings.Contains(text, "newest") != tt.newest || strings.Contains(text, "root_0311.ZIA") == tt.newest {
			t.Errorf("%s: %s", name, text)
		}
	}
}
