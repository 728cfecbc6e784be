package cli

import (
	"cmp"
	"sync"

	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/outcome"
	"github.com/zdmctl/zdmctl/pkg/register"
	"github.com/zdmctl/zdmctl/pkg/turns"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// Words returns the texts for failed calls of the configured server.
func Words(f *Factory) outcome.Words {
	return outcome.Words{
		Explain: func(err error) *exit.Error { return exit.Of(f.Explain(err)) }, Happened: whatHappened, Next: f.Next,
		Show: func(name string) string { return f.Next(ForJob(name, "recovery", "get")...) },
	}
}

// Registrar returns the Registrar of the configured server. A request that was sent is expected to
// be registered within its Window, or never.
func Registrar(f *Factory, cfg *config.Config, client *zdm.Client) *register.Registrar {
	r := &register.Registrar{
		Client: client, Words: Words(f), Settle: max(0, f.Retry.Settle),
		Window:   cmp.Or(max(0, cfg.Timeout), zdm.RegisterTimeout) + max(0, f.Retry.Settle),
		Now:      f.Now,
		Sleep:    f.Sleep,
		Waiting:  func(name string) { f.Note(msgWaitingForTurn.With(name)) },
		Turnless: f.warnOnce(msgNoTurns),
	}
	if dir, err := f.Env.StateDir(); err == nil {
		r.Turns = turns.New(dir, client.Base(), f.Now, zdm.Sleep) // other processes do not use the clock of this one
	} else {
		r.Turnless(err)
	}
	return r
}

// warnOnce returns a function that prints a warning for the first error only.
func (f *Factory) warnOnce(text msg.Text) func(error) {
	var once sync.Once
	return func(err error) { once.Do(func() { f.Warn(text.With(err.Error())) }) }
}
