package cmdutil

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"syscall"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/sandbox"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

const maxCAFile = 4 << 20 // bytes

// Explain turns the error of a call into one with an exit code and a way out. An error that has a code stays.
func (f *Factory) Explain(err error) error {
	failed, ok := errors.AsType[*zdm.Error](err)
	if !ok {
		return err
	}
	host := HostOf(f.config.Server)
	e := &exit.Error{Status: failed.Status, RequestID: failed.RequestID, Err: err}
	switch failed.Kind {
	case zdm.Unreachable:
		e.Code, e.Message = exit.Unreachable, msg.CannotReach.With(host, Cause(failed.Err))
		e.Note(msg.NothingWasSent.With())
		if trust(failed.Err) {
			e.Note(msg.TrustTheCA.With())
		}
		f.adviseOnTLS(e, failed.Err)
		adviseOnStore(e, failed.Err)
		adviseOnProxy(e, failed.Err)
	case zdm.Lost:
		e.Code, e.Message = exit.Refused, msg.AnswerLost.With(host, Cause(failed.Err))
	case zdm.Denied:
		f.explainDenied(e, failed, host)
	case zdm.Redirected:
		e.Code, e.Message = exit.Refused, msg.RedirectNotFollowed.With(host, failed.Location)
		e.Note(msg.NameThatServer.With())
	case zdm.Foreign:
		e.Code = exit.Refused
		explainForeign(e, failed, host)
	default:
		e.Code, e.Message = exit.Refused, msg.Refused.With(failed.Text)
		switch {
		case failed.UnknownCall():
			explainUnknown(e, failed, host)
		case failed.Text == "":
			e.Message = msg.RefusedWithoutText.With(host)
		}
	}
	e.Problems = ServerProblems(failed)
	return e
}

// explainForeign parts an answer that is not ZDM's from one of ZDM that lacks what was asked for.
func explainForeign(e *exit.Error, failed *zdm.Error, host string) {
	switch {
	case errors.Is(failed, zdm.ErrNoToken):
		e.Message = msg.NoTokenInAnswer.With(host)
	case failed.Status == http.StatusProxyAuthRequired:
		e.Message = msg.ProxyWantsLogin.With()
		e.Note(msg.ProxyLogin.With())
	case failed.UnknownCall():
		explainUnknown(e, failed, host)
	case failed.Body == "" && failed.Err != nil:
		e.Message = msg.AnswerUnusable.With(host, failed.Err.Error())
	default:
		e.Message = msg.NotZDM.With(host, failed.Status)
		e.Note(ForeignBody(failed))
		e.Note(msg.CheckTheServer.With())
	}
}

// explainUnknown is for a call that the server does not have.
func explainUnknown(e *exit.Error, failed *zdm.Error, host string) {
	e.Message = msg.CallUnknown.With(host, failed.Method, failed.Path, failed.Status)
	if failed.Kind == zdm.Foreign {
		e.Note(ForeignBody(failed))
	}
	e.Note(msg.CallOfOther.With())
}

// ServerProblems are the reasons that a server gave beside its first sentence.
func ServerProblems(failed *zdm.Error) []exit.Problem {
	var problems []exit.Problem
	for _, line := range failed.Details {
		problems = append(problems, exit.Problem{Message: msg.Verbatim.With(line)})
	}
	return problems
}

// explainDenied parts a token that is not taken (401) from a call that is not allowed (403).
func (f *Factory) explainDenied(e *exit.Error, failed *zdm.Error, host string) {
	e.Code, e.Message = exit.Credentials, msg.TokenRefused.With(host)
	if failed.Status == http.StatusForbidden {
		e.Message = msg.Forbidden.With(host)
	}
	switch {
	case failed.Text != "":
		e.Message = msg.Reason.With(e.Message, failed.Text)
	case failed.Body != "":
		e.Note(ForeignBody(failed))
	}
	if failed.Status == http.StatusUnauthorized {
		noteRenewal(e, f.config)
		e.Try(f.Next("auth", "login"))
	}
}

