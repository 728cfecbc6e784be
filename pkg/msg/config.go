package msg

// What is wrong with the configuration, and the way out.
var (
	ConfigNotValid    = Text{EN: "the configuration is not valid: nothing was sent", KO: "설정이 올바르지 않음: 아무것도 보내지 않음"}
	ConfigNotWritten  = Text{EN: "not a valid value: nothing was written", KO: "올바른 값이 아님: 저장하지 않음"}
	ConfigCannotRead  = Text{EN: "cannot read %s: %s", KO: "%s을(를) 읽을 수 없음: %s"}
	ConfigCannotWrite = Text{EN: "cannot write %s: %s", KO: "%s에 쓸 수 없음: %s"}
	ConfigCreateIt    = Text{EN: "auth login creates it", KO: "auth login이 파일을 만듦"}
	ConfigNoHome      = Text{EN: "no place for zdmctl's files: the home directory is not known", KO: "zdmctl 파일을 둘 곳이 없음: 홈 디렉터리를 알 수 없음"}
	ConfigSetHome     = Text{EN: "set $HOME or $%s to an absolute path", KO: "$HOME 또는 $%s을(를) 절대 경로로 지정"}
	ConfigNoServer    = Text{EN: "no server: neither --server nor $ZDMCTL_SERVER nor a context names one", KO: "서버 없음: --server, $ZDMCTL_SERVER, 컨텍스트 어디에도 지정되지 않음"}
	ConfigLogInOrTry  = Text{EN: "log in to a server, or try it on the embedded one with --context sandbox:", KO: "서버에 로그인하거나, --context sandbox로 내장 서버에서 시험:"}

	ConfigFileMissing    = Text{EN: "there is no such file", KO: "그런 파일이 없음"}
	ConfigFileForbidden  = Text{EN: "permission denied", KO: "권한 없음"}
	ConfigFileNotRegular = Text{EN: "it is not a regular file", KO: "일반 파일이 아님"}
	ConfigFileTooLarge   = Text{EN: "it is larger than %d bytes", KO: "%d바이트보다 큼"}
	ConfigFileLocked     = Text{EN: "another process has held its lock for %s", KO: "다른 프로세스가 %s 동안 잠그고 있음"}
	ConfigFileFault      = Text{EN: "%s", KO: "%s"}
	ConfigFileLink       = Text{EN: "it is a link to a file elsewhere that other users can read or change", KO: "다른 사용자가 읽거나 바꿀 수 있는 다른 곳의 파일을 가리키는 링크입니다"}
	ConfigElsewhere      = Text{EN: "--config FILE or $XDG_CONFIG_HOME names another place", KO: "--config FILE 또는 $XDG_CONFIG_HOME으로 다른 위치를 지정 가능"}
	ConfigLinkWayOut     = Text{EN: "give that file mode 0600, name it with --config, or put a copy in the place of the link", KO: "그 파일의 권한을 0600으로 바꾸거나, --config로 지정하거나, 링크 자리에 사본을 두세요"}
)

// What a value of the configuration must be.
var (
	ConfigWantText       = Text{EN: "must be text of one line, not empty and at most 4096 bytes long", KO: "비어 있지 않은 한 줄의 4096바이트 이하 텍스트여야 함"}
	ConfigWantName       = Text{EN: "must be a context name: lower-case letters, digits, '.', '_' and '-', with a letter or a digit first", KO: "컨텍스트 이름이어야 함: 소문자, 숫자, '.', '_', '-'이며 첫 글자는 소문자나 숫자"}
	ConfigWantEmail      = Text{EN: "must be an e-mail address, such as ops@example.com", KO: "ops@example.com 같은 이메일 주소여야 함"}
	ConfigWantOutput     = Text{EN: "must be a format that every command has", KO: "모든 명령에 있는 출력 형식이어야 함"}
	ConfigWantServer     = Text{EN: "must be a server such as https://zdm.example.com:53307, without user, query or fragment", KO: "https://zdm.example.com:53307 같은 서버여야 함 (사용자, 쿼리, 프래그먼트 없이)"}
	ConfigWantNumber     = Text{EN: "must be a whole number from 1", KO: "1 이상의 정수여야 함"}
	ConfigWantDuration   = Text{EN: "must be a duration longer than zero, such as 30s or 2m", KO: "30s나 2m 같은 0보다 긴 기간이어야 함"}
	ConfigWantBoolean    = Text{EN: "must be true or false", KO: "true 또는 false여야 함"}
	ConfigWantLanguage   = Text{EN: "must be a language that zdmctl speaks", KO: "zdmctl이 지원하는 언어여야 함"}
	ConfigWantMapping    = Text{EN: "must be a mapping of names to values", KO: "이름과 값의 매핑이어야 함"}
	ConfigWantPlainValue = Text{EN: "must be written out: links within the file are not followed", KO: "값을 직접 써야 함: 파일 안의 링크는 따라가지 않음"}
	ConfigWantTextKey    = Text{EN: "a name must be text: put it in quotes", KO: "이름은 텍스트여야 함: 따옴표로 묶을 것"}

	ConfigNotYAML        = Text{EN: "is not YAML, here or in the lines below", KO: "이 줄이나 그 아래가 YAML이 아님"}
	ConfigNotUTF8        = Text{EN: "is not UTF-8", KO: "UTF-8이 아님"}
	ConfigOneDocument    = Text{EN: "must be one YAML document", KO: "YAML 문서 하나여야 함"}
	ConfigUnknownKey     = Text{EN: "%q is not a setting", KO: "%q은(는) 설정이 아님"}
	ConfigDuplicateKey   = Text{EN: "%q is already set in line %d", KO: "%q은(는) %d번째 줄에서 이미 지정됨"}
	ConfigUnknownContext = Text{EN: "%q is not a context", KO: "%q은(는) 컨텍스트가 아님"}
	ConfigServerConflict = Text{EN: "two servers: the context %q of %s has one, and %s names another", KO: "서버가 둘임: %[2]s의 컨텍스트 %[1]q에 서버가 있고, %[3]s은(는) 다른 서버를 지정함"}
	ConfigLeaveOneOut    = Text{EN: "leave one of them out", KO: "둘 중 하나를 뺄 것"}
	ConfigEnvUnused      = Text{EN: "not used: %s, set for $ZDMCTL_SERVER, which is another server than that of --context %s", KO: "사용하지 않음: %s ($ZDMCTL_SERVER의 서버용이고, --context %s의 서버가 아님)"}
	ConfigSandboxFixed   = Text{EN: `the context "sandbox" is the embedded server: its server is "sandbox:"`, KO: "컨텍스트 \"sandbox\"는 내장 서버임: 서버는 \"sandbox:\""}
)

