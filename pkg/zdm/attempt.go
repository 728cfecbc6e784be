package zdm

import (
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"net/http/httptrace"
	"slices"
	"sync/atomic"
)

// ErrClientCertificate is the cause of a failed call to a server that requires a client
// certificate. Nothing was sent.
var ErrClientCertificate = errors.New("the server requires a client certificate")

// attempt records the progress of one request.
type attempt struct {
	secured   atomic.Bool // a TLS handshake has begun
	connected atomic.Bool
	reused    atomic.Bool // the connection has carried an earlier request
	answered  atomic.Bool // the first byte of the answer has arrived
}

func (a *attempt) trace() *httptrace.ClientTrace {
	return &httptrace.ClientTrace{
		TLSHandshakeStart: func() { a.secured.Store(true) },
		GotConn: func(info httptrace.GotConnInfo) {
			a.reused.Store(info.Reused)
			a.connected.Store(true)
		},
		GotFirstResponseByte: func() { a.answered.Store(true) },
	}
}

// sent reports whether the failed request may have reached the server.
func (a *attempt) sent(err error) bool {
	return a.connected.Load() && (!isHandshakeAlert(err) || a.reused.Load() || a.answered.Load())
}

// caused is an error with a further cause, which its text does not mention.
type caused struct {
	error
	cause error
}

func (e caused) Unwrap() error        { return e.error }
func (e caused) Is(target error) bool { return target == e.cause }

// failure adds the cause to the error of a request without an answer: the proxy, or a missing
// client certificate. It marks the error as ErrNotSent if nothing reached the server.
func (n *network) failure(r *http.Request, a *attempt, err error) error {
	proxy, _ := http.ProxyFromEnvironment(r)
	switch {
	case proxy != nil && !a.connected.Load() && (isProxyDial(err) || r.URL.Scheme == "https" && !a.secured.Load()):
		err = proxyFailure(proxy, err)
	case !n.wantsCertificate.Load():
	case isHandshakeAlert(err):
		err = caused{err, ErrClientCertificate}
	case !isRead(r.Method) && a.connected.Load() && !a.reused.Load() && !a.answered.Load() && n.demandsCertificate(r):
		return caused{caused{err, ErrClientCertificate}, ErrNotSent} // writing failed before the alert was read
	}
	if a.sent(err) {
		return err
	}
	return caused{err, ErrNotSent}
}

// demandsCertificate reports whether the server ends every handshake without a client certificate.
// It sends a GET for the root to find out.
func (n *network) demandsCertificate(r *http.Request) bool {
	ask, err := http.NewRequestWithContext(r.Context(), http.MethodGet, r.URL.Scheme+"://"+r.URL.Host, nil)
	if err != nil {
		return false
	}
	probe := n.base.Clone()
	defer probe.CloseIdleConnections()
	response, err := probe.RoundTrip(ask)
	if err == nil {
		_ = response.Body.Close()
	}
	return isHandshakeAlert(err)
}

// isHandshakeAlert reports whether err is the alert of a server that aborted a TLS handshake. With
// TLS 1.3, the client may already have sent its request. The server reads none of it, since it
// checks the client before (RFC 8446, 2 and 6.2).
func isHandshakeAlert(err error) bool {
	for {
		failed, ok := errors.AsType[*net.OpError](err)
		if !ok {
			return false
		}
		if failed.Op == "remote error" {
			return slices.ContainsFunc(handshakeAlerts(), func(alert tls.AlertError) bool { return alert.Error() == failed.Err.Error() })
		}
		err = failed.Err
	}
}

// handshakeAlerts returns the alerts that are sent only during a handshake.
func handshakeAlerts() []tls.AlertError {
	return []tls.AlertError{
		40,                         // handshake failure
		42, 43, 44, 45, 46, 48, 49, // certificate: bad, unsupported, revoked, expired, unknown, of an unknown issuer, not allowed
		47, 51, // illegal parameter, decryption
		70, 71, // protocol version, insufficient security
		109, 110, 112, 113, 115, // extensions
		116, 120, // certificate required, no application protocol
	}
}

// clientCertificate records that the server requests a certificate, and returns an empty one.
func (n *network) clientCertificate(*tls.CertificateRequestInfo) (*tls.Certificate, error) {
	n.wantsCertificate.Store(true)
	return &tls.Certificate{}, nil
}
