package manifest

import (
	"strings"
	"unicode"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// family is the operating system that a partition's name belongs to.
type family int

const (
	neither family = iota
	windows
	linux
)

func familyOf(partition string) family {
	switch {
	case strings.HasPrefix(zdm.PartitionKey(partition), "/"):
		return linux
	case zdm.DriveOf(partition) != "":
		return windows
	}
	return neither
}

// partition warns of the name of a partition that can hardly be one.
func (c *checker) partition(n *node, path string) {
	if p := c.noPartition(n, path, n.text); p != nil && p.Message.Text == msgPartitionCharacter {
		p.Notes = []msg.Message{msgOnePartitionEach.With()}
	}
}

// excludePartition takes partitions separated by commas.
func (c *checker) excludePartition(n *node, path string) {
	for item := range strings.SplitSeq(n.text, ",") {
		item = strings.TrimSpace(item)
		if item == "" {
			c.problems.add(n.origin, path, msgEmptyItem.With())
			return
		}
		p := c.noPartition(n, path, item)
		if p != nil && p.Message.Text == msgPartitionCharacter {
			p.Notes = []msg.Message{msgExcludeByCommas.With()}
		}
		if p != nil {
			return // the others are likely to have the same fault
		}
	}
}

// noPartition warns of a name that is no partition's, and returns the warning; nil when it may be one.
func (c *checker) noPartition(n *node, path, name string) *exit.Problem {
	odd := strings.IndexFunc(name, isOddIn(name))
	switch {
	case isDrivePath(name):
		p := c.warnings.add(n.origin, path, msgPathOnADrive.With(quote(name)))
		p.Suggestion = zdm.DriveOf(name[:1])
		if strings.Contains(name, "/") {
			p.Suggestion = unconverted(name)
			p.Notes = []msg.Message{msgGitBashPath.With()}
		}
		return p
	case odd >= 0:
		r := []rune(name[odd:])[0]
		p := c.warnings.add(n.origin, path, msgPartitionCharacter.With(quote(name), quote(string(r)), r))
		if plain := narrow(name); strings.IndexFunc(plain, isOddIn(plain)) < 0 {
			p.Suggestion = plain
		}
		return p
	case familyOf(name) == neither && !strings.HasPrefix(name, `\`):
		return c.warnings.add(n.origin, path, msgNotAPartition.With(quote(name)))
	}
	return nil
}

// isOddIn reports a character that the name of a partition does not hold: one that separates or quotes, or a full-width form.
// A colon is part of drives and of device names.
func isOddIn(name string) func(rune) bool {
	mountPoint := strings.HasPrefix(name, "/") && !strings.HasPrefix(name, "/dev/")
	return func(r rune) bool {
		return isFullWidth(r) || isQuote(r) || unicode.IsSpace(r) || strings.ContainsRune(",;|、<>*", r) || r == ':' && mountPoint
	}
}

// isDrivePath reports a drive with a path behind it.
func isDrivePath(name string) bool {
	return len(name) > 2 && name[1] == ':' && (name[2] == '/' || name[2] == '\\') &&
		zdm.DriveOf(name[:2]) != "" && zdm.DriveOf(name) == ""
}

// unconverted is the path that Git Bash, or MSYS2 by itself, has put behind the folder that it is installed in; "" when
// no such folder shows.
func unconverted(name string) string {
	for _, folder := range []string{"/Git", "/msys64", "/msys32"} {
		if _, inside, found := strings.Cut(name, folder); found && (inside == "" || inside[0] == '/') {
			return "/" + strings.Trim(inside, "/")
		}
	}
	return ""
}

// joinItems is a list of partitions as it is sent: without the blanks around them, and each once.
func joinItems(list string) string {
	var items []string
	seen := map[string]bool{}
	for item := range strings.SplitSeq(list, ",") {
		if key := zdm.PartitionKey(item); !seen[key] {
			seen[key] = true
			items = append(items, strings.TrimSpace(item))
		}
	}
	return strings.Join(items, ",")
}
