package msg

// context list, use, set, delete.
var (
	ContextShort = Text{EN: "Name servers and accounts, and choose between them", KO: "서버와 계정에 이름을 붙이고 선택"}

	ContextListShort   = Text{EN: "List the contexts", KO: "컨텍스트 목록 표시"}
	ContextListExample = Text{EN: "  zdmctl context list\n  zdmctl context list -o json --jq '.data[] | select(.current).name'"}
	HeadCurrent        = Text{EN: "CURRENT", KO: "현재"}
	HeadContext        = Text{EN: "CONTEXT", KO: "컨텍스트"}
	HeadAccount        = Text{EN: "ACCOUNT", KO: "계정"}

	ContextUseShort   = Text{EN: "Make a context the current one", KO: "현재 컨텍스트로 지정"}
	ContextUseExample = Text{EN: "  zdmctl context use prod"}
	ContextUsed       = Text{EN: "%s is the current context", KO: "현재 컨텍스트: %s"}
	EnvChooses        = Text{EN: "$ZDMCTL_CONTEXT is set: commands use %s", KO: "$ZDMCTL_CONTEXT가 설정되어 있어 명령은 %s을(를) 사용"}

	ContextSetShort = Text{EN: "Create or change a context", KO: "컨텍스트 생성 또는 변경"}
	ContextSetLong  = Text{
		EN: `Create or change a context. What a flag does not name stays as it is; "config unset"
removes a value. Beside the flags of this command the global flags --server, --center,
--ca-file, --timeout, --lang, --insecure-plaintext and --insecure-skip-tls-verify say
what the context is to hold.

Where a context gets another server, what belongs to the old one does not go along: its
token, password-command, ca-file and what insecure flags allow.`,
		KO: `컨텍스트를 만들거나 바꿉니다. 플래그로 지정하지 않은 값은 그대로 두며, 값을
지우려면 "config unset"을 씁니다. 이 명령의 플래그 외에 공통 플래그 --server,
--center, --ca-file, --timeout, --lang, --insecure-plaintext,
--insecure-skip-tls-verify로 컨텍스트에 담을 값을 지정합니다.

서버가 다른 것으로 바뀌면 이전 서버에 속한 토큰, password-command, ca-file,
insecure 플래그의 허용은 함께 옮기지 않습니다.`,
	}
	ContextSetExample = Text{EN: `  zdmctl context set prod --server https://zdm.example.com:53307 --email ops@example.com
  zdmctl context set prod --center 1 --repository 13
  zdmctl context set prod --password-command 'pass show zdm/prod'`}
	FlagRepository = Text{EN: "`ID` of the repository of requests that name none", KO: "레포지토리를 지정하지 않은 요청에 쓸 레포지토리 `ID`"}
	NothingToSet   = Text{EN: "nothing to set: no flag gives a value", KO: "설정할 값이 없음: 값을 지정한 플래그가 없음"}
	NewNeedsServer = Text{EN: "%s is a new context, and it needs a --server", KO: "%s은(는) 새 컨텍스트이므로 --server가 필요"}
	KnownContexts  = Text{EN: "the contexts that exist: %s", KO: "있는 컨텍스트: %s"}
	ContextWritten = Text{EN: "context %s is written to %s", KO: "컨텍스트 %s을(를) %s에 저장함"}
	ContextMoved   = Text{EN: "%s has another server now; what belongs to the old one does not go along: %s", KO: "%s의 서버가 바뀜; 이전 서버에 속한 것은 함께 옮기지 않음: %s"}
	ContextKept    = Text{EN: "kept, check that they fit the new server: %s", KO: "그대로 둠, 새 서버에 맞는지 확인: %s"}

	ContextDeleteShort = Text{EN: "Delete a context and its token", KO: "컨텍스트와 토큰 삭제"}
	ContextDeleteLong  = Text{
		EN: `Delete a context, and its stored token unless another context has the same server and
account. Nothing on the server is touched. To delete the current context needs an answer
on a terminal, or --yes.`,
		KO: `컨텍스트를 삭제하고, 같은 서버와 계정을 쓰는 다른 컨텍스트가 없으면 저장된
토큰도 삭제합니다. 서버에는 아무 영향이 없습니다. 현재 컨텍스트를 삭제하려면
터미널에서 확인하거나 --yes가 필요합니다.`,
	}
	ContextDeleteExample = Text{EN: "  zdmctl context delete lab\n  zdmctl context delete prod --yes"}
	FlagYes              = Text{EN: "do it without asking", KO: "묻지 않고 실행"}
	DeletesCurrent       = Text{EN: "%s is the current context: without it commands have no server", KO: "%s은(는) 현재 컨텍스트: 삭제하면 명령에 서버가 없음"}
	ContextDeleted       = Text{EN: "context %s is deleted", KO: "컨텍스트 %s 삭제됨"}
	SandboxStays         = Text{EN: `the context "sandbox" is always there`, KO: `"sandbox" 컨텍스트는 항상 있음`}

	AskYes       = Text{EN: "%s. Go on? [y/N] ", KO: "%s. 계속하시겠습니까? [y/N] "}
	NobodyToAsk  = Text{EN: "this is not a terminal: --yes does it without asking", KO: "터미널이 아님: --yes를 쓰면 묻지 않고 실행"}
	NotConfirmed = Text{EN: "not confirmed: nothing was changed", KO: "확인되지 않음: 변경 없음"}
)

