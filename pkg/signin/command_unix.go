//go:build unix

package signin

import (
	"context"
	"os/exec"
	"syscall"
)

// commandOf runs the command line with sh.
func commandOf(ctx context.Context, command string) *exec.Cmd {
	return exec.CommandContext(ctx, "sh", "-c", command)
}

// ownGroup makes the context end a command together with all processes it has started.
func ownGroup(command *exec.Cmd) {
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	command.Cancel = func() error { return syscall.Kill(-command.Process.Pid, syscall.SIGKILL) }
}
