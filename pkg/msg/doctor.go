package msg

// doctor.
var (
	DoctorShort = Text{EN: "Check the settings, the way to the server, and the token", KO: "설정, 서버까지의 경로, 토큰 점검"}
	DoctorLong  = Text{
		EN: `Check one thing after the other: the files of zdmctl, the server's address, proxy, name
resolution, connection and certificate, token, API, clock and center. Each line is ok, a
warning or a failure with what to do. Nothing on the server is changed; a token that has
run out is renewed where that is set up.

The exit code is 0 unless something failed, and then that of the first failure: 2 for a
setting, 4 for the token, 5 or 6 for the server.`,
		KO: `zdmctl의 파일, 서버 주소, 프록시, 이름 확인, 연결과 인증서, 토큰, API, 시계,
센터를 차례로 점검합니다. 각 줄은 정상, 경고, 실패이며 해야 할 일을 함께 알려
줍니다. 서버의 내용은 바꾸지 않으며, 만료된 토큰은 설정되어 있으면 갱신합니다.

실패가 없으면 종료 코드는 0이고, 있으면 첫 실패의 코드입니다: 설정은 2, 토큰은
4, 서버는 5 또는 6.`,
	}
	DoctorExample = Text{EN: "  zdmctl doctor\n  zdmctl doctor --context prod -o json --jq '.data[] | select(.result != \"ok\")'"}
	DoctorFailed  = Text{EN: "%d of the checks failed", KO: "점검 %d개 실패"}
	DoctorSkipped = Text{EN: "not looked at after the failure above", KO: "위의 실패로 점검하지 않음"}

	VerdictOK      = Text{EN: "ok", KO: "정상"}
	VerdictWarning = Text{EN: "warning", KO: "경고"}
	VerdictFailure = Text{EN: "failure", KO: "실패"}
	VerdictSkipped = Text{EN: "skipped", KO: "생략"}

	CheckConfig     = Text{EN: "config", KO: "설정"}
	CheckStore      = Text{EN: "credentials", KO: "자격 증명"}
	CheckServer     = Text{EN: "server", KO: "서버"}
	CheckProxy      = Text{EN: "proxy", KO: "프록시"}
	CheckName       = Text{EN: "name", KO: "이름"}
	CheckConnection = Text{EN: "connection", KO: "연결"}
	CheckToken      = Text{EN: "token", KO: "토큰"}
	CheckAPI        = Text{EN: "api", KO: "API"}
	CheckClock      = Text{EN: "clock", KO: "시계"}
	CheckCenter     = Text{EN: "center", KO: "센터"}

	DoctorNoFile      = Text{EN: "%s is not there yet", KO: "%s이(가) 아직 없음"}
	DoctorNothingKept = Text{EN: "no token is kept for this server and account", KO: "이 서버와 계정의 저장된 토큰 없음"}
	DoctorEmbedded    = Text{EN: "the embedded one", KO: "내장 서버"}
	DoctorPlaintext   = Text{EN: "%s: the network sees the token", KO: "%s: 네트워크에 토큰이 노출됨"}
	DoctorUseTLS      = Text{EN: "use https", KO: "https를 사용"}

	DoctorNone           = Text{EN: "none", KO: "없음"}
	DoctorProxyBroken    = Text{EN: "the proxy that the environment names is not a URL", KO: "환경 변수의 프록시가 URL이 아님"}
	DoctorProxyVariables = Text{EN: "look at $HTTPS_PROXY, $HTTP_PROXY and $NO_PROXY", KO: "$HTTPS_PROXY, $HTTP_PROXY, $NO_PROXY를 확인"}
	DoctorNoName         = Text{EN: "nothing to resolve", KO: "확인할 이름 없음"}
	DoctorProxyResolves  = Text{EN: "%s is left to the proxy", KO: "%s은(는) 프록시가 확인"}
	DoctorCheckName      = Text{EN: "check the name in the server's address, and this machine's DNS", KO: "서버 주소의 이름과 이 컴퓨터의 DNS를 확인"}

	DoctorNotDirect    = Text{EN: "not made directly", KO: "직접 연결하지 않음"}
	DoctorConnected    = Text{EN: "connected to %s, without TLS", KO: "%s에 TLS 없이 연결됨"}
	DoctorCertificate  = Text{EN: "the certificate is trusted and ends in %s", KO: "인증서를 신뢰함, 만료까지 %s"}
	DoctorReplaceIt    = Text{EN: "replace it in time", KO: "만료 전에 교체"}
	DoctorNotChecked   = Text{EN: "the certificate is not checked (insecure-skip-tls-verify)", KO: "인증서를 확인하지 않음 (insecure-skip-tls-verify)"}
	DoctorTrustInstead = Text{EN: "anybody between can read the token: trust the issuer with ca-file instead", KO: "중간에서 토큰을 읽을 수 있음: 대신 ca-file로 발급자를 신뢰"}

	DoctorToken        = Text{EN: "in %s, valid for %s", KO: "%s에 있음, %s 동안 유효"}
	DoctorTokenEndless = Text{EN: "in %s, it does not say until when", KO: "%s에 있음, 유효 기간을 알 수 없음"}
	DoctorTokenToCome  = Text{EN: "none yet; the next call logs in (%s)", KO: "아직 없음; 다음 호출 때 로그인 (%s)"}
	DoctorTokenToRenew = Text{EN: "expired; the next call renews it (%s)", KO: "만료됨; 다음 호출 때 갱신 (%s)"}

	DoctorVersion10 = Text{EN: "it answers; version 1.0, as far as the API tells", KO: "응답함; API로 알 수 있는 한 1.0 버전"}
	DoctorVersion11 = Text{EN: "it answers; version 1.1 or later, as far as the API tells", KO: "응답함; API로 알 수 있는 한 1.1 이상"}
	DoctorVersion13 = Text{EN: "it answers; version 1.3 or later, as far as the API tells", KO: "응답함; API로 알 수 있는 한 1.3 이상"}

	DoctorNoClock  = Text{EN: "the server does not tell its time", KO: "서버가 시각을 알려 주지 않음"}
	DoctorClock    = Text{EN: "within %s of the server's", KO: "서버와의 차이 %s 이내"}
	DoctorAhead    = Text{EN: "this machine is %s ahead of the server", KO: "이 컴퓨터가 서버보다 %s 빠름"}
	DoctorBehind   = Text{EN: "this machine is %s behind the server", KO: "이 컴퓨터가 서버보다 %s 느림"}
	DoctorSetClock = Text{EN: "set both clocks by NTP: the end of a token and schedules depend on them", KO: "두 시계를 NTP로 맞출 것: 토큰 만료와 스케줄이 시계에 달려 있음"}

	DoctorOneCenter      = Text{EN: "none is set, and there is one: %s", KO: "설정되지 않음, 있는 센터는 하나: %s"}
	DoctorSeveralCenters = Text{EN: "none is set, and the server lists %d", KO: "설정되지 않음, 서버에 있는 센터: %d개"}
	DoctorNameCenter     = Text{EN: "a request must name its center, or: zdmctl config set center CENTER", KO: "요청에 센터를 지정하거나: zdmctl config set center CENTER"}
	DoctorCenterFrom     = Text{EN: "%q comes from: %s", KO: "%q의 출처: %s"}
	DoctorCenterAway     = Text{EN: "%s is not connected", KO: "%s이(가) 연결되어 있지 않음"}
)
