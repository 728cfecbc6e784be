package msg

// What is said of a call to the server.
var (
	CannotReach         = Text{EN: "cannot reach %s: %s"}
	NothingWasSent      = Text{EN: "nothing was sent"}
	TrustTheCA          = Text{EN: "trust the certificate's issuer with --ca-file FILE"}
	AnswerLost          = Text{EN: "no answer from %s: %s"}
	TokenRefused        = Text{EN: "%s refused the token"}
	Forbidden           = Text{EN: "%s does not allow this call to the account"}
	Reason              = Text{EN: "%s: %s"}
	RedirectNotFollowed = Text{EN: "%s redirects to %s, and the call was not repeated there"}
	NameThatServer      = Text{EN: "if that is the ZDM server, name it with --server or in the context"}
	NotZDM              = Text{EN: "the answer of %s is not ZDM's (HTTP %d)"}
	NoTokenInAnswer     = Text{EN: "%s accepted the log-in and gave no token"}
	ForeignBody         = Text{EN: "it answered %s: %s"}
	ForeignEmpty        = Text{EN: "it answered %s, without a body"}
	CheckTheServer      = Text{EN: "check the server's address, and the proxy between"}
	Refused             = Text{EN: "%s"}
	RefusedWithoutText  = Text{EN: "%s refused the request and gave no reason"}
	Verbatim            = Text{EN: "%s"}

	AnswerRedirects         = Text{EN: "the answer redirects to %s"}
	AnswerNotZDM            = Text{EN: "the answer is not ZDM's (HTTP %d)"}
	CauseTimeout            = Text{EN: "the time is up"}
	CauseInterrupted        = Text{EN: "interrupted"}
	CauseNoSuchHost         = Text{EN: "no such host: %s"}
	CauseRefused            = Text{EN: "connection refused"}
	CauseUnknownAuthority   = Text{EN: "its certificate is signed by an authority that this machine does not trust"}
	CauseWrongHost          = Text{EN: "its certificate is not for %s"}
	CauseCertificateExpired = Text{EN: "its certificate has expired, or is not valid yet"}
	CauseNoTLS              = Text{EN: "it does not speak TLS"}
	CauseCut                = Text{EN: "the connection was cut"}
	CauseSandboxBusy        = Text{EN: "another process is using the sandbox"}
	SandboxStore            = Text{EN: "the sandbox cannot be opened: %s"}

	ServerMalformed  = Text{EN: "server %q: not a URL such as https://zdm.example.com:53307"}
	ServerScheme     = Text{EN: "server %q: the scheme is neither https nor http"}
	ServerUserinfo   = Text{EN: "server %q: a user name or password does not belong in the URL"}
	ServerQuery      = Text{EN: "server %q: a query or fragment does not belong in the URL"}
	ServerPlaintext  = Text{EN: "server %q: plain http would show the token to the network"}
	PlaintextAllowed = Text{EN: "use https, or allow it with --insecure-plaintext where the network is your own"}

	CAFile      = Text{EN: "--ca-file %s: %s"}
	CAFileEmpty = Text{EN: "it holds no PEM certificate"}
)

// What is said of tokens and log-ins.
var (
	NoToken        = Text{EN: "no token for %s"}
	TokenExpired   = Text{EN: "the token for %s expired %s ago"}
	TokenOfExpired = Text{EN: "the token for %s at %s expired %s ago"}
	ClocksDiffer   = Text{EN: "the token that %s gave expired %s ago: the clocks of the server and of this machine differ"}
	Seconds        = Text{EN: "%d seconds"}
	Minutes        = Text{EN: "%d minutes"}
	Hours          = Text{EN: "%d hours"}
	Days           = Text{EN: "%d days"}
)
