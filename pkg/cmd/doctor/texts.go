package doctor

import "github.com/zdmctl/zdmctl/pkg/msg"

var (
	msgDoctorShort = msg.T("Check the settings, the way to the server, and the token", "설정, 서버까지의 경로, 토큰 점검")
	msgDoctorLong  = msg.T(`Check one thing after the other: the files of zdmctl, the server's address, proxy, name
resolution, connection and certificate, token, API, clock and center. Each line is ok, a
warning or a failure with what to do. Nothing on the server is changed; a token that has
run out is renewed where that is set up.

The exit code is 0 unless something failed, and then that of the first failure: 2 for a
setting, 4 for the token, 5 or 6 for the server.`, `zdmctl의 파일, 서버 주소, 프록시, 이름 확인, 연결과 인증서, 토큰, API, 시계,
센터를 차례로 점검합니다. 각 줄은 정상, 경고, 실패이며 해야 할 일을 함께 알려
줍니다. 서버의 내용은 바꾸지 않으며, 만료된 토큰은 설정되어 있으면 갱신합니다.

실패가 없으면 종료 코드는 0이고, 있으면 첫 실패의 코드입니다: 설정은 2, 토큰은
4, 서버는 5 또는 6.`)
	msgDoctorExample        = msg.Same("  zdmctl doctor\n  zdmctl doctor --context prod -o json --jq '.data[] | select(.result != \"ok\")'")
	msgDoctorFailed         = msg.T("%d of the checks failed", "점검 %d개 실패")
	msgDoctorSkipped        = msg.T("not looked at after the failure above", "위의 실패로 점검하지 않음")
	msgCheckConfig          = msg.T("config", "설정")
	msgCheckStore           = msg.T("credentials", "자격 증명")
	msgCheckServer          = msg.T("server", "서버")
	msgCheckProxy           = msg.T("proxy", "프록시")
	msgCheckName            = msg.T("name", "이름")
	msgCheckConnection      = msg.T("connection", "연결")
	msgCheckToken           = msg.T("token", "토큰")
	msgCheckAPI             = msg.T("api", "API")
	msgCheckClock           = msg.T("clock", "시계")
	msgCheckCenter          = msg.T("center", "센터")
	msgDoctorNoFile         = msg.T("%s is not there yet", "%s이(가) 아직 없음")
	msgDoctorNothingKept    = msg.T("no token is kept for this server and account", "이 서버와 계정의 저장된 토큰 없음")
	msgDoctorEmbedded       = msg.T("the embedded one", "내장 서버")
	msgDoctorPlaintext      = msg.T("%s: the network sees the token", "%s: 네트워크에 토큰이 노출됨")
	msgDoctorUseTLS         = msg.T("use https", "https를 사용")
	msgDoctorNone           = msg.T("none", "없음")
	msgDoctorProxyBroken    = msg.T("the proxy that the environment names is not a URL", "환경 변수의 프록시가 URL이 아님")
	msgDoctorProxyVariables = msg.T("look at $HTTPS_PROXY, $HTTP_PROXY and $NO_PROXY", "$HTTPS_PROXY, $HTTP_PROXY, $NO_PROXY를 확인")
	msgDoctorNoName         = msg.T("nothing to resolve", "확인할 이름 없음")
	msgDoctorProxyResolves  = msg.T("%s is left to the proxy", "%s은(는) 프록시가 확인")
	msgDoctorCheckName      = msg.T("check the name in the server's address, and this machine's DNS", "서버 주소의 이름과 이 컴퓨터의 DNS를 확인")
	msgDoctorNotDirect      = msg.T("not made directly", "직접 연결하지 않음")
	msgDoctorConnected      = msg.T("connected to %s, without TLS", "%s에 TLS 없이 연결됨")
	msgDoctorCertificate    = msg.T("the certificate is trusted and ends in %s", "인증서를 신뢰함, 만료까지 %s")
	msgDoctorReplaceIt      = msg.T("replace it in time", "만료 전에 교체")
	msgDoctorNotChecked     = msg.T("the certificate is not checked (insecure-skip-tls-verify)", "인증서를 확인하지 않음 (insecure-skip-tls-verify)")
	msgDoctorTrustInstead   = msg.T("anybody between can read the token: trust the issuer with ca-file instead", "중간에서 토큰을 읽을 수 있음: 대신 ca-file로 발급자를 신뢰")
	msgDoctorToken          = msg.T("in %s, valid for %s", "%s에 있음, %s 동안 유효")
	msgDoctorTokenEndless   = msg.T("in %s, it does not say until when", "%s에 있음, 유효 기간을 알 수 없음")
	msgDoctorTokenToCome    = msg.T("none yet; the next call logs in (%s)", "아직 없음; 다음 호출 때 로그인 (%s)")
	msgDoctorTokenToRenew   = msg.T("expired; the next call renews it (%s)", "만료됨; 다음 호출 때 갱신 (%s)")
	msgDoctorVersion10      = msg.T("it answers; version 1.0, as far as the API tells", "응답함; API로 알 수 있는 한 1.0 버전")
	msgDoctorVersion11      = msg.T("it answers; version 1.1 or later, as far as the API tells", "응답함; API로 알 수 있는 한 1.1 이상")
	msgDoctorVersion13      = msg.T("it answers; version 1.3 or later, as far as the API tells", "응답함; API로 알 수 있는 한 1.3 이상")
	msgDoctorNoClock        = msg.T("the server does not tell its time", "서버가 시각을 알려 주지 않음")
	msgDoctorClock          = msg.T("within %s of the server's", "서버와의 차이 %s 이내")
	msgDoctorAhead          = msg.T("this machine is %s ahead of the server", "이 컴퓨터가 서버보다 %s 빠름")
	msgDoctorBehind         = msg.T("this machine is %s behind the server", "이 컴퓨터가 서버보다 %s 느림")
	msgDoctorSetClock       = msg.T("set both clocks by NTP: the end of a token and schedules depend on them", "두 시계를 NTP로 맞출 것: 토큰 만료와 스케줄이 시계에 달려 있음")
	msgDoctorOneCenter      = msg.T("none is set, and there is one: %s", "설정되지 않음, 있는 센터는 하나: %s")
	msgDoctorSeveralCenters = msg.T("none is set, and the server lists %d", "설정되지 않음, 서버에 있는 센터: %d개")
	msgDoctorNameCenter     = msg.T("a request must name its center, or: zdmctl config set center CENTER", "요청에 센터를 지정하거나: zdmctl config set center CENTER")
	msgDoctorCenterFrom     = msg.T("%q comes from: %s", "%q의 출처: %s")
	msgDoctorCenterAway     = msg.T("%s is not connected", "%s이(가) 연결되어 있지 않음")
)
