package zdm_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

func TestStatus(t *testing.T) {
	for word, want := range map[zdm.Text]zdm.Phase{
		"Preparing": zdm.PhasePreparing, "PROCESSING": zdm.PhaseProcessing, "running": zdm.PhaseProcessing, "Complete": zdm.PhaseComplete,
		"completed": zdm.PhaseComplete, "success": zdm.PhaseComplete, "COMPLETE": zdm.PhaseComplete, "Scheduled": zdm.PhaseScheduled, " registered ": zdm.PhaseRegistered,
		"Canceling": zdm.PhaseCanceling, "cancelled": zdm.PhaseCanceled, "Canceled": zdm.PhaseCanceled, "Error": zdm.PhaseError, "FAIL": zdm.PhaseError, "failed": zdm.PhaseError,
		"": zdm.PhaseUnknown, "-": zdm.PhaseUnknown, "완료": zdm.PhaseUnknown, "completely": zdm.PhaseUnknown,
	} {
		if got := zdm.Status(word); got != want {
			t.Errorf("Status(%q) = %v, want %v", word, got, want)
		}
	}
	for _, word := range zdm.JobStatuses() {
		phase := zdm.Status(zdm.Text(word))
		if phase == zdm.PhaseUnknown || !zdm.Text(phase.String()).Is(word) {
			t.Errorf("%s is phase %q", word, phase)
		}
		if phase.Running() && phase.Ended() {
			t.Errorf("%s is running and has ended", word)
		}
	}
	if s := zdm.Phase(99).String(); s != "" {
		t.Errorf("phase 99 is %q", s)
	}
}

func TestPercent(t *testing.T) {
	for text, want := range map[zdm.Text]float64{"62%": 62, "45": 45, " 0 %": -1, "0%": 0, "100": 100, "41.20%": 41.2,
		"NaN%": -1, "NaN": -1, "Inf": -1, "101%": -1, "-1": -1, "": -1, "-": -1, "half": -1, "1e400": -1} {
		got, known := text.Percent()
		if known != (want >= 0) || known && got != want {
			t.Errorf("%q: got %v, %v", text, got, known)
		}
	}
}

func TestTime(t *testing.T) {
	seoul := time.FixedZone("KST", 9*60*60)
	at := time.Date(2026, 3, 11, 1, 5, 2, 0, seoul)
	for text, known := range map[zdm.Text]bool{
		"2026-03-11 01:05:02": true, "2026-03-11T01:05:02": true, "2026-03-10T16:05:02Z": true, "2026-03-10T16:05:02.000Z": true, "2026-03-11T01:05:02+09:00": true,
		"-": false, "": false, "Unknown": false, "Invalid Date": false, "2026-02-30 00:00:00": false, "2026-03-11": false,
	} {
		got, ok := text.Time(seoul)
		if ok != known || ok && !got.Equal(at) {
			t.Errorf("%q: got %v, %v", text, got, ok)
		}
	}
}

func TestConnected(t *testing.T) {
	for text, want := range map[zdm.Text][2]bool{"connect": {true, true}, "Connected": {true, true}, "disconnect": {false, true}, "DISCONNECTED": {false, true},
		"": {}, "-": {}, "connecting": {}} {
		if yes, known := text.Connected(); yes != want[0] || known != want[1] {
			t.Errorf("%q: got %v, %v", text, yes, known)
		}
	}
}

func TestSize(t *testing.T) {
	tests := []struct {
		json, shown string
		bytes       int64 // -1 means unknown
	}{
		{`{"raw":64424509440,"formatted":"60.0 GB"}`, "60.0 GB", 64424509440},
		{`{"raw":"64424509440"}`, "64424509440", 64424509440},
		{`{"raw":9.2e15,"formatted":"8 PB"}`, "8 PB", 9200000000000000},
		{`{"raw":9007199254740993}`, "9007199254740993", 9007199254740993},
		{`{"raw":12.5}`, "12", 12},
		{`{"raw":null,"formatted":null}`, "-", -1},
		{`{"raw":"NaN","formatted":"NaN undefined"}`, "NaN undefined", -1},
		{`{"raw":-1}`, "-1", -1},
		{`{"raw":1e400}`, "1e400", -1},
		{`{"raw":1e19}`, "1e19", -1},
		{`42`, "42", 42},
		{`"750GB"`, "750GB", -1},
		{`"-"`, "-", -1},
		{`null`, "-", -1},
		{`[]`, "[]", -1},
	}
	for _, tt := range tests {
		var s zdm.Size
		if err := json.Unmarshal([]byte(tt.json), &s); err != nil {
			t.Errorf("%s: %v", tt.json, err)
		}
		if s.String() != tt.shown || s.Known != (tt.bytes >= 0) || s.Known && s.Bytes != tt.bytes {
			t.Errorf("%s: got %+v, shown %q", tt.json, s, s.String())
		}
	}
}

func TestRepositoryType(t *testing.T) {
	for text, want := range map[zdm.Text]string{"NFS": "nfs", "nfs": "nfs", "SMB": "smb", "cifs": "smb", "CIFS ": "smb", "": "", "S3": "s3"} {
		if got := zdm.RepositoryType(text); got != want {
			t.Errorf("%q: got %q", text, got)
		}
	}
}
