package plan_test

import (
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/plan"
)

func TestMaxAge(t *testing.T) {
	for text, want := range map[string]time.Duration{
		"0": 0, "0d": 0, "7d": 7 * 24 * time.Hour, "36h": 36 * time.Hour, "90m": 90 * time.Minute, "1h30m": 90 * time.Minute, "100000d": 100_000 * 24 * time.Hour,
	} {
		var age plan.MaxAge
		if err := age.Set(text); err != nil || time.Duration(age) != want {
			t.Errorf("%s is %v, %v", text, time.Duration(age), err)
		}
		again := age
		if err := again.Set(age.String()); err != nil || again != age {
			t.Errorf("%s is shown as %s, which is %v, %v", text, age.String(), time.Duration(again), err)
		}
	}
	for _, text := range []string{"", "d", "7", "-1d", "-1h", "1.5d", "100001d", "99999999999999999999d", "a week", "7D", "NaNh"} {
		age := plan.DefaultMaxAge
		if err := age.Set(text); err == nil || age != plan.DefaultMaxAge {
			t.Errorf("%q is taken for %s", text, age.String())
		}
	}
	for age, want := range map[plan.MaxAge]string{
		plan.DefaultMaxAge: "7d", 0: "0d", plan.MaxAge(36 * time.Hour): "36h", plan.MaxAge(90 * time.Minute): "1h30m0s",
	} {
		if age.String() != want {
			t.Errorf("%v is shown as %s", time.Duration(age), age.String())
		}
	}
}

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
