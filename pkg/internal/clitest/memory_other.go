//go:build !linux

package clitest

func inMemory() string { return "" }
