package manifest

import (
	"path"
	"strings"
)

// family is the operating system that a partition's name belongs to.
type family int

const (
	neither family = iota
	windows
	linux
)

func familyOf(partition string) family {
	key := PartitionKey(partition)
	switch {
	case strings.HasPrefix(key, "/"):
		return linux
	case driveOf(key) != "":
		return windows
	}
	return neither
}

// driveOf gives "C:" for a Windows drive in any spelling (c, C, c:, C:\), "" for anything else.
func driveOf(partition string) string {
	letter := strings.ToUpper(strings.TrimRight(strings.TrimSpace(partition), `\/`))
	letter = strings.TrimSuffix(letter, ":")
	if len(letter) != 1 || letter[0] < 'A' || letter[0] > 'Z' {
		return ""
	}
	return letter + ":"
}

// PartitionKey makes spellings of one partition equal: drives by their letter, Windows devices without
// case, Linux paths in their shortest form.
func PartitionKey(partition string) string {
	partition = strings.TrimSpace(partition)
	if drive := driveOf(partition); drive != "" {
		return drive
	}
	if strings.HasPrefix(partition, `\`) {
		return strings.ToLower(strings.TrimRight(partition, `\`))
	}
	if !strings.HasPrefix(partition, "/") {
		return partition
	}
	return path.Clean("/" + strings.TrimLeft(partition, "/"))
}
