package zdm

import (
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"net/http/httptrace"
	"sync/atomic"
)

// ErrClientCertificate is the cause of a call to a server that demands a certificate of its
// clients; nothing was sent.
var ErrClientCertificate = errors.New("the server requires a client certificate")

// attempt is one request on its way: how far it has come.
type attempt struct {
	secured   atomic.Bool // a TLS handshake has begun
	connected atomic.Bool
	reused    atomic.Bool // the connection has carried another request before
	answered  atomic.Bool // the answer has begun
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

// sent reports that the failed request may have reached the server.
func (a *attempt) sent(err error) bool {
	return a.connected.Load() && (!isHandshakeAlert(err) || a.reused.Load() || a.answered.Load())
}

// unsent is the error of a request of which nothing has reached the server.
type unsent struct{ error }

func (e unsent) Unwrap() error        { return e.error }
func (e unsent) Is(target error) bool { return target == ErrNotSent }

// rejected is the alert with which a server ended a handshake because the client showed no
// certificate.
type rejected struct{ error }

func (e rejected) Unwrap() error        { return e.error }
func (e rejected) Is(target error) bool { return target == ErrClientCertificate }

// failure names the cause of a request without an answer: the proxy, a client certificate, or the
// error as it is.
func (n *network) failure(r *http.Request, a *attempt, err error) error {
	proxy, _ := http.ProxyFromEnvironment(r)
	switch {
	case proxy != nil && !a.connected.Load() && (isProxyDial(err) || r.URL.Scheme == "https" && !a.secured.Load()):
		err = proxyFailure(proxy, err)
	case !n.wantsCertificate.Load():
	case isHandshakeAlert(err):
		err = rejected{err}
	case !isRead(r.Method) && a.connected.Load() && !a.reused.Load() && !a.answered.Load() && n.demandsCertificate(r):
		return unsent{rejected{err}} // writing failed before the alert was read
	}
	if a.sent(err) {
		return err
	}
	return unsent{err}
}

// demandsCertificate reports whether the server ends every handshake without a client certificate:
// it is asked for nothing much.
func (n *network) demandsCertificate(r *http.Request) bool {
	ask, err := http.NewRequestWithContext(r.Context(), http.MethodGet, r.URL.Scheme+"://"+r.URL.Host, nil)
	if err != nil {
		return false
	}
	way := n.base.Clone()
	defer way.CloseIdleConnections()
	response, err := way.RoundTrip(ask)
	if err == nil {
		_ = response.Body.Close()
	}
	return isHandshakeAlert(err)
}

// isHandshakeAlert reports the alert of a server that has given a TLS handshake up. With TLS 1.3
// the client may have sent its request by then: the server, which checks the client last, reads
// none of it (RFC 8446, 2 and 6.2).
func isHandshakeAlert(err error) bool {
	for {
		failed, ok := errors.AsType[*net.OpError](err)
		if !ok {
			return false
		}
		if failed.Op == "remote error" {
			return endsHandshake(failed.Err.Error())
		}
		err = failed.Err
	}
}

// endsHandshake reports the text of an alert that is sent during a handshake and at no other time.
func endsHandshake(text string) bool {
	for _, alert := range []tls.AlertError{
		40,                         // handshake failure
		42, 43, 44, 45, 46, 48, 49, // the certificate: bad, unsupported, revoked, expired, unknown, of an unknown issuer, not allowed
		47, 51, // illegal parameter, decryption
		70, 71, // protocol version, insufficient security
		109, 110, 112, 113, 115, // extensions
		116, 120, // certificate required, no application protocol
	} {
		if text == alert.Error() {
			return true
		}
	}
	return false
}

// clientCertificate notes that the server asks for a certificate, and shows none.
func (n *network) clientCertificate(*tls.CertificateRequestInfo) (*tls.Certificate, error) {
	n.wantsCertificate.Store(true)
	return &tls.Certificate{}, nil
}
