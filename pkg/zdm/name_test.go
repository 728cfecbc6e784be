package zdm_test

import (
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

func TestSameName(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		same bool
	}{
		{"nightly", "nightly", true}, {"nightly ", "nightly", true}, {" web  01", "web 01", true}, {"\u1100\u1161", "가", true}, {"e\u0301", "é", true},
		{"Nightly", "nightly", false}, {"web01", "web 01", false}, {"web－01", "web-01", false}, {"web\u200b01", "web01", false}, {"", "x", false},
	} {
		if zdm.SameName(tt.a, tt.b) != tt.same || zdm.SameName(tt.b, tt.a) != tt.same {
			t.Errorf("%q and %q: %v", tt.a, tt.b, !tt.same)
		}
	}
}

func TestMadeFrom(t *testing.T) {
	long := strings.Repeat("w", 70)
	for _, tt := range []struct {
		asked, made string
		is          bool
	}{
		{"nightly", "nightly_ROOT", true}, {"nightly", "nightly_boot_efi", true}, {"nightly", "nightly_C", true}, {"Web-01", "web-01", true}, {"web  01", "web 01", true},
		{"a/b", "a_b", true}, {"web－01", "web-01", true}, {"web\u200b01", "web01", true}, {"야간 복구", "야간_복구", true}, {long, long[:64], true}, {long, long[:16], true},
		{"nightly", "nightly-2", false}, {"nightly", "nightly_test", false}, {"nightly", "weekly", false}, {"web-1", "web-10", false}, {"web-10", "web-1", false}, {long, long[:15], false},
		{"nightly", "nightly_", true}, {"nightly", "", false}, {"!!", "??", false}, {"nightly_ROOT", "nightly", false},
	} {
		asked := request()
		asked.JobName = tt.asked
		asked.JobList = []zdm.RecoveryJob{{SourcePartition: "/boot/efi"}, {SourcePartition: "C:"}}
		if zdm.MadeFrom(tt.made, asked) != tt.is {
			t.Errorf("%q made from %q: %v", tt.made, tt.asked, !tt.is)
		}
	}
}

// Servers show an image as .ZIA or .img. Any other part of its name counts, dots included.
func TestSameImage(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		same bool
	}{
		{"root_0311.ZIA", "root_0311.img", true}, {"root_0311", "root_0311.zia", true}, {"a_[2026-03-11_01_05].ZIA", "a_[2026-03-11_01_05].IMG", true},
		{"web.example.com_root", "web.example.com_home", false}, {"nightly.1", "nightly.2", false}, {"nightly.1.ZIA", "nightly.2.ZIA", false}, {"a.ZIA", "A.ZIA", false},
	} {
		if zdm.SameImage(tt.a, tt.b) != tt.same || zdm.SameImage(tt.b, tt.a) != tt.same {
			t.Errorf("%q and %q: not %v", tt.a, tt.b, tt.same)
		}
	}
}
