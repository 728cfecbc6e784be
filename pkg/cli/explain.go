package cli

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"io/fs"
	"net"
	"net/http"
	"strings"
	"syscall"

	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/shell"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/outcome"
	"github.com/zdmctl/zdmctl/pkg/sandbox"
	"github.com/zdmctl/zdmctl/pkg/signin"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// plainToTLS is the response of Go and other servers to plain HTTP on a port for HTTPS.
const plainToTLS = "HTTP request to an HTTPS server"

// Explain converts the error of a call to one with an exit code and a way out. An error that
// already has a code is returned unchanged.
func (f *Factory) Explain(err error) error {
	failed, ok := errors.AsType[*zdm.Error](err)
	if errors.Is(err, zdm.ErrNoImageRestore) {
		return exit.New(exit.Refused, msgNoImageRestore.With(config.HostOf(f.config.Server))).Because(err).Note(msg.NothingWasSent.With())
	}
	if !ok {
		return err
	}
	host := config.HostOf(f.config.Server)
	e := &exit.Error{Err: err}
	outcome.Attribute(e, failed)
	switch failed.Kind {
	case zdm.Unreachable:
		e.Code, e.Message = exit.Unreachable, msg.CannotReach.With(host, Cause(failed.Err))
		e.Note(msg.NothingWasSent.With())
		AdviseOnCA(e, f.config, failed.Err)
		f.adviseOnTLS(e, failed.Err)
		adviseOnStore(e, failed.Err)
		if proxy, ok := errors.AsType[*zdm.ProxyError](failed.Err); ok && proxy.Status == http.StatusProxyAuthRequired {
			e.Note(msgProxyLogin.With())
		}
	case zdm.Lost:
		e.Code, e.Message = exit.Refused, msgAnswerLost.With(host, Cause(failed.Err))
		if failed.Status != 0 { // its beginning has arrived
			e.Message = msgAnswerIncomplete.With(host, Cause(failed.Err))
		}
	case zdm.Denied:
		f.explainDenied(e, failed, host)
	case zdm.Redirected:
		e.Code, e.Message = exit.Refused, msgRedirectNotFollowed.With(host, failed.Location)
		e.Note(msgNameThatServer.With())
	case zdm.Foreign:
		e.Code = exit.Refused
		explainForeign(e, failed, host)
	default:
		e.Code, e.Message = exit.Refused, msg.Verbatim.With(failed.Text)
		switch {
		case failed.UnknownCall():
			explainUnknown(e, failed, host)
		case failed.Text == "":
			e.Message = msgRefusedWithoutText.With(host)
		}
	}
	e.Problems = outcome.ServerProblems(failed)
	return e
}

// explainForeign distinguishes a response that is not from ZDM from one of ZDM that lacks the
// requested data.
func explainForeign(e *exit.Error, failed *zdm.Error, host string) {
	switch {
	case errors.Is(failed, zdm.ErrNoToken):
		e.Message = msgNoTokenInAnswer.With(host)
	case failed.Status == http.StatusProxyAuthRequired:
		e.Message = msgProxyWantsLogin.With()
		e.Note(msgProxyLogin.With())
	case failed.UnknownCall():
		explainUnknown(e, failed, host)
	case failed.Status == http.StatusBadRequest && strings.Contains(failed.Body, plainToTLS):
		e.Message = msgExpectsTLS.With(host)
		e.Note(msgUseHTTPS.With(host))
	case failed.Body == "" && failed.Err != nil:
		e.Message = msgAnswerUnusable.With(host, failed.Err.Error())
	default:
		e.Message = msgNotZDM.With(host, failed.Status)
		e.Note(outcome.ForeignBody(failed))
		e.Note(msgCheckTheServer.With())
	}
}

// explainUnknown explains a call to an endpoint that the server does not have.
func explainUnknown(e *exit.Error, failed *zdm.Error, host string) {
	e.Message = msgCallUnknown.With(host, failed.Method, failed.Path, failed.Status)
	if failed.Kind == zdm.Foreign {
		e.Note(outcome.ForeignBody(failed))
	}
	e.Note(msgCallOfOther.With())
}

