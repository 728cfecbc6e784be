package manifest

import (
	"strings"
	"unicode"

	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// family is the operating system to which a partition's name belongs.
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

// partition warns of a name that is unlikely to be a partition.
func (c *checker) partition(n *node, path string) {
	c.isPartition(n, path, n.text, msgOnePartitionEach)
}

// excludePartition accepts partitions separated by commas.
func (c *checker) excludePartition(n *node, path string) {
	for item := range strings.SplitSeq(n.text, ",") {
		item = strings.TrimSpace(item)
		if item == "" {
			c.problems.add(n.origin, path, msgEmptyItem.With())
			return
		}
		if !c.isPartition(n, path, item, msgExcludeByCommas) {
			return // the others probably have the same problem
		}
	}
}

// isPartition reports whether a name can be a partition, and adds a warning if not. several is the
// advice for a name that may be several.
func (c *checker) isPartition(n *node, path, name string, several msg.Text) bool {
	odd := strings.IndexFunc(name, isOddIn(name))
	switch {
	case isDrivePath(name):
		p := c.warnings.add(n.origin, path, msgPathOnADrive.With(quote(name)))
		p.Suggestion = zdm.DriveOf(name[:1])
		if strings.Contains(name, "/") {
			p.Suggestion = unconverted(name)
			p.Notes = []msg.Message{msgGitBashPath.With()}
		}
		return false
	case odd >= 0:
		r := []rune(name[odd:])[0]
		p := c.warnings.add(n.origin, path, msgPartitionCharacter.With(quote(name), quote(string(r)), r))
		p.Notes = []msg.Message{several.With()}
		if plain := narrow(name); strings.IndexFunc(plain, isOddIn(plain)) < 0 {
			p.Suggestion = plain
		}
		return false
	case familyOf(name) == neither && !strings.HasPrefix(name, `\`):
		c.warnings.add(n.origin, path, msgNotAPartition.With(quote(name)))
		return false
	}
	return true
}

// isOddIn returns a function that reports whether a character does not belong in a partition's
// name: a separator, a quote or a full-width form. Colons occur in drives and device names.
func isOddIn(name string) func(rune) bool {
	mountPoint := strings.HasPrefix(name, "/") && !strings.HasPrefix(name, "/dev/")
	return func(r rune) bool {
		return isFullWidth(r) || isQuote(r) || unicode.IsSpace(r) || strings.ContainsRune(",;|、<>*", r) || r == ':' && mountPoint
	}
}

// isDrivePath reports whether name is a drive followed by a path.
func isDrivePath(name string) bool {
	return len(name) > 2 && name[1] == ':' && (name[2] == '/' || name[2] == '\\') &&
		zdm.DriveOf(name[:2]) != "" && zdm.DriveOf(name) == ""
}

// unconverted returns the path to which Git Bash or MSYS2 has prepended its installation directory.
// It returns "" if it finds no such directory.
func unconverted(name string) string {
	for _, folder := range []string{"/Git", "/msys64", "/msys32"} {
		if _, inside, found := strings.Cut(name, folder); found && (inside == "" || inside[0] == '/') {
			return "/" + strings.Trim(inside, "/")
		}
	}
	return ""
}

// joinItems returns a list of partitions as it is sent: without spaces and duplicates.
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