// WhatHappened says in a few words why an answer was lost or cannot be read.
func WhatHappened(failed *zdm.Error) msg.Message {
	switch failed.Kind {
	case zdm.Redirected:
		return msg.AnswerRedirects.With(failed.Location)
	case zdm.Foreign:
		return msg.AnswerNotZDM.With(failed.Status)
	case zdm.Refused, zdm.Denied:
		if failed.Text == "" {
			return msg.AnswerFailedSilently.With(failed.Status)
		}
		return msg.AnswerFailed.With(failed.Status, failed.Text)
	}
	return Cause(failed.Err)
}

// ForeignBody shows what came in the place of ZDM's answer.
func ForeignBody(failed *zdm.Error) msg.Message {
	body := strings.TrimSpace(failed.Body)
	kind := failed.ContentType
	if kind == "" {
		kind = "-"
	}
	if body == "" {
		return msg.ForeignEmpty.With(kind)
	}
	return msg.ForeignBody.With(kind, strings.Join(strings.Fields(body), " "))
}

// Cause says in words for people what broke a connection. No error is one without a cause.
func Cause(err error) msg.Message {
	if err == nil {
		return msg.CauseCut.With()
	}
	var dns *net.DNSError
	var timeout net.Error
	var authority x509.UnknownAuthorityError
	var hostname x509.HostnameError
	var invalid x509.CertificateInvalidError
	var record tls.RecordHeaderError
	store, ofStore := errors.AsType[*sandbox.StoreError](err)
	proxy, ofProxy := errors.AsType[*zdm.ProxyError](err)
	switch {
	case ofStore:
		return storeCause(store)
	case ofProxy && proxy.Status != 0:
		return msg.CauseProxyRefused.With(proxy.Proxy, proxy.Status)
	case ofProxy:
		return msg.CauseProxy.With(proxy.Proxy, Cause(proxy.Err))
	case errors.Is(err, zdm.ErrClientCertificate):
		return msg.CauseClientCertificate.With()
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		return msg.CauseTimeout.With()
	case errors.Is(err, context.Canceled):
		return msg.CauseInterrupted.With()
	case errors.As(err, &dns):
		return msg.CauseNoSuchHost.With(dns.Name)
	case errors.Is(err, syscall.ECONNREFUSED):
		return msg.CauseRefused.With()
	case errors.As(err, &authority):
		return msg.CauseUnknownAuthority.With()
	case errors.As(err, &hostname):
		return msg.CauseWrongHost.With(hostname.Host)
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return msg.CauseCertificateExpired.With()
	case errors.As(err, &record), errors.Is(err, http.ErrSchemeMismatch):
		return msg.CauseNoTLS.With()
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE):
		return msg.CauseCut.With()
	}
	return msg.Verbatim.With(innermost(err))
}

// adviseOnTLS says how a server is named that does not speak TLS.
func (f *Factory) adviseOnTLS(e *exit.Error, err error) {
	scheme, rest, _ := strings.Cut(f.config.Server, "://")
	if Cause(err).Text != msg.CauseNoTLS || !strings.EqualFold(scheme, "https") {
		return
	}
	server := "http://" + rest
	words := []string{"zdmctl", "context", "set", f.config.Context, "--server", server}
	e.Note(msg.NameItWithHTTP.With(server))
	if _, err := zdm.BaseURL(server, false); err != nil {
		e.Note(msg.PlaintextShows.With())
		words = append(words, "--insecure-plaintext")
	}
	if strings.HasPrefix(string(f.config.Origin("server")), "context ") {
		e.Try(ShellCommand(words...))
	}
}

// adviseOnProxy says how a proxy is named that wants a user and a password.
func adviseOnProxy(e *exit.Error, err error) {
	if proxy, ok := errors.AsType[*zdm.ProxyError](err); ok && proxy.Status == http.StatusProxyAuthRequired {
		e.Note(msg.ProxyLogin.With())
	}
}

func trust(err error) bool {
	_, unknown := errors.AsType[x509.UnknownAuthorityError](err)
	return unknown
}

// innermost is the text of the first cause, without the calls around it.
func innermost(err error) string {
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return err.Error()
		}
		err = inner
	}
}

