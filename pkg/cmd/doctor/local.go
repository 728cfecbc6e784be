package doctor

import (
	"context"
	"errors"
	"io/fs"
	"net/http"
	"net/url"
	"os"

	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// files checks the files. Loading the settings has already restricted their modes.
func (e *exam) files() {
	for _, warning := range e.cfg.Warnings {
		e.warn(msgCheckConfig, warning)
	}
	if len(e.cfg.Warnings) == 0 {
		found := msg.Verbatim.With(e.cfg.File)
		if _, err := os.Stat(e.cfg.File); e.cfg.File == "" {
			found = msg.ConfigNoHome.With()
		} else if errors.Is(err, fs.ErrNotExist) {
			found = msgDoctorNoFile.With(e.cfg.File)
		}
		e.ok(msgCheckConfig, found)
	}
	entry, _, err := e.cfg.Store().Get(e.cfg.Server, e.cfg.Email)
	switch {
	case err != nil:
		e.fail(msgCheckStore, err)
	case !entry.Warning.IsZero():
		e.warn(msgCheckStore, entry.Warning)
	case entry.Place != "":
		e.ok(msgCheckStore, msg.Verbatim.With(entry.Place))
	default:
		e.ok(msgCheckStore, msgDoctorNothingKept.With())
	}
}

// server checks the URL and creates the client.
func (e *exam) server(context.Context) bool {
	if err := e.cfg.NeedServer(); err != nil {
		return e.fail(msgCheckServer, err)
	}
	clock := func(x zdm.Exchange) {
		if !x.Date.IsZero() {
			e.skew, e.timed = e.f.Now().Sub(x.Date), true
		}
	}
	var err error
	if e.client, err = e.f.Client(clock); err != nil {
		return e.fail(msgCheckServer, err)
	}
	if e.base, err = url.Parse(e.client.Base()); err != nil {
		return e.fail(msgCheckServer, err)
	}
	switch {
	case e.embedded():
		return e.ok(msgCheckServer, msgDoctorEmbedded.With())
	case e.base.Scheme == "http" && e.cfg.InsecurePlaintext:
		return e.warn(msgCheckServer, msgDoctorPlaintext.With(e.base), msgDoctorUseTLS.With())
	}
	return e.ok(msgCheckServer, msg.Verbatim.With(e.base))
}

func (e *exam) embedded() bool { return e.cfg.Server == config.SandboxServer }

// proxy reports the proxy, which the environment sets for all commands.
func (e *exam) proxy(ctx context.Context) bool {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, e.base.String(), nil)
	if e.embedded() || err != nil {
		return e.ok(msgCheckProxy, msgDoctorNone.With())
	}
	proxy, err := http.ProxyFromEnvironment(request)
	switch {
	case err != nil: // its text may contain a password
		return e.warn(msgCheckProxy, msgDoctorProxyBroken.With(), msgDoctorProxyVariables.With())
	case proxy == nil:
		return e.ok(msgCheckProxy, msgDoctorNone.With())
	}
	e.proxied = true
	return e.ok(msgCheckProxy, msg.Verbatim.With(proxy.Scheme+"://"+proxy.Host))
}

// token checks the token that calls would use, without renewing it.
func (e *exam) token(context.Context) bool {
	session := e.f.Session(e.cfg)
	found, err := session.Credential()
	if err != nil {
		return e.fail(msgCheckToken, err)
	}
	renewal, renewable := e.cfg.Renewal()
	switch {
	case found.Token == "":
		return e.ok(msgCheckToken, msgDoctorTokenToCome.With(renewal.Origin))
	case found.ExpiredAt(e.f.Now()) && renewable:
		return e.ok(msgCheckToken, msgDoctorTokenToRenew.With(renewal.Origin))
	case found.ExpiredAt(e.f.Now()):
		return e.fail(msgCheckToken, session.Expired(found))
	case found.Expires.IsZero():
		return e.ok(msgCheckToken, msgDoctorTokenEndless.With(found.Place))
	}
	return e.ok(msgCheckToken, msgDoctorToken.With(found.Place, msg.Span(found.Expires.Sub(e.f.Now()))))
}
