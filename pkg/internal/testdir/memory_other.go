//go:build !linux

package testdir

func memory() string { return "" }
