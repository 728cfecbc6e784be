package zdm

import (
	"cmp"
	"context"
	"crypto/x509"
	"errors"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/go-resty/resty/v2"
)

// Default timeouts of a client.
const (
	DefaultTimeout  = 30 * time.Second
	RegisterTimeout = 120 * time.Second // the server checks the backup images of each partition
	DefaultSettle   = 10 * time.Second

	maxRedirects = 5
)

// Config configures a Client.
type Config struct {
	Server         string         // see BaseURL
	AllowPlaintext bool           // allow plain http to a host that is not loopback
	RootCAs        *x509.CertPool // nil means the system's
	SkipVerify     bool           // do not verify the server's certificate
	Timeout        time.Duration  // for one call with all its retries; 0 means DefaultTimeout, or RegisterTimeout for a registration
	Retries        int            // maximum retries for calls that are safe to repeat; 0 means DefaultRetries, below 0 none
	Settle         time.Duration  // how long to look up a registration without an answer; 0 means DefaultSettle, below 0 never
	UserAgent      string         // "" means the package's own

	// Token returns the bearer token of a call. If it returns an error, the call fails and nothing is
	// sent. nil means that calls carry no token.
	Token func(context.Context) (string, error)

	// Renew returns a token to replace one that was refused with 401, and the call is repeated once
	// with it. A read is always repeated, another call only if ZDM itself refused it. Later calls use
	// Token again. Renew is called at most once per call, and may be called concurrently. If it
	// returns an error, the call fails. nil means that a refused token is an error.
	Renew func(ctx context.Context, refused string) (string, error)

	// Transport replaces the network, for example with a server in the same process. A call that it
	// fails counts as sent unless the error is ErrNotSent.
	Transport http.RoundTripper

	// Changing is called before each attempt of a call that changes something, which is any call
	// except a read or a login. If it returns an error, nothing is sent and the call fails. The
	// function that it returns, unless nil, is called when the attempt has ended.
	Changing func(Change) (ended func(Exchange), err error)

	// Trace is called after each attempt of a call.
	Trace func(Exchange)

	// Now, Sleep and WithTimeout are the clock; nil means the system's. Sleep returns early with an
	// error when the context ends. WithTimeout is context.WithTimeout by this clock.
	Now         func() time.Time
	Sleep       func(context.Context, time.Duration) error
	WithTimeout func(context.Context, time.Duration) (context.Context, context.CancelFunc)
}

// ErrNotSent is the error of a Transport that has sent nothing.
var ErrNotSent = errors.New("nothing was sent")

// Change is a call that changes something, before it is sent.
type Change struct {
	Method string
	Path   string // below the base URL, without a query
	Body   []byte // JSON; nil for none
}

// Exchange describes one attempt of a call.
type Exchange struct {
	Method, URL string
	Status      int // 0 if there was no answer
	RequestID   string
	Duration    time.Duration
	Date        time.Time // the server's clock, in whole seconds; zero if unknown
	Err         error
}

// Client is a client of one server. It is safe for concurrent use.
type Client struct {
	http    *resty.Client
	config  Config
	base    string
	secrets *secrets
	reading chan struct{} // semaphore for reading the large answer of a lookup
	last    *atomic.Int64 // Generation of the last answer that shows one
}

// Generation returns the generation of the last answer that showed one. The server may be upgraded
// before the next answer.
func (c *Client) Generation() Generation { return Generation(c.last.Load()) }

// New returns a client without contacting the server. The error is a *ServerError or a
// *ProxySettingError.
func New(config Config) (*Client, error) {
	base, err := BaseURL(config.Server, config.AllowPlaintext || config.Transport != nil)
	if err != nil {
		return nil, err
	}
	config.UserAgent = cmp.Or(config.UserAgent, "zdmctl-go")
	config.Retries = cmp.Or(config.Retries, DefaultRetries)
	config.Settle = cmp.Or(config.Settle, DefaultSettle)
	if config.Now == nil {
		config.Now = time.Now
	}
	if config.Sleep == nil {
		config.Sleep = Sleep
	}
	if config.WithTimeout == nil {
		config.WithTimeout = context.WithTimeout
	}
	if config.Transport == nil {
		if err := checkProxy(base); err != nil {
			return nil, err
		}
		config.Transport = newNetwork(config)
	}
	c := &Client{config: config, base: base, secrets: new(secrets), reading: make(chan struct{}, 1), last: new(atomic.Int64)}
	c.http = resty.NewWithClient(&http.Client{Transport: config.Transport, CheckRedirect: followRedirect}).
		SetBaseURL(base).
		SetDisableWarn(true).
		SetLogger(silent{}).
		SetHeader("User-Agent", config.UserAgent).
		SetHeader("Accept", "application/json")
	return c, nil
}

// Base returns the base URL of all calls.
func (c *Client) Base() string { return c.base }

// Close closes idle connections.
func (c *Client) Close() { c.http.GetClient().CloseIdleConnections() }

// followRedirect follows redirects of a read on the same server. For others, the redirect itself is
// the answer.
func followRedirect(next *http.Request, via []*http.Request) error {
	first := via[0].URL
	if !isRead(via[0].Method) || next.URL.Scheme != first.Scheme || next.URL.Host != first.Host || len(via) > maxRedirects {
		return http.ErrUseLastResponse
	}
	return nil
}

// silent discards resty's own log lines, which may contain a header.
type silent struct{}

func (silent) Errorf(string, ...any) {}
func (silent) Warnf(string, ...any)  {}
func (silent) Debugf(string, ...any) {}
