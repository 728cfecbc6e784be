package manifest_test

import (
	"bytes"
	"errors"
	"io"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/manifest"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

const (
	hostileTime   = 20 * time.Second
	hostileMemory = 400 << 20 // total bytes allocated
)

// endless repeats a text up to n bytes without holding them.
type endless struct {
	text string
	n    int
	next int // offset in the text
}

func (e *endless) Read(p []byte) (int, error) {
	if e.n <= 0 {
		return 0, io.EOF
	}
	filled := 0
	for filled < len(p) && e.n > 0 {
		written := copy(p[filled:], e.text[e.next:])
		filled += written
		e.n -= written
		e.next = (e.next + written) % len(e.text)
	}
	return filled, nil
}

func many(n int, line func(i int) string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(line(i))
	}
	return b.String()
}

// hostile is a malicious stream and a part of the expected error.
type hostile struct {
	name    string
	open    func() io.Reader
	message string
}

func hostiles() []hostile {
	fixed := func(s string) func() io.Reader { return func() io.Reader { return strings.NewReader(s) } }
	const huge = 100 << 20
	return []hostile{
		{"100 MB of nesting", func() io.Reader { return &endless{text: "[", n: huge} }, "too large: the limit for a request is 1 MiB"},
		{"100 MB of nested objects", func() io.Reader { return &endless{text: `{"a":`, n: huge} }, "too large: the limit for a request is 1 MiB"},
		{"100 MB in one line", func() io.Reader { return &endless{text: "a", n: huge} }, "too large: the limit for a request is 1 MiB"},
		{"100 MB of empty lines", func() io.Reader { return &endless{text: "\n", n: huge} }, "too large: the limit for a request is 1 MiB"},
		{"100 MB of NUL", func() io.Reader { return &endless{text: "\x00", n: huge} }, "U+0000"},
		{"100 MB of UTF-16", func() io.Reader { return &endless{text: "a\x00\n\x00", n: huge} }, "UTF-16"},
		{"1 MB of nesting", fixed(strings.Repeat("[", 1<<20)), "not valid YAML"},
		{"1 MB of nested pairs", fixed(strings.Repeat("[]", 1<<19)), ""},
		{"1 MB of dashes", fixed(strings.Repeat("- ", 1<<19)), ""},
		{"1 MB of question marks", fixed(strings.Repeat("? ", 1<<19)), ""},
		{"1 MB of braces", fixed(strings.Repeat("{a: ", 1<<18)), ""},
		{"1 MB of anchors", fixed(many(1<<16, func(i int) string { return "a: &a\n " })), ""},
		{"1 MB of comments", fixed(strings.Repeat("#\n", 250000) + valid + "x: 1\n" + strings.Repeat("#\n", 250000)), "unknown field"},
		{"1 MB of comments between fields", fixed(strings.Repeat("a: 1 # b\n# c\n", 70000)), "unknown field"},
		{"1 MB of quotes", fixed(`"` + strings.Repeat(`\"`, 1<<19-2)), "quoted text"},
		{"unknown fields", fixed(many(80000, func(i int) string { return "f" + strconv.Itoa(i) + ": 1\n" })), "unknown field"},
		{"repeated fields", fixed(strings.Repeat("mode: 1\n", 100000)), "is repeated"},
		{"a long field", fixed(strings.Repeat("a", 1<<19) + ": 1\n"), ""},
		{"a long value", fixed("mode: " + strings.Repeat("a", 1<<19) + "\n"), "is not a mode"},
		{"faults in one long line", fixed(`{"mode":1,` + strings.Repeat(`"mode":1,`, 110000) + `"a":1}`), "is repeated"},
		{"laughs", fixed("a: &a [x,x,x,x,x,x,x,x,x]\n" + many(25, func(i int) string {
			return "b" + strconv.Itoa(i) + ": &" + string(rune('b'+i)) + " [" + strings.TrimSuffix(strings.Repeat("*"+string(rune('a'+i))+",", 9), ",") + "]\n"
		}) + "jobList: *z\n"), "unknown field"},
		{"jobs by aliases", fixed("j: &j {" + many(20000, func(i int) string { return "f" + strconv.Itoa(i) + ": 1, " }) + "}\njobList: [" + strings.Repeat("*j,", 200000) + "]\n"), "more problems"},
		{"values by aliases", fixed(with("x: &j {sourcePartition: /, targetPartition: /}\njobList: [") + strings.Repeat("*j,", 200000) + "]\n"), "more than 250000 values"},
		{"a mapping in the last line", fixed(strings.Repeat("a: 1\n", 100000) + "b: \"c\" d\n"), "not aligned"},
		{"jobs", fixed(with("jobList:\n") + strings.Repeat("- {sourcePartition: /, targetPartition: /}\n", 20000)), "is already the"},
		{"excluded", fixed(with("excludePartition: " + strings.Repeat("a,", 1<<18) + ",a\n")), "is empty"},
		{"an address of comments", fixed(with("mailEvent: \"" + strings.Repeat("(", 500000) + "\"\n")), "email"},
		{"an address of dots", fixed(with("mailEvent: \"" + strings.Repeat("a.", 250000) + "@b\"\n")), "email"},
		{"a number of 500 kB", fixed(but("id: 13", "id: "+strings.Repeat("9", 500000))), "too large"},
		{"a syntax error at the end", fixed(strings.Repeat("a: 1\n", 100000) + "\tb: 1\n"), "a tab"},
		{"a thousand documents in none", fixed(strings.Repeat("---\n", 1<<18)), "is empty"},
	}
}

