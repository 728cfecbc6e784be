package main

import (
	"os"
	"syscall"
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
