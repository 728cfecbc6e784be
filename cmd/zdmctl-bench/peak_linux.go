package main

import (
	"os"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// peakMemory returns the maximum memory of an exited program in bytes. It is at least what this
// process used when it started the program, because Linux inherits the value.
func peakMemory(state *os.ProcessState) int64 {
	usage, ok := state.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	return int64(usage.Maxrss) << 10 //nolint:unconvert // 32 bits on 32-bit machines
}

// ownTime returns the processor time of this process on all processors.
func ownTime() time.Duration {
	var used unix.Timespec
	if unix.ClockGettime(unix.CLOCK_PROCESS_CPUTIME_ID, &used) != nil { // cannot fail
		return 0
	}
	return time.Duration(used.Nano())
}