func TestHostile(t *testing.T) {
	for _, tt := range hostiles() {
		t.Run(tt.name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			start := time.Now()
			draft, err := manifest.ReadOne("web.yaml", tt.open())
			if err == nil {
				_, _, err = draft.Request(manifest.Options{Now: noon})
			}
			took := time.Since(start)
			runtime.ReadMemStats(&after)
			problems := usage(t, err)
			if err == nil || len(problems) > 101 {
				t.Fatalf("%d problems, error %v", len(problems), err)
			}
			message := err.Error()
			for _, p := range problems {
				message += "; " + p.Message.String()
			}
			if !strings.Contains(message, tt.message) {
				t.Errorf("the message is %.300q, not %q", message, tt.message)
			}
			if spent := after.TotalAlloc - before.TotalAlloc; took > hostileTime || spent > hostileMemory {
				t.Errorf("took %s and %d MB", took, spent>>20)
			}
			t.Logf("%s, %d MB, %d problems: %.120s", took, (after.TotalAlloc-before.TotalAlloc)>>20, len(problems), message)
		})
	}
}

func TestManyProblems(t *testing.T) {
	for fields, more := range map[int]int{100: 0, 101: 1, 300: 200} {
		problems, _ := problemsOf(t, "a.yaml", with(many(fields, func(i int) string { return "f" + strconv.Itoa(i) + ": 1\n" })))
		last := problems[len(problems)-1].Message.String()
		if len(problems) != min(fields, 101) || (last == msg.MoreProblems.With(more).String()) != (more > 0) {
			t.Errorf("%d fields: %d problems, the last one %q", fields, len(problems), last)
		}
	}
}

// A stream of many documents is never in memory as a whole: each is returned before the next is
// read.
func TestStream(t *testing.T) {
	one := "---\n" + valid
	count := 0
	for draft, err := range manifest.Documents("-", &endless{text: one, n: len(one) * 20000}) {
		if err != nil {
			t.Fatal(err)
		}
		if _, line := draft.Position(); line != 1+8*count {
			t.Fatalf("document %d starts in line %d", count, line)
		}
		count++
	}
	if count != 20000 {
		t.Errorf("%d documents", count)
	}
	broken := errors.New("cable pulled")
	count = 0
	for _, err := range manifest.Documents("-", io.MultiReader(strings.NewReader(one+one+one), iotest.ErrReader(broken))) {
		if count++; count < 3 && err != nil || count == 3 && (!errors.Is(err, broken) || exit.CodeOf(err) != exit.Usage) {
			t.Errorf("document %d: %v", count, err)
		}
	}
	if count != 3 {
		t.Errorf("%d documents of a broken stream", count)
	}
}

// The result does not depend on how the bytes are split into reads.
func TestSplitReads(t *testing.T) {
	long := "--- # " + strings.Repeat("x", 100000) + "\n" + valid + "jobName: \"" + strings.Repeat("가", 50000) + "\"\n---\nmode: x"
	describe := func(r io.Reader) string {
		var b bytes.Buffer
		for draft, err := range manifest.Documents("a.yaml", r) {
			if err == nil {
				_, line := draft.Position()
				b.WriteString(strconv.Itoa(line))
				_, _, err = draft.Request(manifest.Options{})
			}
			b.WriteString(briefs(usage(t, err)) + ";")
		}
		return b.String()
	}
	want := "1;10center@11:1 source@11:1 target@11:1 platform@11:1 repository.id@11:1 mode@11:7;"
	for _, r := range []io.Reader{strings.NewReader(long), iotest.OneByteReader(strings.NewReader(long)), iotest.DataErrReader(strings.NewReader(long))} {
		if got := describe(r); got != want {
			t.Errorf("got %s", got)
		}
	}
}