// explainDenied distinguishes a refused token (401) from a call that is not allowed (403).
func (f *Factory) explainDenied(e *exit.Error, failed *zdm.Error, host string) {
	e.Code, e.Message = exit.Credentials, msgTokenRefused.With(host)
	if failed.Status == http.StatusForbidden {
		e.Message = msgForbidden.With(host)
	}
	switch {
	case failed.Text != "":
		e.Message = msg.Reason.With(e.Message, failed.Text)
	case failed.Body != "":
		e.Note(outcome.ForeignBody(failed))
	}
	if failed.Status == http.StatusUnauthorized {
		_ = signin.AdviseLogin(e, f.config, f.Next)
	}
}

// whatHappened briefly explains why a response was lost or cannot be read.
func whatHappened(failed *zdm.Error) msg.Message {
	switch failed.Kind {
	case zdm.Redirected:
		return msgAnswerRedirects.With(failed.Location)
	case zdm.Foreign:
		return msg.AnswerNotZDM.With(failed.Status)
	case zdm.Refused, zdm.Denied:
		if failed.Text == "" {
			return msgAnswerFailedSilently.With(failed.Status)
		}
		return msgAnswerFailed.With(failed.Status, failed.Text)
	}
	return Cause(failed.Err)
}

// Cause returns why a connection failed. A nil error means that the connection was closed.
func Cause(err error) msg.Message {
	if err == nil {
		return msg.CauseCut.With()
	}
	var dns *net.DNSError
	var timeout net.Error
	store, ofStore := errors.AsType[*sandbox.StoreError](err)
	proxy, ofProxy := errors.AsType[*zdm.ProxyError](err)
	switch {
	case ofStore:
		cause, _ := storeFault(store)
		return cause
	case ofProxy && proxy.Status != 0:
		return msgCauseProxyRefused.With(proxy.Proxy, proxy.Status)
	case ofProxy:
		return msgCauseProxy.With(proxy.Proxy, Cause(proxy.Err))
	case errors.Is(err, zdm.ErrClientCertificate):
		return msgCauseClientCertificate.With()
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		return msgCauseTimeout.With()
	case errors.Is(err, context.Canceled):
		return msg.CauseInterrupted.With()
	case errors.As(err, &dns):
		return msgCauseNoSuchHost.With(dns.Name)
	case errors.Is(err, syscall.ECONNREFUSED):
		return msgCauseRefused.With()
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE):
		return msg.CauseCut.With()
	}
	return causeOfTLS(err)
}

func causeOfTLS(err error) msg.Message {
	var authority x509.UnknownAuthorityError
	var hostname x509.HostnameError
	var invalid x509.CertificateInvalidError
	var record tls.RecordHeaderError
	switch {
	case errors.As(err, &authority):
		return msgCauseUnknownAuthority.With()
	case errors.As(err, &hostname):
		return msgCauseWrongHost.With(hostname.Host)
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return msgCauseCertificateExpired.With()
	case errors.As(err, &record), errors.Is(err, http.ErrSchemeMismatch):
		return msgCauseNoTLS.With()
	}
	return systemCause(err)
}

// systemCause returns the cause of an error of the operating system.
func systemCause(err error) msg.Message {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return msg.FileMissing.With()
	case errors.Is(err, fs.ErrPermission):
		return msg.FileForbidden.With()
	case errors.Is(err, syscall.EADDRINUSE):
		return msgCauseAddressTaken.With()
	case errors.Is(err, syscall.EADDRNOTAVAIL):
		return msgCauseAddressForeign.With()
	case errors.Is(err, syscall.EHOSTUNREACH), errors.Is(err, syscall.ENETUNREACH):
		return msgCauseNoRoute.With()
	}
	return msg.Verbatim.With(innermost(err))
}

