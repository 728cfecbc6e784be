package signin

import (
	"context"
	"os/exec"
	"syscall"
)

// commandOf passes the command line to cmd unchanged, because cmd does not understand Go's quoting
// of arguments.
func commandOf(ctx context.Context, command string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, "cmd")
	cmd.SysProcAttr = &syscall.SysProcAttr{CmdLine: `cmd /S /C "` + command + `"`}
	return cmd
}

// ownGroup does nothing: the pipes of an ended command are closed, which its child processes
// notice.
func ownGroup(*exec.Cmd) {}
