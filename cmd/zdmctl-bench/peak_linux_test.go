package main

import "testing"

func TestPeakMemoryIsOfTheProgram(t *testing.T) {
	s, err := newScene(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer s.close()
	small, large := program{"sh", []string{"sh", "-c", "true"}}, program{"sh", []string{"sh", "-c", `x=$(head -c 30000000 /dev/zero | tr '\0' x)`}}
	for _, p := range []program{small, large, large} {
		if _, err := s.run(t.Context(), p); err != nil {
			t.Fatal(err)
		}
	}
	if low, high := s.peaks[small.line()], s.peaks[large.line()]; low <= 0 || high < 30_000_000 || low > high/2 {
		t.Errorf("peaks %d and %d", low, high)
	}
}
