//go:build !linux

package main

import (
	"os"
	"time"
)

// peakMemory returns 0, because the units differ between systems.
func peakMemory(*os.ProcessState) int64 { return 0 }

// ownTime returns 0, because not every system reports it.
func ownTime() time.Duration { return 0 }
