package plan_test

import (
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/plan"
)

func TestAge(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0: "0m", 59 * time.Second: "0m", 119 * time.Minute: "119m", 2 * time.Hour: "2h", 47*time.Hour + 59*time.Minute: "47h",
		48 * time.Hour: "2d", 37*24*time.Hour + 5*time.Hour: "37d",
	} {
		if got := plan.Age(d); got != want {
			t.Errorf("%v is shown as %s, want %s", d, got, want)
		}
	}
}
