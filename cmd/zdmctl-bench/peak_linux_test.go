package main

import "testing"

func TestPeakMemoryIsOfTheProgram(t *testing.T) {
	needs(t, "sh", "head", "tail")
	s, err := newScene()
	if err != nil {
		t.Fatal(err)
	}
	defer s.close()
	small, large := program{"sh", []string{"sh", "-c", "true"}}, program{"sh", []string{"sh", "-c", "head -c 300000000 /dev/zero | tail -c 300000000 >/dev/null"}}
	for _, p := range []program{small, large, large} {
		if _, err := s.run(t.Context(), p); err != nil {
			t.Fatal(err)
		}
	}
	if low, high := s.peaks[small.line()], s.peaks[large.line()]; low <= 0 || high < 300_000_000 || low > high/2 {
		t.Errorf("peaks %d and %d", low, high)
	}
}
