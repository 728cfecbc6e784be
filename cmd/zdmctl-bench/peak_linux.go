package main

import (
	"os"
	"syscall"
)

// peakMemory is the most memory in bytes that a program which has ended held. It is never less than this process held
// when it started the program: Linux hands that on.
func peakMemory(state *os.ProcessState) int64 {
	usage, ok := state.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	return int64(usage.Maxrss) << 10 //nolint:unconvert // 32 bits on machines of 32 bits
}