// ExplainServer tells why a server's URL or the proxy before it is refused (exit.Usage).
func ExplainServer(err error) error {
	if proxy, ok := errors.AsType[*zdm.ProxySettingError](err); ok {
		return exit.New(exit.Usage, msg.ProxyNotURL.With("$"+proxy.Variable)).Note(msg.ProxyEscapes.With("#=%23 /=%2F ?=%3F @=%40 %=%25")).Because(err)
	}
	refused, ok := errors.AsType[*zdm.ServerError](err)
	if !ok {
		return err
	}
	texts := map[zdm.ServerProblem]msg.Text{
		zdm.ServerMissing: msg.ServerMalformed, zdm.ServerMalformed: msg.ServerMalformed, zdm.ServerScheme: msg.ServerScheme,
		zdm.ServerUserinfo: msg.ServerUserinfo, zdm.ServerQuery: msg.ServerQuery, zdm.ServerPlaintext: msg.ServerPlaintext,
	}
	e := exit.New(exit.Usage, texts[refused.Problem].With(refused.Server)).Because(err)
	if refused.Problem == zdm.ServerPlaintext {
		e.Note(msg.PlaintextAllowed.With())
	}
	return e
}

// ExplainSandbox tells why the embedded server cannot be used.
func ExplainSandbox(err error) *exit.Error {
	e := exit.New(exit.Unreachable, msg.SandboxStore.With(Cause(err))).Because(err)
	if errors.Is(err, sandbox.ErrBusy) {
		e.Message = Cause(err)
	}
	adviseOnStore(e, err)
	return e
}

func storeCause(failed *sandbox.StoreError) msg.Message {
	switch {
	case errors.Is(failed, sandbox.ErrBusy):
		return msg.CauseSandboxBusy.With()
	case errors.Is(failed, sandbox.ErrOlder):
		return msg.SandboxOlder.With(failed.Path)
	case errors.Is(failed, sandbox.ErrNewer):
		return msg.SandboxNewer.With(failed.Path)
	case errors.Is(failed, sandbox.ErrForeign):
		return msg.SandboxForeign.With(failed.Path)
	case errors.Is(failed, sandbox.ErrDamaged):
		return msg.SandboxDamaged.With(failed.Path)
	}
	return msg.SandboxUnusable.With(failed.Path, innermost(failed))
}

// adviseOnStore says what makes a store usable that is not.
func adviseOnStore(e *exit.Error, err error) {
	failed, ok := errors.AsType[*sandbox.StoreError](err)
	switch {
	case !ok:
	case errors.Is(failed, sandbox.ErrBusy):
		e.Note(msg.SandboxTaken.With())
	case errors.Is(failed, sandbox.ErrOlder), errors.Is(failed, sandbox.ErrNewer):
		e.Note(msg.SandboxReset.With()).Try(ShellCommand("zdmctl", "sandbox", "reset", "--db", failed.Path))
	case errors.Is(failed, sandbox.ErrForeign), errors.Is(failed, sandbox.ErrDamaged):
		e.Note(msg.SandboxMove.With())
	}
}

// ReadCAs gives the certificates to trust: the system's and those of a PEM file. The error has exit.Usage.
func ReadCAs(path string) (*x509.CertPool, error) {
	unusable := func(m msg.Message) error { return exit.New(exit.Usage, msg.CAFile.With(path, m)) }
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() { // a pipe may never end
		return nil, unusable(msg.ConfigFileNotRegular.With())
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, unusable(msg.Verbatim.With(innermost(err)))
	}
	defer func() { _ = file.Close() }()
	pem, err := io.ReadAll(io.LimitReader(file, maxCAFile+1))
	if err != nil {
		return nil, unusable(msg.Verbatim.With(innermost(err)))
	}
	if len(pem) > maxCAFile {
		return nil, unusable(msg.CATooLarge.With(maxCAFile >> 20))
	}
	pool, err := zdm.AddCAs(pem)
	if block, ok := errors.AsType[*zdm.CAError](err); ok {
		return nil, unusable(msg.CABlock.With(block.Block))
	}
	if err != nil {
		return nil, unusable(msg.CAFileEmpty.With())
	}
	return pool, nil
}
