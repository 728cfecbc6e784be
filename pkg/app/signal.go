package app

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"github.com/zdmctl/zdmctl/pkg/exit"
)

// signalError is the cause of a context that a signal ended.
type signalError struct{ signal os.Signal }

func (e *signalError) Error() string { return e.signal.String() }

func (e *signalError) code() exit.Code {
	if number, ok := e.signal.(syscall.Signal); ok {
		return exit.FromSignal(int(number))
	}
	return exit.Internal
}

// withSignals returns a context that ends at the first signal that should end the process. A second
// signal ends the process at once. After ready is closed, no signal is missed.
func withSignals(ctx context.Context) (ended context.Context, ready <-chan struct{}, stop func()) {
	ctx, cancel := context.WithCancelCause(ctx)
	listening := make(chan struct{})
	// Starting to listen takes as long as a tenth of a short run, so it happens in parallel.
	go func() {
		signals := make(chan os.Signal, 4)
		// SIGPIPE only has to be survived, because the failed write reports the error.
		ending := []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGQUIT, syscall.SIGPIPE}
		if !signal.Ignored(syscall.SIGHUP) { // ignored under nohup
			ending = append(ending, syscall.SIGHUP)
		}
		signal.Notify(signals, ending...)
		defer signal.Stop(signals)
		close(listening)
		for {
			select {
			case s := <-signals:
				if s != syscall.SIGPIPE {
					cancel(&signalError{signal: s})
					return
				}
			case <-ctx.Done():
				return
			}
		}
	}()
	return ctx, listening, func() { cancel(nil) }
}
