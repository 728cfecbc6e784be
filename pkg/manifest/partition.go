package manifest

import (
	"strings"

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
