package msg

// auth login, status, token and logout.
var (
	AuthShort = Text{EN: "Log in and out", KO: "로그인과 로그아웃"}

	LoginShort = Text{EN: "Log in to a server and keep its token", KO: "서버에 로그인하고 토큰을 보관"}
	LoginLong  = Text{EN: `Log in to a server and keep its token, in the system's keyring where there is one,
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
the current one, else one named after the server.`, KO: `서버에 로그인하고 토큰을 보관합니다. 시스템 키링이 있으면 키링에, 없으면 본인만
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
컨텍스트, 그것도 없으면 서버 이름을 딴 컨텍스트입니다.`}
	LoginExample = Text{EN: `  zdmctl auth login --server https://zdm.example.com:53307 --email ops@example.com
  zdmctl auth login --context prod --password-command 'pass show zdm/prod'
  pass show zdm/prod | zdmctl auth login --context prod --password-stdin
  zdmctl auth login --server https://zdm.example.com:53307 --with-token < token.txt`}
	FlagEmail         = Text{EN: "`ADDRESS` of the account", KO: "계정의 이메일 `ADDRESS`"}
	FlagPasswordStdin = Text{EN: "read the password from standard input", KO: "비밀번호를 표준 입력에서 읽음"}
	FlagWithToken     = Text{EN: "read a token from standard input instead of logging in", KO: "로그인하는 대신 토큰을 표준 입력에서 읽음"}

	AskEmail          = Text{EN: "E-mail: ", KO: "이메일: "}
	AskPassword       = Text{EN: "Password for %s at %s: ", KO: "%[2]s의 %[1]s 비밀번호: "}
	LoggedInNotKept   = Text{EN: "the login succeeded, but its token is not kept", KO: "로그인은 되었으나 토큰을 저장하지 못했습니다"}
	LoggedInNoContext = Text{EN: "the login succeeded and its token is kept in %s; only the context is not written", KO: "로그인되었고 토큰은 %s에 보관했습니다. 컨텍스트만 저장하지 못했습니다"}
	LoggedIn          = Text{EN: "logged in to %s as %s; the token is kept in %s", KO: "%s에 %s(으)로 로그인함; 토큰은 %s에 보관됨"}
	TokenKept         = Text{EN: "the token for %s is kept in %s; it has not been tried, and zdmctl doctor tries it", KO: "%s의 토큰을 %s에 보관함; 써 보지는 않았으며 zdmctl doctor로 확인 가능"}
	ValidFor          = Text{EN: "it is valid for %s", KO: "%s 동안 유효함"}
	UseContext        = Text{EN: "use it with --context %s", KO: "--context %s(으)로 사용"}
	SandboxNoLogin    = Text{EN: "the sandbox needs no log-in", KO: "샌드박스는 로그인이 필요 없음"}
	NoEmail           = Text{EN: "no e-mail address", KO: "이메일 주소 없음"}
	GiveEmail         = Text{EN: "give it with --email", KO: "--email로 지정"}
	NoPassword        = Text{EN: "no password: this is not a terminal", KO: "비밀번호 없음: 터미널이 아님"}
	GivePassword      = Text{EN: "give it with --password-stdin, --password-command or in $ZDMCTL_PASSWORD", KO: "--password-stdin, --password-command 또는 $ZDMCTL_PASSWORD로 지정"}
	EmptyPassword     = Text{EN: "the password is empty", KO: "비밀번호가 비어 있음"}
	LongPassword      = Text{EN: "the password is longer than %d bytes or has several lines", KO: "비밀번호가 %d바이트보다 길거나 여러 줄임"}
	LoginRefused      = Text{EN: "%s refused the log-in of %s: %s", KO: "%s이(가) %s의 로그인을 거부함: %s"}
	WrongPassword     = Text{EN: "unknown e-mail address or wrong password", KO: "등록되지 않은 이메일 주소이거나 비밀번호가 틀림"}
	StdinNoToken      = Text{EN: "standard input holds no token", KO: "표준 입력에 토큰이 없음"}
	TokenShape        = Text{EN: "a token of ZDM is three words with dots between them", KO: "ZDM 토큰은 점으로 이어진 세 단어임"}

	StatusShort    = Text{EN: "Show the server, the account and how long the token is valid", KO: "서버, 계정, 토큰 유효 기간 표시"}
	StatusExample  = Text{EN: "  zdmctl auth status\n  zdmctl auth status -o json --jq .expiresAt"}
	StatusServer   = Text{EN: "Server", KO: "서버"}
	StatusContext  = Text{EN: "Context", KO: "컨텍스트"}
	StatusAccount  = Text{EN: "Account", KO: "계정"}
	StatusToken    = Text{EN: "Token", KO: "토큰"}
	StatusExpires  = Text{EN: "Expires", KO: "만료"}
	StatusIn       = Text{EN: "%s (in %s)", KO: "%s (%s 후)"}
	StatusAgo      = Text{EN: "%s (%s ago)", KO: "%s (%s 전)"}
	StatusNotKnown = Text{EN: "not known", KO: "알 수 없음"}
	StatusNoToken  = Text{EN: "there is none yet", KO: "아직 없음"}
	StatusRenewal  = Text{EN: "Renewed by", KO: "갱신 출처"}

	TokenShort   = Text{EN: "Print the token, for another program", KO: "다른 프로그램에서 쓸 토큰 출력"}
	TokenExample = Text{EN: "  export ZDMCTL_TOKEN=$(zdmctl auth token)"}

	LogoutShort   = Text{EN: "Forget the token", KO: "토큰 삭제"}
	LogoutExample = Text{EN: "  zdmctl auth logout"}
	LoggedOut     = Text{EN: "the token for %s is forgotten", KO: "%s의 토큰을 삭제함"}
	NotLoggedIn   = Text{EN: "there was no token for %s", KO: "%s의 토큰이 없었음"}
	StillInEnv    = Text{EN: "$ZDMCTL_TOKEN or $ZDMCTL_TOKEN_FILE still gives one", KO: "$ZDMCTL_TOKEN 또는 $ZDMCTL_TOKEN_FILE에 아직 토큰이 있음"}

	VersionShort   = Text{EN: "Show the version", KO: "버전 표시"}
	VersionExample = Text{EN: "  zdmctl version\n  zdmctl version -o json"}
)