// config view, get, set, unset, path.
var (
	ConfigShort = Text{EN: "Show and change settings", KO: "설정 보기와 변경"}

	ConfigViewShort = Text{EN: "Show every setting as commands use it", KO: "명령이 사용하는 모든 설정 표시"}
	ConfigViewLong  = Text{
		EN: `Show every setting as commands use it: a flag goes before the environment, that before
the context, and that before the default. Passwords and tokens are masked.`,
		KO: `명령이 사용하는 모든 설정을 보여 줍니다. 플래그, 환경 변수, 컨텍스트, 기본값의
순서로 우선합니다. 비밀번호와 토큰은 가립니다.`,
	}
	ConfigViewExample = Text{EN: "  zdmctl config view --origin\n  zdmctl config view --context prod -o json"}
	FlagOrigin        = Text{EN: "tell where each value comes from", KO: "각 값의 출처 표시"}
	HeadSetting       = Text{EN: "SETTING", KO: "설정"}
	HeadValue         = Text{EN: "VALUE", KO: "값"}
	HeadOrigin        = Text{EN: "ORIGIN", KO: "출처"}
	OriginDefault     = Text{EN: "default", KO: "기본값"}
	OriginContext     = Text{EN: "context %s", KO: "컨텍스트 %s"}

	ConfigGetShort = Text{EN: "Print one setting", KO: "설정 하나 출력"}
	ConfigGetLong  = Text{
		EN: `Print the value of one setting as commands use it, wherever it comes from; nothing for
one that has none. "current-context" is the context that the config file names.`,
		KO: `설정 하나의 값을 출처에 관계없이 명령이 사용하는 대로 출력합니다. 값이 없으면
아무것도 출력하지 않습니다. "current-context"는 설정 파일이 지정한
컨텍스트입니다.`,
	}
	ConfigGetExample = Text{EN: "  zdmctl config get server\n  zdmctl config get center --context prod"}

	ConfigSetShort = Text{EN: "Write one value of the context, or the current context", KO: "컨텍스트의 값 하나 또는 현재 컨텍스트 저장"}
	ConfigSetLong  = Text{
		EN: `Write one value of the context that --context names, else of the current one. The keys
are those of the config file: server, email, password-command, center, repository,
output, timeout, ca-file, insecure-skip-tls-verify, insecure-plaintext, lang, and
current-context for the choice itself.`,
		KO: `--context로 지정한 컨텍스트, 없으면 현재 컨텍스트의 값 하나를 저장합니다. 키는
설정 파일과 같습니다: server, email, password-command, center, repository,
output, timeout, ca-file, insecure-skip-tls-verify, insecure-plaintext, lang,
그리고 컨텍스트 선택에 쓰는 current-context.`,
	}
	ConfigSetExample = Text{EN: "  zdmctl config set center 1 --context prod\n  zdmctl config set output json\n  zdmctl config set current-context prod"}
	EmptyValue       = Text{EN: "%s: the value is empty", KO: "%s: 값이 비어 있음"}
	NoContextChosen  = Text{EN: "no context: none is current, and --context names none", KO: "컨텍스트 없음: 현재 컨텍스트도 --context도 없음"}

	ConfigUnsetShort   = Text{EN: "Remove one value of the context", KO: "컨텍스트의 값 하나 삭제"}
	ConfigUnsetExample = Text{EN: "  zdmctl config unset center --context prod"}

	ConfigPathShort   = Text{EN: "Print the path of the config file", KO: "설정 파일 경로 출력"}
	ConfigPathExample = Text{EN: "  ${EDITOR:-vi} \"$(zdmctl config path)\""}
)
