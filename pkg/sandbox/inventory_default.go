package sandbox

import (
	"time"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// gb is a gigabyte in bytes.
const gb = 1 << 30

// defaultInventory is an invented company; source-server, target-server, repository 13 and the
// daily backups are those of the API document's requests. Addresses are of the ranges for examples.
func defaultInventory() inventory {
	return inventory{
		Centers: []center{{ID: 1, Name: "main-center"}, {ID: 3, Name: "부산센터"}},
		Servers: append(mainServers(), secondServers()...),
		Repositories: []repository{
			{ID: 13, Center: 1, Type: zdm.RepositorySMB, Path: "//192.168.1.100/backup"},
			{ID: 8, Center: 1, Type: zdm.RepositoryNFS, Path: "/vault"},
			{ID: 21, Center: 3, Type: zdm.RepositoryNFS, Path: "/busan"},
		},
		Backups: defaultBackups(),
		Users: []user{
			{ID: 1, Email: DemoEmail, Name: "Demo", Password: DemoPassword},
			{ID: 2, Email: "ops@example.com", Name: "김운영", Password: "ops-sandbox"},
		},
		CloudAuths: []cloudAuth{{ID: 5, Name: "dr-aws", Type: "aws"}, {ID: 6, Name: "dr-gcp", Type: "gcp"}},
	}
}

func mainServers() []server {
	web := []partition{
		{Letter: "/", Device: "/dev/vda2", Size: 60 * gb, Used: 21 * gb, FileSystem: "xfs"},
		{Letter: "/boot", Device: "/dev/vda1", Size: gb, Used: gb / 4, FileSystem: "xfs"},
		{Letter: "/var", Device: "/dev/vdb1", Size: 40 * gb, Used: 3 * gb, FileSystem: "xfs"},
	}
	files := []partition{
		{Letter: "C:", Device: `\Device\HarddiskVolume2`, Size: 100 * gb, Used: 48 * gb, FileSystem: "NTFS"},
		{Letter: "D:", Device: `\Device\HarddiskVolume3`, Size: 500 * gb, Used: 310 * gb, FileSystem: "NTFS"},
	}
	return []server{
		linux(11, 1, "source-server", "192.0.2.11",
			partition{Letter: "/", Device: "/dev/sda1", Size: 50 * gb, Used: 18 * gb, FileSystem: "ext4"},
			partition{Letter: "/home", Device: "/dev/sdb1", Size: 200 * gb, Used: 80 * gb, FileSystem: "ext4"}),
		linux(12, 1, "target-server", "192.0.2.12",
			partition{Letter: "/", Device: "/dev/sda1", Size: 60 * gb, Used: 4 * gb, FileSystem: "ext4"},
			partition{Letter: "/home", Device: "/dev/sdb1", Size: 250 * gb, Used: gb, FileSystem: "ext4"}),
		linux(14, 1, "web-01", "192.0.2.14", web...),
		linux(15, 1, "web-01-dr", "192.0.2.15", web...),
		windows(16, 1, "FILES-2022 (192.0.2.16)", "192.0.2.16", files...),
		windows(17, 1, "FILES-2022-DR (192.0.2.17)", "192.0.2.17", files...),
	}
}

func secondServers() []server {
	ledger := []partition{
		{Letter: "/", Device: "/dev/mapper/rl-root", Size: 80 * gb, Used: 30 * gb, FileSystem: "xfs"},
		{Letter: "/data", Device: "/dev/sdc1", Size: 900 * gb, Used: 640 * gb, FileSystem: "xfs"},
	}
	return []server{
		linux(31, 3, "ledger-01 (198.51.100.31)", "198.51.100.31", ledger...),
		// The second disk of the target is smaller than what the source has in use.
		linux(32, 3, "ledger-dr (198.51.100.32)", "198.51.100.32", ledger[0],
			partition{Letter: "/data", Device: "/dev/sdc1", Size: 500 * gb, Used: gb, FileSystem: "xfs"}),
	}
}

func linux(id, center int64, name, ip string, partitions ...partition) server {
	return server{ID: id, Center: center, Name: name, OS: "Rocky Linux 9.3", Kernel: "5.14.0-362",
		Agent: "3.9.0", PublicIP: ip, PrivateIPs: []string{ip}, License: id, Partitions: partitions}
}

func windows(id, center int64, name, ip string, partitions ...partition) server {
	return server{ID: id, Center: center, Name: name, OS: "Windows Server 2022", Kernel: "10.0.20348",
		Agent: "3.9.0", PublicIP: ip, PrivateIPs: []string{ip}, License: id, Partitions: partitions}
}

func defaultBackups() []backup {
	return []backup{
		{ID: 71, Name: "daily-backup-root", Server: 11, Partition: "/", Repository: 13, Images: []image{
			taken("backup-root-2025-01-14.ZIA", 14, 9*gb), taken("backup-root-2025-01-15.ZIA", 15, 9*gb)}},
		{ID: 72, Name: "daily-backup-home", Server: 11, Partition: "/home", Repository: 13, Images: []image{
			taken("backup-home-2025-01-14.ZIA", 14, 38*gb), taken("backup-home-2025-01-15.ZIA", 15, 39*gb),
			taken("backup-home-2025-01-16.ZIA", 16, 40*gb)}},
		{ID: 73, Name: "manual-home", Server: 11, Partition: "/home", Repository: 13, Failed: true, Images: []image{
			taken("manual-home.ZIA", 20, 41*gb)}},
		nightly(74, "web-01_ROOT", 14, "/", 13, 11*gb),
		nightly(75, "web-01_boot", 14, "/boot", 13, gb/8),
		nightly(76, "web-01_var", 14, "/var", 13, gb),
		nightly(77, "web-01_ROOT_nfs", 14, "/", 8, 11*gb),
		nightly(78, "FILES-2022C", 16, "C:", 13, 25*gb),
		nightly(79, "FILES-2022D", 16, "D:", 13, 160*gb),
		nightly(80, "ledger-01_ROOT", 31, "/", 21, 14*gb),
		nightly(81, "원장_data", 31, "/data", 21, 300*gb),
	}
}

// nightly is a backup job with two images, named as the agent names them.
func nightly(id int64, name string, server int64, partition string, repository, size int64) backup {
	return backup{ID: id, Name: name, Server: server, Partition: partition, Repository: repository, Images: []image{
		taken(name+"_[2025-01-15_01_05].ZIA", 15, size), taken(name+"_[2025-01-16_01_05].ZIA", 16, size)}}
}

// taken is an image of a night in January 2025.
func taken(name string, day int, size int64) image {
	return image{Name: name, Created: time.Date(2025, time.January, day, 1, 5, 0, 0, time.UTC), Size: size}
}

// defaultSchedules are stored when a store is made.
func defaultSchedules() []schedule {
	return []schedule{
		{ID: 1, Type: zdm.ScheduleDaily, Basic: zdm.ScheduleBasic{Time: "01:00"}},
		{ID: 2, Type: zdm.ScheduleWeekly, Basic: zdm.ScheduleBasic{Day: "tue,sat", Time: "23:10"}},
	}
}
