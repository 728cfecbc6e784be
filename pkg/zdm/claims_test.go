package zdm_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// registered returns a recovery, as in a list, onto the target 42 named DR-01.
func registered(t *testing.T, name, status, schedule string, partitions ...string) *zdm.Recovery {
	t.Helper()
	detail := ""
	for i, p := range partitions {
		if i > 0 {
			detail += ","
		}
		detail += fmt.Sprintf(`{"from":"/x%d",%s}`, i, p)
	}
	var r zdm.Recovery
	text := fmt.Sprintf(`{"system":{"source":{"id":"1","name":"a"},"target":{"id":"42","name":"DR-01"}},
		"job":{"info":{"id":"7","name":%q,"status":{"current":%q},"schedule":%s},"detail":[%s]}}`, name, status, schedule, detail)
	if err := json.Unmarshal([]byte(text), &r); err != nil {
		t.Fatal(err)
	}
	return &r
}

func TestClaims(t *testing.T) {
	const none = `{"basic":"-"}`
	var claims zdm.Claims
	if claim, found := claims.Find("42", true, "/"); found {
		t.Errorf("%+v of nothing", claim)
	}
	claims.Add(registered(t, "waits", "Registered", none, `"to":"/","targetDevice":"/dev/sda1"`, `"to":"/home","targetDevice":"-"`), nil)
	claims.Add(registered(t, "runs", "Processing", none, `"to":"/","targetDevice":"/dev/sda1"`), nil)
	claims.Add(registered(t, "disk", "Registered", none, `"to":"/dev/nvme0n1"`), nil)
	for _, tt := range []struct {
		target     string
		all        bool
		partitions []string
		name       string
	}{
		{"42", false, []string{"/"}, "runs"},
		{"42", false, []string{"sda1"}, "runs"},
		{"42", false, []string{"/dev/sda"}, "runs"},
		{"42", false, []string{"/srv", "/home/"}, "waits"},
		{"dr-01", false, []string{"/home"}, "waits"},
		{" DR-01 ", false, []string{"/dev/nvme0n1p2"}, "disk"},
		{"42", false, []string{"/srv", ""}, ""},
		{"42", true, []string{"/srv"}, "runs"},
		{"42", true, nil, "runs"},
		{"43", true, []string{"/"}, ""},
		{"DR-02", true, []string{"/"}, ""},
	} {
		claim, found := claims.Find(tt.target, tt.all, tt.partitions...)
		if string(claim.Name) != tt.name || found != (tt.name != "") || claim.Busy != (tt.name == "runs") {
			t.Errorf("%v: %+v, %v", tt, claim, found)
		}
	}
}

// A partition that is left out is not claimed. A recovery without partitions may write any.
func TestClaimsInPart(t *testing.T) {
	var claims zdm.Claims
	claims.Add(registered(t, "r", "Registered", "null", `"to":"/"`, `"to":"/home"`), func(p zdm.RecoveryPartition) bool { return p.To == "/" })
	if claim, found := claims.Find("42", false, "/"); found {
		t.Errorf("%+v claims what it was added without", claim)
	}
	if claim, found := claims.Find("42", false, "/home"); !found || claim.ID != "7" {
		t.Errorf("%+v, %v", claim, found)
	}
	var hidden zdm.Claims
	hidden.Add(registered(t, "r", "Scheduled", "null"), nil)
	if claim, found := hidden.Find("42", false, "/srv"); !found || !claim.Busy {
		t.Errorf("%+v, %v", claim, found)
	}
}

func TestBusy(t *testing.T) {
	for _, tt := range []struct {
		status, schedule string
		busy             bool
	}{
		{"Registered", "null", false}, {"Registered", `{"basic":"-"}`, false}, {"Registered", `{"basic":{}}`, false},
		{"Registered", `{"basic":{"id":"3","type":"Weekly"}}`, true}, {"Registered", `{"basic":"Every day at 10:00"}`, true},
		{"Scheduled", "null", true}, {"Preparing", "null", true}, {"Processing", "null", true}, {"Canceling", "null", true},
		{"Complete", "null", false}, {"Complete", `{"basic":{"type":"Daily"}}`, true}, {"Error", `{"basic":{"type":"daily"}}`, true},
		{"Complete", `{"basic":{"type":"Once"}}`, false}, {"Canceled", `{"basic":{"type":"0"}}`, false}, {"Registered", `{"basic":{"type":"once"}}`, true},
		{"", "null", false}, {"-", `{"basic":{"type":"Hourly"}}`, true}, {"dozing", "null", false},
	} {
		if r := registered(t, "r", tt.status, tt.schedule); r.Job.Info.Busy() != tt.busy {
			t.Errorf("%s with %s: %v", tt.status, tt.schedule, !tt.busy)
		}
	}
}
