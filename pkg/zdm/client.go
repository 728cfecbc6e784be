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

// The limits of a client.
const (
	DefaultTimeout  = 30 * time.Second
	RegisterTimeout = 120 * time.Second // the server looks at the backup images of each partition
	DefaultSettle   = 10 * time.Second

	maxRedirects = 5
)

// Config describes how to reach a server.
type Config struct {
	Server         string         // see BaseURL
	AllowPlaintext bool           // plain http also to a host that is not loopback
	RootCAs        *x509.CertPool // nil: the system's
	SkipVerify     bool           // do not check the server's certificate
	Timeout        time.Duration  // of one call with all its tries; 0: DefaultTimeout, and RegisterTimeout for a registration
	Retries        int            // how often a call is sent again where that is safe; 0: DefaultRetries, below 0: never
	Settle         time.Duration  // how long a registration without an answer is looked up; 0: DefaultSettle, below 0: not at all
	UserAgent      string         // "" is the package's own

	// Token returns the bearer token of a call; its error ends the call before anything is sent.
	// nil: calls carry none.
	Token func(context.Context) (string, error)

	// Renew returns a token to replace one that was refused with 401, and the call is sent once
	// more with it: a read always, any other call when it was ZDM that refused it. Later calls ask
	// Token again. It is asked once in a call and may be asked by several at a time; its error ends
	// the call. nil: a refused token is the call's error.
	Renew func(ctx context.Context, refused string) (string, error)

	// Transport stands for the network, for a server in the same process. Where it fails, the call
	// counts as sent unless its error is ErrNotSent.
	Transport http.RoundTripper

	// Changing is called before each try of a call that changes something: any but a read and a
	// login. Its error ends the call, and nothing is sent. What it returns is called with the try
	// when it has ended; it may be nil.
	Changing func(Change) (ended func(Exchange), err error)

	// Trace is called when a try of a call has ended.
	Trace func(Exchange)

	// Now, Sleep and WithTimeout are the clock; nil: the system's. Sleep ends early with the
	// context's error, and WithTimeout is context.WithTimeout by this clock.
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

// Exchange is one try of a call as it went over the wire.
type Exchange struct {
	Method, URL string
	Status      int // 0 without an answer
	RequestID   string
	Duration    time.Duration
	Date        time.Time // the server's clock, to the second; zero if unknown
	Err         error
}

// Client speaks to one server. It is safe for concurrent use.
type Client struct {
	http    *resty.Client
	config  Config
	base    string
	secrets *secrets
	reading chan struct{} // holds one: the turn to read the large answer of a lookup
	last    *atomic.Int64 // Generation of the last answer that shows one
}

// Generation returns that of the last answer that showed one. The server may be upgraded before the
// next answer.
func (c *Client) Generation() Generation { return Generation(c.last.Load()) }

// New makes a client; nothing is sent. The error is a *ServerError or a *ProxySettingError.
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

// Base is the URL below which all calls go.
func (c *Client) Base() string { return c.base }

// Close ends the connections that are kept for later calls.
func (c *Client) Close() { c.http.GetClient().CloseIdleConnections() }

// followRedirect follows a read on the same server only; the redirect's own answer comes back for
// all others.
func followRedirect(next *http.Request, via []*http.Request) error {
	first := via[0].URL
	if !isRead(via[0].Method) || next.URL.Scheme != first.Scheme || next.URL.Host != first.Host || len(via) > maxRedirects {
		return http.ErrUseLastResponse
	}
	return nil
}

// silent keeps resty's own log lines, which may quote a header, out of the program's streams.
type silent struct{}

func (silent) Errorf(string, ...any) {}
func (silent) Warnf(string, ...any)  {}
func (silent) Debugf(string, ...any) {}
