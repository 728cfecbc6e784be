package journal_test

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/journal"
)

// A line with a correct hash may lack required fields or have impossible values.
func TestInvalidRecords(t *testing.T) {
	t.Parallel()
	run := func(fields string) string {
		return `{"event":"run","run":{"id":"q1","since":"2026-03-11T12:00:00Z","waves":[]` + fields + `}}`
	}
	for line, whole := range map[string]bool{
		run(""): true, run(`,"rto":7200,"rpo":86400`): true,
		`{"event":"end","outcome":"complete"}`: true, `{"event":"start","job":"a","outcome":"busy"}`: true, `{"event":"state","job":"a","state":{}}`: true,
		`{"event":"clock","clock":{"offsetSeconds":-93600,"plusMinus":1.5}}`: true,

		`{"event":"run"}`: false, `{"event":"state","job":"a"}`: false, `{"event":"state","state":{}}`: false, `{"event":"image","job":"a"}`: false, `{"event":"clock"}`: false, `{"event":"start","job":"a"}`: false,
		run(`,"rto":-1`): false, run(`,"rpo":9223372036854775807`): false, run(`,"rto":9223372036`): true, run(`,"rto":9223372037`): false, run(`,"since":"0001-01-01T00:00:00Z"`): false,
		run(`,"waves":[{"name":"1"},{"name":"1"}]`): false, run(`,"waves":[{"name":"1","recoveries":[{"job":"a"}]},{"name":"2","recoveries":[{"job":"a"}]}]`): false,
		run(`,"waves":[{"name":"1","recoveries":[{}]}]`): false,
		run(`,"kind":"party"`):                           false, run(`,"kind":"drill"`): true,
		`{"event":"end","outcome":"wonderful"}`: false, `{"event":"end"}`: false, `{"event":"end","outcome":"failed","exitCode":256}`: false, `{"event":"end","outcome":"failed","exitCode":-1}`: false,
		`{"event":"state","job":"a","state":{"result":"excellent"}}`: false, `{"event":"state","job":"a","state":{"result":"canceled"}}`: true,
		`{"event":"clock","clock":{"offsetSeconds":1e300,"plusMinus":1}}`: false, `{"event":"clock","clock":{"plusMinus":-1}}`: false,
	} {
		path := filepath.Join(t.TempDir(), "q1.journal")
		text, last := "", ""
		for _, one := range []string{`{"format":"zdmctl apply journal","version":2,"server":"` + server + `"}`, line} {
			last = fmt.Sprintf("%x", sha256.Sum256([]byte(last+one)))
			text += last + " " + one + "\n"
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		want := exit.Usage
		if whole {
			want = exit.OK
		}
		if _, err := journal.Read(path); exit.CodeOf(err) != want {
			t.Errorf("%s: %v", line, err)
		}
		if j, _, err := open(t, path); exit.CodeOf(err) != want {
			t.Errorf("%s, opened: %v", line, err)
		} else if err == nil {
			_ = j.Close()
		}
	}
}