// What is said about private files and tokens.
var (
	ConfigModeRepaired = Text{EN: "%s could be read by others: its mode is now 0600", KO: "다른 사용자가 %s을(를) 읽을 수 있었음: 권한을 0600으로 고침"}
	ConfigModeWide     = Text{EN: "%s can be read by others: give it mode 0600", KO: "다른 사용자가 %s을(를) 읽을 수 있음: 권한을 0600으로 바꿀 것"}

	ConfigOfOthers    = Text{EN: "%s belongs to another user: a password-command in it is not run; make a copy of your own", KO: "%s: 다른 사용자의 파일이므로 파일에 있는 password-command를 실행하지 않습니다. 자신의 사본을 만드세요"}
	ConfigWritable    = Text{EN: "%s can be changed by other users: a password-command in it is not run; check the file, then give it mode 0600", KO: "%s: 다른 사용자가 바꿀 수 있으므로 파일에 있는 password-command를 실행하지 않습니다. 내용을 확인한 뒤 권한을 0600으로 바꾸세요"}
	ConfigReplaceable = Text{EN: "%s can be replaced by other users: a password-command in it is not run; check the file, then take the permission to write %s from them", KO: "%s: 다른 사용자가 다른 파일로 바꿀 수 있으므로 파일에 있는 password-command를 실행하지 않습니다. 내용을 확인한 뒤 %s 디렉터리의 쓰기 권한을 제한하세요"}
	CommandDistrusted = Text{EN: "the password-command is not run, because other users can change the config file", KO: "다른 사용자가 설정 파일을 바꿀 수 있으므로 password-command를 실행하지 않습니다"}

	TokenGivenTwice      = Text{EN: "two tokens: both $ZDMCTL_TOKEN and $ZDMCTL_TOKEN_FILE are set", KO: "토큰이 둘임: $ZDMCTL_TOKEN과 $ZDMCTL_TOKEN_FILE이 모두 지정됨"}
	TokenNotValid        = Text{EN: "%s holds no token: %s", KO: "%s에 토큰이 없음: %s"}
	CredentialNotValid   = Text{EN: "cannot keep the token: the server, the e-mail or the token itself has no valid form", KO: "토큰을 보관할 수 없음: 서버, 이메일 또는 토큰의 형식이 올바르지 않음"}
	CredentialsNotValid  = Text{EN: "cannot read %s: it is not a list of credentials", KO: "%s을(를) 읽을 수 없음: 자격 증명 목록이 아님"}
	CredentialsVersion   = Text{EN: "cannot read %s: it has version %d, and this zdmctl knows version %d", KO: "%s을(를) 읽을 수 없음: 버전이 %d이고, 이 zdmctl은 버전 %d을(를) 읽음"}
	CredentialsWayOut    = Text{EN: "it is left as it is; repair it, or move it away and log in again:", KO: "그대로 둠; 고치거나 다른 곳으로 옮기고 다시 로그인:"}
	CredentialsInKeyring = Text{EN: "cannot remove the token: the keyring refused", KO: "토큰을 지울 수 없음: 키링이 거부함"}
)
