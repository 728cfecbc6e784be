package signin

import (
	"github.com/zdmctl/zdmctl/pkg/msg"
)

var (
	msgEmptyPassword         = msg.T("the password is empty", "비밀번호가 비어 있음")
	msgLongPassword          = msg.T("the password is longer than %d bytes or has several lines", "비밀번호가 %d바이트보다 길거나 여러 줄임")
	msgLoginRefused          = msg.T("%s refused the log-in of %s: %s", "%s이(가) %s의 로그인을 거부함: %s")
	msgWrongPassword         = msg.T("unknown e-mail address or wrong password", "등록되지 않은 이메일 주소이거나 비밀번호가 틀림")
	msgNoToken               = msg.T("no token for %s", "%s의 토큰 없음")
	msgTokenExpired          = msg.T("the token for %s expired %s ago", "%s의 토큰이 %s 전에 만료됨")
	msgTokenOfExpired        = msg.T("the token for %s at %s expired %s ago", "%[2]s의 %[1]s 토큰이 %[3]s 전에 만료됨")
	msgClocksDiffer          = msg.T("the token that %s gave expired %s ago: the clocks of the server and of this machine differ", "%s이(가) 준 토큰이 이미 %s 전에 만료됨: 서버와 이 컴퓨터의 시계가 다름")
	msgCommandDistrusted     = msg.T("the password-command is not run, because other users can change the config file", "다른 사용자가 설정 파일을 바꿀 수 있으므로 password-command를 실행하지 않습니다")
	msgPasswordUnfit         = msg.T("the password cannot be used: %s", "비밀번호를 사용할 수 없습니다: %s")
	msgPasswordCommandFrom   = msg.T("the command comes from: %s", "명령의 출처: %s")
	msgPasswordCommandFailed = msg.T("the password command failed: %s", "비밀번호 명령 실패: %s")
	msgPasswordCommandLate   = msg.T("the password command did not end within %s", "비밀번호 명령이 %s 안에 끝나지 않음")
	msgPasswordCommandSilent = msg.T("the password command printed no password", "비밀번호 명령이 비밀번호를 출력하지 않음")
	msgRenewalBusy           = msg.T("the token was not renewed: another zdmctl has been renewing it for %s", "토큰이 갱신되지 않음: 다른 zdmctl이 %s 동안 갱신 중")
	msgTokenNotKept          = msg.T("the new token is used and not kept, so the next run logs in again: %s", "새 토큰을 사용하지만 저장하지 못해 다음 실행 때 다시 로그인함: %s")
	msgPasswordOrigin        = msg.T("the password came from: %s", "비밀번호의 출처: %s")
	msgEnvTokenStays         = msg.T("the token of %s is never renewed: put a new one in its place", "%s의 토큰은 갱신되지 않음: 새 토큰으로 교체")
	msgPasswordNeedsEmail    = msg.T("$ZDMCTL_PASSWORD renews it only together with $ZDMCTL_EMAIL", "$ZDMCTL_PASSWORD는 $ZDMCTL_EMAIL과 함께일 때만 토큰을 갱신")
	msgCommandNeedsEmail     = msg.T("the password command renews it only for the e-mail address of the same context", "비밀번호 명령은 같은 컨텍스트의 이메일 주소에 대해서만 토큰을 갱신")
	msgRenewsItself          = msg.T("log in; with --password-command COMMAND the token renews itself from then on", "로그인할 것; --password-command COMMAND를 쓰면 이후 토큰이 자동으로 갱신됨")
)
