package auth

import "github.com/zdmctl/zdmctl/pkg/msg"

var (
	msgAuthShort  = msg.T("Log in and out", "로그인과 로그아웃")
	msgLoginShort = msg.T("Log in to a server and keep its token", "서버에 로그인하고 토큰을 보관")
	msgLoginLong  = msg.T(`Log in to a server and keep its token, in the system's keyring where there is one,
otherwise in a file that only you can read.

The password is asked for on a terminal. Elsewhere $ZDMCTL_PASSWORD gives it, or the
context's password command; --password-stdin reads it from standard input.

--password-command takes it from a command, such as "pass show zdm/prod", and keeps the
command in the context: a token that has run out is then renewed without anybody
being asked, once for all that run at the same time. $ZDMCTL_EMAIL and
$ZDMCTL_PASSWORD together do the same. The command has 30 seconds and no standard
input, and the first line that it prints is the password.

--with-token keeps a token that you have, read from standard input.

Server and e-mail address are kept as a context: the one that --context names, else
the current one, else one named after the server.`, `서버에 로그인하고 토큰을 보관합니다. 시스템 키링이 있으면 키링에, 없으면 본인만
읽을 수 있는 파일에 보관합니다.

비밀번호는 터미널에서 묻습니다. 터미널이 아니면 $ZDMCTL_PASSWORD나 컨텍스트의
비밀번호 명령에서 얻고, --password-stdin은 표준 입력에서 읽습니다.

--password-command는 "pass show zdm/prod" 같은 명령에서 비밀번호를 얻고 그
명령을 컨텍스트에 저장합니다. 이후 만료된 토큰은 아무에게도 묻지 않고 갱신되며,
동시에 실행된 명령이 여럿이어도 한 번만 갱신됩니다. $ZDMCTL_EMAIL과
$ZDMCTL_PASSWORD를 함께 써도 같습니다. 명령은 30초 안에 끝나야 하고 표준 입력이
없으며, 출력의 첫 줄이 비밀번호입니다.

--with-token은 이미 가진 토큰을 표준 입력에서 읽어 보관합니다.

서버와 이메일 주소는 컨텍스트로 저장됩니다. --context로 지정한 것, 없으면 현재
컨텍스트, 그것도 없으면 서버 이름을 딴 컨텍스트입니다.`)
	msgLoginExample = msg.Same(`  zdmctl auth login --server https://zdm.example.com:53307 --email ops@example.com
  zdmctl auth login --context prod --password-command 'pass show zdm/prod'
  pass show zdm/prod | zdmctl auth login --context prod --password-stdin
  zdmctl auth login --server https://zdm.example.com:53307 --with-token < token.txt`)
	msgFlagPasswordStdin = msg.T("read the password from standard input", "비밀번호를 표준 입력에서 읽음")
	msgFlagWithToken     = msg.T("read a token from standard input instead of logging in", "로그인하는 대신 토큰을 표준 입력에서 읽음")
	msgAskEmail          = msg.T("E-mail: ", "이메일: ")
	msgAskPassword       = msg.T("Password for %s at %s: ", "%[2]s의 %[1]s 비밀번호: ")
	msgLoggedInNotKept   = msg.T("the login succeeded, but its token is not kept", "로그인은 되었으나 토큰을 저장하지 못했습니다")
	msgLoggedInNoContext = msg.T("the login succeeded and its token is kept in %s; only the context is not written", "로그인되었고 토큰은 %s에 보관했습니다. 컨텍스트만 저장하지 못했습니다")
	msgLoggedIn          = msg.T("logged in to %s as %s; the token is kept in %s", "%s에 %s(으)로 로그인함; 토큰은 %s에 보관됨")
	msgTokenKept         = msg.T("the token for %s is kept in %s; it has not been tried, and zdmctl doctor tries it", "%s의 토큰을 %s에 보관함; 써 보지는 않았으며 zdmctl doctor로 확인 가능")
	msgValidFor          = msg.T("it is valid for %s", "%s 동안 유효함")
	msgSandboxNoLogin    = msg.T("the sandbox needs no log-in", "샌드박스는 로그인이 필요 없음")
	msgNoEmail           = msg.T("no e-mail address", "이메일 주소 없음")
	msgGiveEmail         = msg.T("give it with --email", "--email로 지정")
	msgNoPassword        = msg.T("no password: this is not a terminal", "비밀번호 없음: 터미널이 아님")
	msgStdinNoToken      = msg.T("standard input holds no token", "표준 입력에 토큰이 없음")
	msgTokenShape        = msg.T("a token of ZDM is three words with dots between them", "ZDM 토큰은 점으로 이어진 세 단어임")
	msgStatusShort       = msg.T("Show the server, the account and how long the token is valid", "서버, 계정, 토큰 유효 기간 표시")
	msgStatusExample     = msg.Same("  zdmctl auth status\n  zdmctl auth status -o json --jq .expiresAt")
	msgStatusContext     = msg.T("Context", "컨텍스트")
	msgStatusToken       = msg.T("Token", "토큰")
	msgStatusExpires     = msg.T("Expires", "만료")
	msgStatusIn          = msg.T("%s (in %s)", "%s (%s 후)")
	msgStatusAgo         = msg.T("%s (%s ago)", "%s (%s 전)")
	msgStatusNotKnown    = msg.T("not known", "알 수 없음")
	msgStatusNoToken     = msg.T("there is none yet", "아직 없음")
	msgStatusRenewal     = msg.T("Renewed by", "갱신 출처")
	msgTokenShort        = msg.T("Print the token, for another program", "다른 프로그램에서 쓸 토큰 출력")
	msgTokenExample      = msg.Same("  export ZDMCTL_TOKEN=$(zdmctl auth token)")
	msgLogoutShort       = msg.T("Forget the token", "토큰 삭제")
	msgLogoutExample     = msg.Same("  zdmctl auth logout")
	msgNotLoggedIn       = msg.T("there was no token for %s", "%s의 토큰이 없었음")
	msgStillInEnv        = msg.T("$ZDMCTL_TOKEN or $ZDMCTL_TOKEN_FILE still gives one", "$ZDMCTL_TOKEN 또는 $ZDMCTL_TOKEN_FILE에 아직 토큰이 있음")
)