// adviseOnTLS adds how to specify a server that does not support TLS.
func (f *Factory) adviseOnTLS(e *exit.Error, err error) {
	scheme, rest, _ := strings.Cut(f.config.Server, "://")
	if Cause(err).Text != msgCauseNoTLS || !strings.EqualFold(scheme, "https") {
		return
	}
	server := "http://" + rest
	words := []string{"zdmctl", "context", "set", f.config.Context, "--server", server}
	e.Note(msgNameItWithHTTP.With(server))
	if _, err := zdm.BaseURL(server, false); err != nil {
		e.Note(msgPlaintextShows.With())
		words = append(words, "--insecure-plaintext")
	}
	if strings.HasPrefix(string(f.config.Origin("server")), "context ") {
		e.Try(shell.Command(words...))
	}
}

// AdviseOnCA adds to the error of an unknown authority which file does not contain it, or how to
// specify one.
func AdviseOnCA(e *exit.Error, cfg *config.Config, err error) {
	if _, unknown := errors.AsType[x509.UnknownAuthorityError](err); !unknown {
		return
	}
	if cfg.CAFile != "" {
		e.Note(msgCANotIssuer.With(cfg.CAFile, cfg.Origin("ca-file")))
		return
	}
	e.Note(msgTrustTheCA.With())
}

// innermost returns the text of the first cause, without the calls around it.
func innermost(err error) string {
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return err.Error()
		}
		err = inner
	}
}

// explainServer explains why the URL of a server or its proxy is refused (exit.Usage).
func explainServer(err error) error {
	if proxy, ok := errors.AsType[*zdm.ProxySettingError](err); ok {
		return exit.New(exit.Usage, msgProxyNotURL.With("$"+proxy.Variable)).Note(msgProxyEscapes.With("#=%23 /=%2F ?=%3F @=%40 %=%25")).Because(err)
	}
	refused, ok := errors.AsType[*zdm.ServerError](err)
	if !ok {
		return err
	}
	texts := map[zdm.ServerProblem]msg.Text{
		zdm.ServerMissing: msgServerMalformed, zdm.ServerMalformed: msgServerMalformed, zdm.ServerScheme: msgServerScheme,
		zdm.ServerUserinfo: msgServerUserinfo, zdm.ServerQuery: msgServerQuery, zdm.ServerPlaintext: msgServerPlaintext,
	}
	e := exit.New(exit.Usage, texts[refused.Problem].With(refused.Server)).Because(err)
	if refused.Problem == zdm.ServerPlaintext {
		e.Note(msgPlaintextAllowed.With())
	}
	return e
}

// ExplainSandbox explains why the embedded server cannot be used.
func ExplainSandbox(err error) *exit.Error {
	e := exit.New(exit.Unreachable, msgSandboxStore.With(Cause(err))).Because(err)
	if errors.Is(err, sandbox.ErrBusy) {
		e.Message = Cause(err)
	}
	adviseOnStore(e, err)
	return e
}

// storeFault returns why a store cannot be used, and how to fix it; the advice may be empty.
func storeFault(failed *sandbox.StoreError) (cause msg.Message, advice msg.Text) {
	switch {
	case errors.Is(failed, sandbox.ErrBusy):
		return msgCauseSandboxBusy.With(), msgSandboxTaken
	case errors.Is(failed, sandbox.ErrOlder):
		return msgSandboxOlder.With(failed.Path), msgSandboxReset
	case errors.Is(failed, sandbox.ErrNewer):
		return msgSandboxNewer.With(failed.Path), msgSandboxReset
	case errors.Is(failed, sandbox.ErrForeign):
		return msgSandboxForeign.With(failed.Path), msgSandboxMove
	case errors.Is(failed, sandbox.ErrDamaged):
		return msgSandboxDamaged.With(failed.Path), msgSandboxMove
	}
	return msgSandboxUnusable.With(failed.Path, systemCause(failed)), msg.Text{}
}

// adviseOnStore adds how to fix an unusable store.
func adviseOnStore(e *exit.Error, err error) {
	failed, ok := errors.AsType[*sandbox.StoreError](err)
	if !ok {
		return
	}
	_, advice := storeFault(failed)
	if advice != (msg.Text{}) {
		e.Note(advice.With())
	}
	if advice == msgSandboxReset {
		e.Try(shell.Command("zdmctl", "sandbox", "reset", "--db", failed.Path))
	}
}
