package auth

import "github.com/zdmctl/zdmctl/pkg/msg"

var (
	msgAuthShort  = msg.T("Log in and out", "로그인과 로그아웃")
	msgLoginShort = msg.T("Log in to a server and store the token", "서버에 로그인하고 토큰 저장")
	msgLoginLong  = msg.T(`Log in and store the token in the system's keyring, or in a file that only you can read. The server and the account are saved as a context.

The password comes from a prompt on the terminal, $ZDMCTL_PASSWORD or the password command. With --password-command, expired tokens are renewed automatically.`, `로그인하고 토큰을 시스템 키링 또는 본인만 읽을 수 있는 파일에 저장합니다. 서버와 계정은 컨텍스트로 저장합니다.

비밀번호는 터미널에서 입력받거나 $ZDMCTL_PASSWORD 또는 비밀번호 명령에서 가져옵니다. --password-command를 사용하면 만료된 토큰이 자동으로 갱신됩니다.`)
	msgLoginExample = msg.Same(`  zdmctl auth login --server https://zdm.example.com:53307 \
    --email ops@example.com
  zdmctl auth login --context prod --password-command 'pass show zdm/prod'
  pass show zdm/prod | zdmctl auth login --context prod --password-stdin
  zdmctl auth login --context prod --with-token < token.txt`)
	msgFlagPasswordStdin = msg.T("read the password from standard input", "표준 입력에서 비밀번호 읽기")
	msgFlagWithToken     = msg.T("read a token from standard input instead of logging in", "로그인하지 않고 표준 입력에서 토큰 읽기")
	msgAskEmail          = msg.T("Email: ", "이메일: ")
	msgAskPassword       = msg.T("Password for %s at %s: ", "%[2]s의 %[1]s 비밀번호: ")
	msgLoggedInNotKept   = msg.T("the login succeeded, but the token could not be stored", "로그인했으나 토큰을 저장하지 못했습니다")
	msgLoggedInNoContext = msg.T("the login succeeded and the token is stored in %s, but the context could not be written", "로그인하고 토큰을 저장했으나(%s) 컨텍스트를 저장하지 못했습니다")
	msgLoggedIn          = msg.T("logged in to %s as %s; the token is stored in %s", "로그인했습니다. 서버: %s, 계정: %s, 토큰 보관 위치: %s")
	msgTokenKept         = msg.T("the token for %s is stored in %s; run zdmctl doctor to test it", "%s의 토큰을 저장했습니다 (%s). zdmctl doctor로 확인하세요")
	msgEnvTokenWins      = msg.T("%s is set and takes precedence over the stored login until it is unset", "%s 변수가 설정되어 있어, 해제할 때까지 저장된 로그인보다 우선합니다")
	msgValidFor          = msg.T("it is valid for %s", "남은 유효 기간: %s")
	msgSandboxNoLogin    = msg.T("the sandbox needs no login", "샌드박스는 로그인이 필요하지 않습니다")
	msgNoEmail           = msg.T("no email address", "이메일 주소가 없습니다")
	msgGiveEmail         = msg.T("set it with --email", "--email로 지정하세요")
	msgNoPassword        = msg.T("no password, and no terminal to prompt for one", "비밀번호가 없고, 입력받을 터미널도 없습니다")
	msgStdinNoToken      = msg.T("standard input contains no token", "표준 입력에 토큰이 없습니다")
	msgTokenShape        = msg.T("a ZDM token consists of three parts separated by dots", "ZDM 토큰은 점으로 구분된 세 부분으로 되어 있습니다")
	msgStatusShort       = msg.T("Show the server, the account and the expiry of the token", "서버, 계정, 토큰 만료 시각 표시")
	msgStatusExample     = msg.Same("  zdmctl auth status\n  zdmctl auth status -o json --jq .expiresAt")
	msgStatusContext     = msg.T("Context", "컨텍스트")
	msgStatusToken       = msg.T("Token", "토큰")
	msgStatusExpires     = msg.T("Expires", "만료")
	msgStatusIn          = msg.T("%s (in %s)", "%s (%s 후)")
	msgStatusAgo         = msg.T("%s (%s ago)", "%s (%s 전)")
	msgStatusNotKnown    = msg.T("unknown", "알 수 없음")
	msgStatusNoToken     = msg.T("none yet", "아직 없음")
	msgStatusRenewal     = msg.T("Renewed with", "갱신 방법")
	msgTokenShort        = msg.T("Print the token for use in other programs", "다른 프로그램에서 사용할 토큰 출력")
	msgTokenExample      = msg.Same("  export ZDMCTL_TOKEN=$(zdmctl auth token)")
	msgLogoutShort       = msg.T("Delete the stored token", "저장된 토큰 삭제")
	msgLogoutExample     = msg.Same("  zdmctl auth logout")
	msgNotLoggedIn       = msg.T("no token was stored for %s", "%s에 저장된 토큰이 없습니다")
	msgStillInEnv        = msg.T("$ZDMCTL_TOKEN or $ZDMCTL_TOKEN_FILE is still set", "$ZDMCTL_TOKEN 또는 $ZDMCTL_TOKEN_FILE이 아직 설정되어 있습니다")
)
