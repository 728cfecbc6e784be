package signin

import (
	"context"
	"os/exec"
	"syscall"
)

// commandOf passes the command line to cmd as it is: Go's quoting of arguments is not cmd's.
func commandOf(ctx context.Context, command string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, "cmd")
	cmd.SysProcAttr = &syscall.SysProcAttr{CmdLine: `cmd /S /C "` + command + `"`}
	return cmd
}

// ownGroup has nothing to do: an ended command closes its pipes, and what it started sees that.
func ownGroup(*exec.Cmd) {}
