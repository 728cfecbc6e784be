package run

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/zdmctl/zdmctl/pkg/run"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// prober reads the server's clock.
type prober struct {
	client *zdm.Client
	now    func() time.Time

	mu   sync.Mutex
	last zdm.Exchange
}

// saw records a call of the client.
func (p *prober) saw(e zdm.Exchange) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.last = e
}

// ask reads the clock by a call that is cheap for the server. It must not run during another call.
func (p *prober) ask(ctx context.Context) (run.Probe, error) {
	sent := p.now()
	answer, err := p.client.Call(ctx, zdm.PlainCall{Method: http.MethodGet, Path: "/recoveries", Query: url.Values{"page": {"1"}, "limit": {"1"}}})
	if err != nil {
		return run.Probe{}, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	probe := run.Probe{Sent: sent, Received: p.now(), Date: p.last.Date}
	if took := p.last.Duration; took > 0 && probe.Received.Sub(sent) > took { // exclude earlier attempts of the call
		probe.Sent = probe.Received.Add(-took)
	}
	var envelope struct {
		Timestamp zdm.Text `json:"timestamp"`
	}
	if json.Unmarshal(answer.Raw, &envelope) == nil {
		probe.Timestamp = string(envelope.Timestamp)
	}
	switch answer.Generation {
	case zdm.Generation2:
		probe.Generation = "2"
	case zdm.Generation3:
		probe.Generation = "3.0"
	}
	return probe, nil
}
