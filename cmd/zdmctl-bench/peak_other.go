//go:build !linux

package main

import "os"

// peakMemory returns 0, because the units differ between systems.
func peakMemory(*os.ProcessState) int64 { return 0 }
