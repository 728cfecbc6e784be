package zdm_test

import (
	"strings"
	"testing"
	"unicode"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// Each row holds the names of one partition or disk, its key first. No two rows name the same one.
var namesOfOne = [][]string{
	{"C:", "c", "C", "c:", `C:\`, "C:/", " c: ", `\\.\c:`, `\\?\C:\`, `\??\c:`},
	{"D:", "d"},
	{"/", "//", "/.", " / "},
	{"/home", "/home/", "//home", "/home//", "/srv/../home", "/./home"},
	{"/Home"},
	{"/home/user"},
	{"home"},
	{"/dev/sda", "sda", "/dev/sda/", "dev/sda", "/dev//sda"},
	{"/dev/sda1", "sda1", "//dev/sda1"},
	{"/dev/sda11", "sda11"},
	{"/dev/sdb", "sdb"},
	{"/dev/sdb1", "sdb1", "/dev/../dev/sdb1"},
	{"/dev/sdbc", "sdbc"},
	{"/dev/sdbc1"},
	{"/dev/vda", "vda"},
	{"/dev/vda2", "vda2"},
	{"/dev/xvda", "xvda"},
	{"/dev/xvda1", "xvda1"},
	{"/dev/nvme0n1", "nvme0n1"},
	{"/dev/nvme0n1p1", "nvme0n1p1"},
	{"/dev/nvme0n11"},
	{"/dev/mmcblk0", "mmcblk0"},
	{"/dev/mmcblk0p1", "mmcblk0p1"},
	{"/dev/mmcblk0boot0"},
	{"/dev/loop0", "loop0"},
	{"/dev/loop0p1", "loop0p1"},
	{"/dev/md0", "md0", "/dev/md/0"},
	{"/dev/md0p1", "md0p1"},
	{"/dev/md/data"},
	{"/dev/cciss/c0d0"},
	{"/dev/cciss/c0d0p2"},
	{"/dev/dm-0", "dm-0"},
	{"/dev/mapper/vg-root", "/dev/vg/root", "mapper/vg-root", "/dev/mapper/vg-root/"},
	{"/dev/mapper/vg--a-root--b", "/dev/vg-a/root-b"},
	{"/dev/mapper/vg-a-root-b"},
	{"/dev/mapper/vg-data1"},
	{"/dev/mapper/vg-data1p1"},
	{"/dev/mapper/mpatha", "mapper/mpatha"},
	{"/dev/mapper/mpatha-part1"},
	{"/dev/mapper/mpathap2"},
	{"/dev/mapper/mpatha3"},
	{"/dev/disk/by-id/ata-X"},
	{"/dev/disk/by-id/ata-X-part1"},
	{`\device\harddisk0`, `\\.\PhysicalDrive0`, `\\.\PHYSICALDRIVE0`, `\Device\Harddisk0\Partition0`, `\Device\Harddisk0\DR0`},
	{`\device\harddisk0\partition1`, `\Device\Harddisk0\Partition1`, `\\?\GLOBALROOT\Device\Harddisk0\Partition1`, `\\Device\\Harddisk0\\Partition1`},
	{`\device\harddisk1\partition1`},
	{`\device\harddiskvolume3`, `\Device\HarddiskVolume3\`},
	{`\volume{5a-1}`, `\\?\Volume{5A-1}\`},
}

// disks maps the partitions above whose name shows their disk to its key.
var disks = map[string]string{
	"/dev/sda1": "/dev/sda", "/dev/sda11": "/dev/sda", "/dev/sdb1": "/dev/sdb", "/dev/sdbc1": "/dev/sdbc", "/dev/vda2": "/dev/vda", "/dev/xvda1": "/dev/xvda",
	"/dev/nvme0n1p1": "/dev/nvme0n1", "/dev/mmcblk0p1": "/dev/mmcblk0", "/dev/loop0p1": "/dev/loop0", "/dev/md0p1": "/dev/md0", "/dev/cciss/c0d0p2": "/dev/cciss/c0d0",
	"/dev/mapper/mpatha-part1": "/dev/mapper/mpatha", "/dev/mapper/mpathap2": "/dev/mapper/mpatha", "/dev/mapper/mpatha3": "/dev/mapper/mpatha",
	"/dev/disk/by-id/ata-X-part1":  "/dev/disk/by-id/ata-X",
	`\device\harddisk0\partition1`: `\device\harddisk0`, `\device\harddisk1\partition1`: `\device\harddisk1`,
}

func TestNamesOfOnePartitionHaveOneKey(t *testing.T) {
	for _, names := range namesOfOne {
		for _, name := range names {
			if key := zdm.PartitionKey(name); key != names[0] {
				t.Errorf("the key of %q is %q, not %q", name, key, names[0])
			}
		}
		if disk := zdm.DiskKey(names[0]); disk != disks[names[0]] {
			t.Errorf("the disk of %s is %q, not %q", names[0], disk, disks[names[0]])
		}
	}
	if key := zdm.PartitionKey(" \t"); key != "" {
		t.Errorf("the key of blanks is %q", key)
	}
}

// overlaps reports whether writing one of two partitions or disks of a server also writes the
// other: they are the same, or one is the disk that holds the other.
func overlaps(a, b string) bool {
	a, b = zdm.PartitionKey(a), zdm.PartitionKey(b)
	return a != "" && b != "" && (a == b || zdm.DiskKey(a) == b || zdm.DiskKey(b) == a)
}

func TestOverlaps(t *testing.T) {
	for i, a := range namesOfOne {
		for j, b := range namesOfOne {
			want := i == j || disks[a[0]] == b[0] || disks[b[0]] == a[0]
			for _, x := range a {
				for _, y := range b {
					if overlaps(x, y) != want {
						t.Errorf("overlaps(%q, %q) is %v", x, y, !want)
					}
				}
			}
		}
	}
	if overlaps("", "") || overlaps("/dev/sda1", "") {
		t.Error("nothing overlaps")
	}
}

func TestWriters(t *testing.T) {
	var w zdm.Writers[string]
	if by, found := w.Find("dr", "/dev/sda"); found {
		t.Errorf("%q has a writer in an empty Writers", by)
	}
	w.Add("dr", "sda1", "first")
	w.Add("dr", "/dev/sda1", "second")
	w.Add("dr", "/dev/nvme0n1", "third")
	for _, tt := range []struct{ server, partition, by string }{
		{"dr", "/dev/sda1", "first"}, {"dr", "/dev/sda", "first"}, {"dr", "/dev/sda2", ""}, {"dr", "/dev/sdb", ""},
		{"dr", "nvme0n1", "third"}, {"dr", "nvme0n1p3", "third"}, {"other", "/dev/sda1", ""}, {"dr", " ", ""},
	} {
		if by, found := w.Find(tt.server, tt.partition); by != tt.by || found != (tt.by != "") {
			t.Errorf("%s of %s: %q, %v", tt.partition, tt.server, by, found)
		}
	}
}

// For any two names, the three functions agree, and the key of a key is the key.
func FuzzOverlaps(f *testing.F) {
	for _, names := range namesOfOne {
		f.Add(names[0], names[len(names)-1])
	}
	f.Add("/dev/sdb", "sdb1")
	f.Add(`\\?\\\.\c:`, "/dev/vg/..")
	f.Fuzz(func(t *testing.T, a, b string) {
		var w zdm.Writers[bool]
		w.Add("", a, true)
		overlap := overlaps(a, b)
		if overlaps(b, a) != overlap {
			t.Errorf("%q and %q overlap in one order", a, b)
		}
		if _, found := w.Find("", b); found != overlap {
			t.Errorf("overlaps(%q, %q) is %v, Find %v", a, b, overlap, found)
		}
		if strings.ContainsFunc(a, unicode.IsSpace) { // a key loses white space only at its ends
			return
		}
		key := zdm.PartitionKey(a)
		if disk := zdm.DiskKey(key); disk != "" && (!overlaps(key, disk) || zdm.DiskKey(disk) == key) {
			t.Errorf("%q and its disk %q", key, disk)
		}
		if again := zdm.PartitionKey(key); again != key {
			t.Errorf("the key of %q is %q, and its key %q", a, key, again)
		}
	})
}
