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

// withSignals ends the context at the first SIGINT or SIGTERM; a second one ends the process at once.
func withSignals(ctx context.Context) (context.Context, func()) {
	ctx, cancel := context.WithCancelCause(ctx)
	// Starting to listen takes as long as a tenth of a short run, so it goes on beside the rest.
	go func() {
		signals := make(chan os.Signal, 1)
		signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
		defer signal.Stop(signals)
		select {
		case s := <-signals:
			cancel(&signalError{signal: s})
		case <-ctx.Done():
		}
	}()
	return ctx, func() { cancel(nil) }
}
