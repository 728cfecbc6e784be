package signin

import (
	"github.com/zdmctl/zdmctl/pkg/msg"
)

var (
	msgEmptyPassword         = msg.T("the password is empty", "비밀번호가 비어 있습니다")
	msgLongPassword          = msg.T("the password is longer than %d bytes or has several lines", "비밀번호가 %d바이트보다 길거나 여러 줄입니다")
	msgLoginLimit            = msg.T("servers limit logins, by default to 20 in 15 minutes: wait before you log in again", "서버는 로그인 횟수를 제한합니다(기본값: 15분에 20회). 잠시 기다린 후 다시 로그인하세요")
	msgLoginRefused          = msg.T("%s refused to log in %s: %s", "%s 서버가 %s 계정의 로그인을 거부했습니다: %s")
	msgWrongPassword         = msg.T("unknown email address or wrong password", "등록되지 않은 이메일 주소이거나 비밀번호가 틀립니다")
	msgNoToken               = msg.T("no token for %s", "%s 서버의 토큰이 없습니다")
	msgTokenExpired          = msg.T("the token for %s expired %s ago", "%s 서버의 토큰이 %s 전에 만료되었습니다")
	msgTokenOfExpired        = msg.T("the token for %s at %s expired %s ago", "%[2]s 서버의 %[1]s 계정 토큰이 %[3]s 전에 만료되었습니다")
	msgClocksDiffer          = msg.T("%s issued a token that expired %s ago: the clocks of the server and of this machine differ", "%s 서버가 발급한 토큰이 이미 %s 전에 만료되었습니다. 서버와 이 컴퓨터의 시계가 다릅니다")
	msgCommandDistrusted     = msg.T("the password-command is not run, because other users can change the config file", "다른 사용자가 설정 파일을 바꿀 수 있으므로 password-command를 실행하지 않습니다")
	msgPasswordUnfit         = msg.T("the password cannot be used: %s", "비밀번호를 사용할 수 없습니다: %s")
	msgPasswordCommandFrom   = msg.T("the command is set by: %s", "명령이 설정된 곳: %s")
	msgPasswordCommandFailed = msg.T("the password command failed: %s", "비밀번호 명령이 실패했습니다: %s")
	msgPasswordCommandLate   = msg.T("the password command did not end within %s", "비밀번호 명령이 %s 안에 끝나지 않았습니다")
	msgPasswordCommandSilent = msg.T("the password command printed no password", "비밀번호 명령이 비밀번호를 출력하지 않았습니다")
	msgRenewalBusy           = msg.T("the token was not renewed: another zdmctl has been renewing it for %s", "토큰을 갱신하지 못했습니다: 다른 zdmctl이 %s 동안 갱신하고 있습니다")
	msgTokenNotKept          = msg.T("the new token could not be stored, so the next run logs in again: %s", "새 토큰을 저장하지 못해 다음 실행에서 다시 로그인합니다: %s")
	msgPasswordOrigin        = msg.T("the password came from: %s", "비밀번호의 출처: %s")
	msgEnvTokenStays         = msg.T("the token of %s is never renewed: set a new one, or unset it and log in", "%s의 토큰은 자동으로 갱신되지 않습니다. 새 토큰을 지정하거나, 변수를 해제하고 로그인하세요")
	msgPasswordNeedsEmail    = msg.T("$ZDMCTL_PASSWORD renews the token only together with $ZDMCTL_EMAIL", "$ZDMCTL_PASSWORD는 $ZDMCTL_EMAIL과 함께 지정해야 토큰을 갱신합니다")
	msgCommandNeedsEmail     = msg.T("the password command renews the token only for the email address of the same context", "비밀번호 명령은 같은 컨텍스트의 이메일 주소에 대해서만 토큰을 갱신합니다")
	msgRenewsItself          = msg.T("log in; with --password-command COMMAND the token is renewed automatically from then on", "로그인하세요. --password-command COMMAND를 지정하면 이후 토큰이 자동으로 갱신됩니다")
)
