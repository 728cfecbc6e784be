package initialize

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

const (
	extension = ".yaml"
	maxName   = 100 // bytes of a file's name, without its extension
)

// output is a file to write.
type output struct {
	path string
	text []byte
}

// namer derives unique file names from the names of recoveries, also for file systems that ignore
// case.
type namer map[string]bool

// name returns a path in a directory.
func (n namer) name(dir, job string) string {
	base := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) || strings.ContainsRune("-_.", r) {
			return r
		}
		return '_'
	}, job)
	if len(base) > maxName {
		base = strings.ToValidUTF8(base[:maxName], "")
	}
	base = strings.TrimRight(base, ".")
	if base == "" || base[0] == '-' || base[0] == '.' || reserved(base) {
		base = "_" + base
	}
	for i := 1; ; i++ {
		path := filepath.Join(dir, base+extension)
		if i > 1 {
			path = filepath.Join(dir, fmt.Sprintf("%s-%d%s", base, i, extension))
		}
		if key := strings.ToLower(path); !n[key] {
			n[key] = true
			return path
		}
	}
}

// reserved reports whether a name is a device on Windows, whatever its extension.
func reserved(name string) bool {
	stem, _, _ := strings.Cut(strings.ToLower(name), ".")
	switch stem {
	case "con", "prn", "aux", "nul":
		return true
	}
	return len(stem) == 4 && (strings.HasPrefix(stem, "com") || strings.HasPrefix(stem, "lpt")) && stem[3] >= '0' && stem[3] <= '9'
}

// isDirName reports whether a name is a single directory on every system: not a path, a flag or a
// hidden file.
func isDirName(name string) bool {
	return name[0] != '-' && name[0] != '.' && len(name) <= maxName && !strings.ContainsAny(name, `/\<>:"|?*`) && !strings.HasSuffix(name, ".") && !reserved(name)
}

// saveAll writes all files, or none if one fails. It refuses existing files unless they are to be
// replaced.
func (o *Options) saveAll(outputs []output) error {
	if !o.Force {
		if err := taken(outputs); err != nil {
			return err
		}
	}
	saving := saving{replace: o.Force, dirs: true}
	return saving.put(outputs)
}

// taken refuses files that exist.
func taken(outputs []output) error {
	e := exit.New(exit.Usage, msgInitFilesExist.With())
	for _, one := range outputs {
		if _, err := os.Lstat(one.path); err == nil && len(e.Problems) < maxFaults {
			e.Problems = append(e.Problems, exit.Problem{File: one.path, Message: msgInitExists.With()})
		}
	}
	if len(e.Problems) == 0 {
		return nil
	}
	return e.Note(msgInitUseForce.With())
}

// makeDir creates a directory and its missing parents.
func (s *saving) makeDir(dir string) error {
	if info, err := os.Stat(dir); err == nil && info.IsDir() {
		return nil
	}
	if parent := filepath.Dir(dir); parent != dir {
		if err := s.makeDir(parent); err != nil {
			return err
		}
	}
	err := os.Mkdir(dir, 0o777)
	if err == nil {
		s.undo = append(s.undo, func() { _ = os.Remove(dir) })
	}
	return err
}

// directory checks that --out is a directory for several files.
func (o *Options) directory(flag string) error {
	m := msgInitNeedsDir.With(flag)
	if o.Out != "" && o.Out != stdout {
		if info, err := os.Stat(o.Out); err != nil || info.IsDir() {
			return nil
		}
		m = msgInitNotDir.With(o.Out)
	}
	return exit.New(exit.Usage, msg.InitUnknown.With()).With(exit.Problem{Flag: "--out", Message: m})
}
