package clitest

import "golang.org/x/sys/unix"

// inMemory returns a directory in memory where the files of all tests have room and can be
// executed, or "". Tests create and remove many small files, which takes a disk much longer.
func inMemory() string {
	const dir, room = "/dev/shm", 1 << 30
	var s unix.Statfs_t
	if err := unix.Statfs(dir, &s); err != nil || s.Flags&unix.ST_NOEXEC != 0 || s.Bavail*uint64(s.Bsize) < room {
		return ""
	}
	return dir
}
