package doctor

import (
	"cmp"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"strings"
	"time"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

const (
	patience  = 10 * time.Second    // for one network operation
	renewSoon = 30 * 24 * time.Hour // a certificate that expires sooner is a warning
	clockMost = time.Minute         // allowed difference between the clocks
	someRows  = 50                  // maximum number of centers to request
)

// name resolves the host. With a proxy, the proxy resolves it.
func (e *exam) name(ctx context.Context) bool {
	u := e.base
	if e.embedded() || net.ParseIP(u.Hostname()) != nil {
		return e.ok(msgCheckName, msgDoctorNoName.With())
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	addresses, err := net.DefaultResolver.LookupHost(ctx, u.Hostname())
	switch {
	case err != nil && e.proxied:
		return e.ok(msgCheckName, msgDoctorProxyResolves.With(u.Hostname()))
	case err != nil:
		return e.fail(msgCheckName, exit.New(exit.Unreachable, msg.CannotReach.With(u.Host, cli.Cause(err))).Note(msgDoctorCheckName.With()))
	}
	return e.ok(msgCheckName, msg.Verbatim.With(u.Hostname()+" "+strings.Join(addresses[:min(len(addresses), 4)], " ")))
}

// connection connects to the server and checks its certificate. With a proxy, the API call
// connects.
func (e *exam) connection(ctx context.Context) bool {
	u := e.base
	switch {
	case e.embedded():
		return e.ok(msgCheckConnection, msgDoctorNoConnection.With())
	case e.proxied:
		return e.ok(msgCheckConnection, msgDoctorNotDirect.With())
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	port := cmp.Or(u.Port(), map[string]string{"http": "80", "https": "443"}[u.Scheme])
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", net.JoinHostPort(u.Hostname(), port))
	if err != nil {
		return e.fail(msgCheckConnection, unreachable(u.Host, err))
	}
	defer func() { _ = conn.Close() }()
	if u.Scheme == "http" {
		return e.ok(msgCheckConnection, msgDoctorConnected.With(conn.RemoteAddr()))
	}
	// Any certificate is accepted here, because it is verified afterwards. Nothing is sent over
	// this connection.
	secure := tls.Client(conn, &tls.Config{ServerName: u.Hostname(), InsecureSkipVerify: true})
	if err := secure.HandshakeContext(ctx); err != nil {
		return e.fail(msgCheckConnection, unreachable(u.Host, err))
	}
	return e.certificate(secure.ConnectionState().PeerCertificates)
}

func unreachable(host string, err error) *exit.Error {
	return exit.New(exit.Unreachable, msg.CannotReach.With(host, cli.Cause(err)))
}

// certificate verifies the server's certificate as the client does, and reports when it expires.
func (e *exam) certificate(chain []*x509.Certificate) bool {
	options := x509.VerifyOptions{DNSName: e.base.Hostname(), Intermediates: x509.NewCertPool(), CurrentTime: e.f.Now()}
	if e.cfg.CAFile != "" {
		pool, err := cli.ReadCAs(e.cfg.CAFile)
		if err != nil {
			return e.fail(msgCheckConnection, err)
		}
		options.Roots = pool
	}
	for _, c := range chain[1:] {
		options.Intermediates.AddCert(c)
	}
	leaf := chain[0]
	_, err := leaf.Verify(options)
	left := leaf.NotAfter.Sub(e.f.Now())
	switch {
	case e.cfg.InsecureSkipTLSVerify:
		return e.warn(msgCheckConnection, msgDoctorNotChecked.With(), msgDoctorTrustInstead.With())
	case err != nil:
		failed := unreachable(e.base.Host, err)
		cli.AdviseOnCA(failed, e.cfg, err)
		return e.fail(msgCheckConnection, failed)
	case left < renewSoon:
		return e.warn(msgCheckConnection, msgDoctorCertificate.With(msg.Span(left)), msgDoctorReplaceIt.With())
	}
	return e.ok(msgCheckConnection, msgDoctorCertificate.With(msg.Span(left)))
}

// api makes a call that changes nothing, and reports the version as far as the API reveals it.
// After a refusal, the clock is still checked, because it may be the cause.
func (e *exam) api(ctx context.Context) bool {
	_, err := e.client.Centers(zdm.CenterQuery{Paging: zdm.Paging{Page: 1, Limit: 1}}).Get(ctx)
	if err != nil {
		e.fail(msgCheckAPI, e.f.Explain(err))
		e.refused = true
		return e.timed
	}
	version := msgDoctorVersion10
	switch {
	case e.client.Generation() == zdm.Generation3:
		version = msgDoctorVersion30
	case there(e.client.Regions("aws").Get(ctx)):
		version = msgDoctorVersion13
	case there(e.client.Histories(zdm.HistoryQuery{Paging: zdm.Paging{Page: 1, Limit: 1}}).Get(ctx)):
		version = msgDoctorVersion11
	}
	return e.ok(msgCheckAPI, version.With())
}

// there reports whether the call for a path succeeded.
func there[T any](_ T, err error) bool { return err == nil }

// clock compares the clocks using the responses to earlier calls.
func (e *exam) clock(context.Context) bool {
	skew := e.skew.Abs()
	switch {
	case !e.timed:
		return e.ok(msgCheckClock, msgDoctorNoClock.With())
	case skew <= clockMost:
		return e.ok(msgCheckClock, msgDoctorClock.With(clockMost))
	case e.skew > 0:
		return e.warn(msgCheckClock, msgDoctorAhead.With(msg.Span(skew)), msgDoctorSetClock.With())
	}
	return e.warn(msgCheckClock, msgDoctorBehind.With(msg.Span(skew)), msgDoctorSetClock.With())
}

// center checks the configured center, or else counts the centers.
func (e *exam) center(ctx context.Context) bool {
	if e.refused {
		return e.skip(msgCheckCenter)
	}
	if e.cfg.Center == "" {
		all, err := e.client.Centers(zdm.CenterQuery{Paging: zdm.Paging{Page: 1, Limit: someRows}}).Get(ctx)
		switch {
		case err != nil:
			return e.fail(msgCheckCenter, e.f.Explain(err))
		case len(all.Data) == 1:
			return e.ok(msgCheckCenter, msgDoctorOneCenter.With(all.Data[0].Name.Center))
		}
		return e.warn(msgCheckCenter, msgDoctorSeveralCenters.With(len(all.Data)), msgDoctorNameCenter.With())
	}
	found, err := e.client.Center(ctx, e.cfg.Center, zdm.CenterFilter{})
	if err != nil {
		err = e.f.Explain(err)
		if failed, ok := errors.AsType[*exit.Error](err); ok && failed.Code == exit.Refused { // the setting is wrong, not the server
			failed.Code = exit.Usage
			failed.Note(msgDoctorCenterFrom.With(e.cfg.Center, e.cfg.Origin("center"))).Try(e.f.Next("center", "list"))
		}
		return e.fail(msgCheckCenter, err)
	}
	if connected, known := found.Data.Status.Connect.Connected(); known && !connected {
		return e.warn(msgCheckCenter, msgDoctorCenterAway.With(found.Data.Name.Center))
	}
	return e.ok(msgCheckCenter, msg.Verbatim.With(string(found.Data.Name.Center)))
}
