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

// ownGroup ends a command together with all that it started.
func ownGroup(command *exec.Cmd) {
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	command.Cancel = func() error { return syscall.Kill(-command.Process.Pid, syscall.SIGKILL) }
}
