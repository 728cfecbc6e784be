package zdm

import (
	"path"
	"slices"
	"strings"
)

// PartitionKey returns the canonical name of a partition or disk, so that different names of the
// same device compare equal:
//
//	C:                            c, C, c:, C:\, \\.\C:
//	/home                         /home/, //home
//	/dev/sdb1                     sdb1
//	/dev/mapper/vg-root           /dev/vg/root
//	/dev/md0                      /dev/md/0
//	\device\harddisk0\partition1  \Device\Harddisk0\Partition1,
//	                              \\?\GLOBALROOT\Device\Harddisk0\Partition1
//	\device\harddisk0             \\.\PhysicalDrive0, \Device\Harddisk0\DR0,
//	                              \Device\Harddisk0\Partition0
//
// It returns any other name without surrounding white space.
func PartitionKey(name string) string {
	name = strings.TrimSpace(name)
	switch {
	case DriveOf(name) != "":
		return DriveOf(name)
	case strings.HasPrefix(name, `\`):
		return windowsKey(name)
	case strings.HasPrefix(name, "/"):
		return linuxKey(path.Clean("/" + strings.TrimLeft(name, "/")))
	case strings.HasPrefix(name, "dev/"):
		return linuxKey(path.Clean("/" + name))
	case strings.HasPrefix(name, mapper), isDisk(name), isNumbered(name), diskOf(name) != "":
		return linuxKey(path.Clean(devices + name))
	}
	return name
}

// DriveOf returns a Windows drive as the API spells it: "C:" for c, C, c: and C:\. It returns ""
// for anything else.
func DriveOf(name string) string {
	name = strings.TrimSpace(name)
	if name == "" || !isLetter(name[0]) {
		return ""
	}
	letter := strings.TrimSuffix(strings.TrimRight(name, `\/`), ":")
	if len(letter) != 1 {
		return ""
	}
	return strings.ToUpper(letter) + ":"
}

// DiskKey returns the key of the disk that holds the partition with the given key (see
// PartitionKey). It returns "" for a whole disk, and for names that do not include their disk:
// drives, mount points and logical volumes.
func DiskKey(key string) string {
	if disk, part, found := strings.Cut(key, `\partition`); found && IsID(part) && strings.HasPrefix(disk, windowsDisk) {
		return disk
	}
	name, isDevice := strings.CutPrefix(key, devices)
	if !isDevice {
		return ""
	}
	if disk := diskOf(name); disk != "" {
		return devices + disk
	}
	return ""
}

// Writers records which partitions of which servers are written by whom, and finds overlaps without
// comparing every pair. The zero value is empty.
type Writers[T any] struct {
	of map[place]T // by partition or disk
	on map[place]T // by disk, for writers of its partitions
}

// place is a partition of a server.
type place struct{ server, key string }

// Add records the writer of a partition. The first writer of a partition stays.
func (w *Writers[T]) Add(server, partition string, by T) {
	if w.of == nil {
		w.of, w.on = map[place]T{}, map[place]T{}
	}
	key := PartitionKey(partition)
	keepFirst(w.of, place{server, key}, by)
	if disk := DiskKey(key); disk != "" {
		keepFirst(w.on, place{server, disk}, by)
	}
}

func keepFirst[K comparable, T any](in map[K]T, at K, by T) {
	if _, taken := in[at]; !taken {
		in[at] = by
	}
}

// Find returns the writer of the partition, of its disk, or, for a disk, of one of its partitions.
func (w *Writers[T]) Find(server, partition string) (by T, found bool) {
	key := PartitionKey(partition)
	if key == "" {
		return by, false
	}
	if by, found = w.of[place{server, key}]; found {
		return by, true
	}
	if by, found = w.on[place{server, key}]; found {
		return by, true
	}
	if disk := DiskKey(key); disk != "" {
		by, found = w.of[place{server, disk}]
	}
	return by, found
}

const (
	devices     = "/dev/"
	mapper      = "mapper/"
	windowsDisk = `\device\harddisk`
)

// windowsKey returns the key of a name that begins with a backslash: in lower case and without
// object manager prefixes. A physical drive has the name that its partitions use.
func windowsKey(name string) string {
	key := strings.ToLower(name)
	for strings.Contains(key, `\\`) {
		key = strings.ReplaceAll(key, `\\`, `\`)
	}
	for before := ""; before != key; {
		before = key
		for _, mark := range []string{`\.\`, `\?\`, `\??\`, `\globalroot\`} {
			if rest, marked := strings.CutPrefix(key, mark); marked {
				key = `\` + rest
			}
		}
	}
	key = strings.TrimRight(key, `\`)
	if name := strings.TrimPrefix(key, `\`); strings.HasSuffix(name, ":") && DriveOf(name) != "" {
		return DriveOf(name)
	}
	if number, physical := strings.CutPrefix(key, `\physicaldrive`); physical && IsID(number) {
		return windowsDisk + number
	}
	disk, part, found := strings.Cut(key, `\partition`)
	if !found || part != "0" {
		disk, part, found = strings.Cut(key, `\dr`)
	}
	if number, numbered := strings.CutPrefix(disk, windowsDisk); found && numbered && IsID(number) && IsID(part) {
		return disk
	}
	return key
}

// linuxKey returns the key of a clean path. A logical volume has its device mapper name, in which
// hyphens of the group and the volume are doubled (lvm(8)).
func linuxKey(clean string) string {
	name, isDevice := strings.CutPrefix(clean, devices)
	group, volume, nested := strings.Cut(name, "/")
	switch {
	case !isDevice || !nested || strings.Contains(volume, "/"):
		return clean
	case group == "md" && IsID(volume):
		return devices + "md" + volume
	case slices.Contains([]string{"block", "cciss", "char", "disk", "drbd", "etherd", "i2o", "ida", "mapper", "md", "rbd", "rd", "shm"}, group):
		return clean // a directory, and not a volume group
	}
	double := func(s string) string { return strings.ReplaceAll(s, "-", "--") }
	return devices + mapper + double(group) + "-" + double(volume)
}

// diskOf returns the disk of a device name below /dev, or "" if the name does not show it: sda for
// sda1, nvme0n1 for nvme0n1p2, mapper/mpatha for mapper/mpatha-part1. If the disk's name ends in a
// digit, a p precedes the number of the partition (disk_name in the Linux kernel).
func diskOf(name string) string {
	base := strings.TrimRight(name, "0123456789")
	if len(base) == len(name) || base == "" {
		return ""
	}
	linked := strings.HasPrefix(name, "disk/") || strings.HasPrefix(name, mapper)
	if disk, cut := strings.CutSuffix(base, "-part"); linked && cut && !strings.HasSuffix(disk, "/") {
		return disk
	}
	short := strings.TrimPrefix(base, mapper)
	disk, parted := strings.CutSuffix(short, "p")
	switch {
	case strings.Contains(short, "-"): // a logical volume
		return ""
	case parted && disk != "" && isDigit(disk[len(disk)-1]),
		parted && isDisk(disk) && strings.HasPrefix(disk, "mpath"):
		return strings.TrimSuffix(base, "p")
	case isDisk(short):
		return base
	}
	return ""
}

// isDisk reports whether name is a disk that ends in letters, such as sda, xvdb or mpathc.
func isDisk(name string) bool {
	for _, kind := range []string{"sd", "hd", "vd", "xvd", "dasd", "mpath"} {
		letters, is := strings.CutPrefix(name, kind)
		if is && letters != "" && strings.Trim(letters, "abcdefghijklmnopqrstuvwxyz") == "" {
			return true
		}
	}
	return false
}

// isNumbered reports whether name is a numbered device, such as nvme0n1, mmcblk0 or md127.
func isNumbered(name string) bool {
	for _, kind := range []string{"nvme", "mmcblk", "loop", "md", "dm-", "nbd", "rbd", "drbd", "pmem", "zd"} {
		number, is := strings.CutPrefix(name, kind)
		if is && number != "" && isDigit(number[0]) {
			return true
		}
	}
	return false
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isLetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }
