package msg

// What is said of a call to the server.
var (
	CannotReach         = Text{EN: "cannot reach %s: %s", KO: "%s에 연결할 수 없음: %s"}
	NotVerified         = Text{EN: "the certificate of %s is not verified: whoever answers in its place can read the password and the token; --ca-file FILE trusts its authority", KO: "%s의 인증서를 검증하지 않습니다. 다른 누군가가 대신 응답하면 비밀번호와 토큰을 읽을 수 있습니다. --ca-file FILE로 인증 기관을 지정하세요"}
	NothingWasSent      = Text{EN: "nothing was sent", KO: "아무것도 보내지 않음"}
	NameItWithHTTP      = Text{EN: "where the server is to speak plain http, name it %s", KO: "서버가 평문 http를 쓰는 것이 맞다면 %s(으)로 지정"}
	PlaintextShows      = Text{EN: "plain http shows the token to the network, so it takes --insecure-plaintext too", KO: "평문 http는 토큰을 네트워크에 노출하므로 --insecure-plaintext도 필요"}
	TrustTheCA          = Text{EN: "trust the certificate's issuer with --ca-file FILE", KO: "--ca-file FILE로 인증서 발급자를 신뢰하도록 지정"}
	AnswerLost          = Text{EN: "no answer from %s: %s", KO: "%s의 응답 없음: %s"}
	TokenRefused        = Text{EN: "%s refused the token", KO: "%s이(가) 토큰을 거부함"}
	Forbidden           = Text{EN: "%s does not allow this call to the account", KO: "%s이(가) 이 계정의 호출을 허용하지 않음"}
	Reason              = Text{EN: "%s: %s", KO: "%s: %s"}
	RedirectNotFollowed = Text{EN: "%s redirects to %s, and the call was not repeated there", KO: "%s이(가) %s(으)로 리다이렉트했고, 그곳으로는 다시 보내지 않음"}
	NameThatServer      = Text{EN: "if that is the ZDM server, name it with --server or in the context", KO: "그곳이 ZDM 서버라면 --server 또는 컨텍스트에 지정"}
	AnswerUnusable      = Text{EN: "the answer of %s cannot be used: %s", KO: "%s의 응답을 사용할 수 없음: %s"}
	NotZDM              = Text{EN: "the answer of %s is not ZDM's (HTTP %d)", KO: "%s의 응답은 ZDM의 응답이 아님 (HTTP %d)"}
	NoTokenInAnswer     = Text{EN: "%s accepted the log-in and gave no token", KO: "%s이(가) 로그인을 받아들였으나 토큰을 주지 않음"}
	ForeignBody         = Text{EN: "it answered %s: %s", KO: "응답 %s: %s"}
	ForeignEmpty        = Text{EN: "it answered %s, without a body", KO: "응답 %s, 본문 없음"}
	CheckTheServer      = Text{EN: "check the server's address, and the proxy between", KO: "서버 주소와 중간의 프록시를 확인"}
	Refused             = Text{EN: "%s", KO: "%s"}
	RefusedWithoutText  = Text{EN: "%s refused the request and gave no reason", KO: "%s이(가) 이유 없이 요청을 거부함"}
	Verbatim            = Text{EN: "%s", KO: "%s"}

	AnswerRedirects         = Text{EN: "the answer redirects to %s", KO: "응답이 %s(으)로 리다이렉트함"}
	AnswerNotZDM            = Text{EN: "the answer is not ZDM's (HTTP %d)", KO: "ZDM의 응답이 아님 (HTTP %d)"}
	CauseTimeout            = Text{EN: "the time is up", KO: "시간 초과"}
	CauseInterrupted        = Text{EN: "interrupted", KO: "중단됨"}
	CauseNoSuchHost         = Text{EN: "no such host: %s", KO: "호스트를 찾을 수 없음: %s"}
	CauseRefused            = Text{EN: "connection refused", KO: "연결이 거부됨"}
	CauseUnknownAuthority   = Text{EN: "its certificate is signed by an authority that this machine does not trust", KO: "이 컴퓨터가 신뢰하지 않는 기관이 서명한 인증서임"}
	CauseWrongHost          = Text{EN: "its certificate is not for %s", KO: "인증서가 %s의 것이 아님"}
	CauseCertificateExpired = Text{EN: "its certificate has expired, or is not valid yet", KO: "인증서가 만료되었거나 아직 유효하지 않음"}
	CauseNoTLS              = Text{EN: "it does not speak TLS", KO: "TLS를 쓰지 않음"}
	CauseCut                = Text{EN: "the connection was cut", KO: "연결이 끊김"}
	CauseSandboxBusy        = Text{EN: "another process is using the sandbox", KO: "다른 프로세스가 샌드박스를 사용 중"}
	SandboxStore            = Text{EN: "the sandbox cannot be opened: %s", KO: "샌드박스를 열 수 없음: %s"}

	ServerMalformed  = Text{EN: "server %q: not a URL such as https://zdm.example.com:53307", KO: "서버 %q: https://zdm.example.com:53307 같은 URL이 아님"}
	ServerScheme     = Text{EN: "server %q: the scheme is neither https nor http", KO: "서버 %q: https도 http도 아님"}
	ServerUserinfo   = Text{EN: "server %q: a user name or password does not belong in the URL", KO: "서버 %q: URL에 사용자 이름이나 비밀번호를 쓸 수 없음"}
	ServerQuery      = Text{EN: "server %q: a query or fragment does not belong in the URL", KO: "서버 %q: URL에 쿼리나 프래그먼트를 쓸 수 없음"}
	ServerPlaintext  = Text{EN: "server %q: plain http would show the token to the network", KO: "서버 %q: 평문 http는 토큰을 네트워크에 노출함"}
	PlaintextAllowed = Text{EN: "use https, or allow it with --insecure-plaintext where the network is your own", KO: "https를 쓰거나, 자신의 네트워크라면 --insecure-plaintext로 허용"}

	CAFile      = Text{EN: "CA file %s: %s", KO: "CA 파일 %s: %s"}
	CAFileEmpty = Text{EN: "it holds no PEM certificate", KO: "PEM 인증서가 없음"}
)

// What is said of tokens and log-ins.
var (
	NoToken        = Text{EN: "no token for %s", KO: "%s의 토큰 없음"}
	TokenExpired   = Text{EN: "the token for %s expired %s ago", KO: "%s의 토큰이 %s 전에 만료됨"}
	TokenOfExpired = Text{EN: "the token for %s at %s expired %s ago", KO: "%[2]s의 %[1]s 토큰이 %[3]s 전에 만료됨"}
	ClocksDiffer   = Text{EN: "the token that %s gave expired %s ago: the clocks of the server and of this machine differ", KO: "%s이(가) 준 토큰이 이미 %s 전에 만료됨: 서버와 이 컴퓨터의 시계가 다름"}
	OneSecond      = Text{EN: "1 second", KO: "1초"}
	Seconds        = Text{EN: "%d seconds", KO: "%d초"}
	Minutes        = Text{EN: "%d minutes", KO: "%d분"}
	Hours          = Text{EN: "%d hours", KO: "%d시간"}
	Days           = Text{EN: "%d days", KO: "%d일"}
)
