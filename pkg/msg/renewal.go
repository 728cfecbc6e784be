package msg

// What is said of tokens that renew themselves.
var (
	FlagPasswordCommand = Text{
		EN: "shell `COMMAND` that prints the password; it is kept, and renews the token by itself",
		KO: "비밀번호를 출력하는 셸 명령 `COMMAND`; 저장되어 토큰을 자동으로 갱신",
	}
	PasswordCommandFrom   = Text{EN: "the command comes from: %s", KO: "명령의 출처: %s"}
	PasswordCommandFailed = Text{EN: "the password command failed: %s", KO: "비밀번호 명령 실패: %s"}
	PasswordCommandLate   = Text{EN: "the password command did not end within %s", KO: "비밀번호 명령이 %s 안에 끝나지 않음"}
	PasswordCommandSilent = Text{EN: "the password command printed no password", KO: "비밀번호 명령이 비밀번호를 출력하지 않음"}

	RenewalBusy    = Text{EN: "the token was not renewed: another zdmctl has been renewing it for %s", KO: "토큰이 갱신되지 않음: 다른 zdmctl이 %s 동안 갱신 중"}
	TokenNotKept   = Text{EN: "the new token is used and not kept, so the next run logs in again: %s", KO: "새 토큰을 사용하지만 저장하지 못해 다음 실행 때 다시 로그인함: %s"}
	PasswordOrigin = Text{EN: "the password came from: %s", KO: "비밀번호의 출처: %s"}

	EnvTokenStays      = Text{EN: "the token of %s is never renewed: put a new one in its place", KO: "%s의 토큰은 갱신되지 않음: 새 토큰으로 교체"}
	PasswordNeedsEmail = Text{EN: "$ZDMCTL_PASSWORD renews it only together with $ZDMCTL_EMAIL", KO: "$ZDMCTL_PASSWORD는 $ZDMCTL_EMAIL과 함께일 때만 토큰을 갱신"}
	CommandNeedsEmail  = Text{EN: "the password command renews it only for the e-mail address of the same context", KO: "비밀번호 명령은 같은 컨텍스트의 이메일 주소에 대해서만 토큰을 갱신"}
	RenewsItself       = Text{EN: "log in; with --password-command COMMAND the token renews itself from then on", KO: "로그인할 것; --password-command COMMAND를 쓰면 이후 토큰이 자동으로 갱신됨"}
)
