package msg

// The fields of a recovery request, each by itself and together.
var (
	Required    = Text{EN: "is required", KO: "필수임"}
	JobNeedsKey = Text{EN: "add %s=... to the flag's value", KO: "플래그 값에 %s=... 추가"}
	NoValue     = Text{EN: "has no value; give one or leave the field out", KO: "값이 없음; 값을 지정하거나 필드를 뺄 것"}
	NoFlagValue = Text{EN: "has no value; give one or leave the flag out", KO: "값이 없음; 값을 지정하거나 플래그를 뺄 것"}
	WrongShape  = Text{EN: "is %s; %s belongs here", KO: "%s임; %s이(가) 와야 함"}
	QuoteIt     = Text{EN: "put it in quotes to send it as text", KO: "텍스트로 보내려면 따옴표로 묶을 것"}

	AnObject = Text{EN: "an object", KO: "객체"}
	AList    = Text{EN: "a list", KO: "목록"}
	ANumber  = Text{EN: "the number %s", KO: "숫자 %s"}
	ABoolean = Text{EN: "the truth value %s", KO: "참/거짓 값 %s"}
	AText    = Text{EN: "the text %s", KO: "텍스트 %s"}

	WantObject   = Text{EN: "an object", KO: "객체"}
	WantList     = Text{EN: "a list of objects", KO: "객체의 목록"}
	WantText     = Text{EN: "text", KO: "텍스트"}
	WantPositive = Text{EN: "a whole number from 1", KO: "1 이상의 정수"}
	WantCount    = Text{EN: "a whole number from 0", KO: "0 이상의 정수"}
	WantBoolean  = Text{EN: "true or false", KO: "true 또는 false"}
	WantType     = Text{EN: "a number from 0 to %d", KO: "0에서 %d까지의 숫자"}
	WantSchedule = Text{EN: "the id of a schedule or an object with type and basic", KO: "스케줄 id 또는 type과 basic을 가진 객체"}
	WantBasic    = Text{EN: "an object or the id of a schedule", KO: "객체 또는 스케줄 id"}

	NotPositive    = Text{EN: "%s is not a whole number from 1 in plain digits", KO: "%s은(는) 1 이상의 정수가 아님"}
	NotACount      = Text{EN: "%s is not a whole number from 0 in plain digits", KO: "%s은(는) 0 이상의 정수가 아님"}
	NumberTooLarge = Text{EN: "%s is too large for a number (the most is 9223372036854775807)", KO: "%s은(는) 너무 큰 수임 (최대 9223372036854775807)"}
	QuotedNumber   = Text{EN: "is text, and a number belongs here; remove the quotes", KO: "텍스트임, 숫자가 와야 함; 따옴표를 뺄 것"}
	NotABoolean    = Text{EN: "%s is not true or false", KO: "%s은(는) true도 false도 아님"}
	RemoveQuotes   = Text{EN: "remove the quotes", KO: "따옴표를 뺄 것"}

	NotAPlatform       = Text{EN: "%s is not a platform", KO: "%s은(는) 플랫폼이 아님"}
	NotAMode           = Text{EN: "%s is not a mode", KO: "%s은(는) 모드가 아님"}
	NotAnOverwrite     = Text{EN: "%s does not say whether to overwrite", KO: "%s은(는) 덮어쓰기 여부가 아님"}
	NotARepositoryType = Text{EN: "%s is not a repository type", KO: "%s은(는) 레포지토리 유형이 아님"}
	NotAnAfterReboot   = Text{EN: "%s is not what a target can do afterwards", KO: "%s은(는) 복구 후 동작이 아님"}
	NotAUseOption      = Text{EN: "%s does not say whether to use it", KO: "%s은(는) 사용 여부가 아님"}
	NotAScriptRun      = Text{EN: "%s does not say when the script runs", KO: "%s은(는) 스크립트 실행 시점이 아님"}
	NotAUser           = Text{EN: "%s is neither an id in digits nor an e-mail address", KO: "%s은(는) 숫자 id도 이메일 주소도 아님"}
	NotAMail           = Text{EN: "%s is not one plain e-mail address", KO: "%s은(는) 하나의 이메일 주소가 아님"}
	EmptyItem          = Text{EN: "an item between the commas is empty", KO: "쉼표 사이의 항목이 비어 있음"}
	RepeatedItem       = Text{EN: "%s is listed twice", KO: "%s이(가) 두 번 나옴"}

	NotKeyValue    = Text{EN: "%s is not key=value", KO: "%s은(는) key=value가 아님"}
	CommaNeedsFile = Text{EN: "a value that holds a comma goes into a file (-f)", KO: "쉼표가 들어가는 값은 파일(-f)에 쓸 것"}
	UnknownJobKey  = Text{EN: "%s is not a key of a job", KO: "%s은(는) 작업의 키가 아님"}
	RepeatedKey    = Text{EN: "%s is given twice", KO: "%s이(가) 두 번 지정됨"}

	SourceTaken       = Text{EN: "%s is already the source of %s", KO: "%s은(는) 이미 %s의 소스임"}
	TargetTaken       = Text{EN: "%s is already the target of %s", KO: "%s은(는) 이미 %s의 타겟임"}
	TwoSourcesDestroy = Text{EN: "two sources onto one partition destroy data", KO: "한 파티션에 두 소스를 복구하면 데이터가 파괴됨"}
	ExcludedTwice     = Text{EN: "%s is also the source of %s", KO: "%s은(는) %s의 소스이기도 함"}
	ListOnlyAlone     = Text{EN: "true leaves nothing to restore: there is no jobList", KO: "true이면 복구할 것이 없음: jobList가 없음"}
	ScriptRunAlone    = Text{EN: "says when a script runs, and there is no scriptPath", KO: "스크립트 실행 시점이 있는데 scriptPath가 없음"}
)

// What deserves a warning.
var (
	Baremetal          = Text{EN: "baremetal is known to the vendor's own tool and not to the API; a server may refuse it", KO: "baremetal은 벤더의 도구만 알고 API에는 없음; 서버가 거부할 수 있음"}
	SameServer         = Text{EN: "%s is the source too", KO: "%s은(는) 소스이기도 함"}
	MixedFamilies      = Text{EN: "%s and %s belong to different operating systems", KO: "%s와(과) %s은(는) 서로 다른 운영체제의 것임"}
	DriveSpelling      = Text{EN: "%s is found by servers from 2.0.1 only", KO: "%s은(는) 2.0.1 이상의 서버만 찾을 수 있음"}
	RootNotOverwritten = Text{EN: "%s is the target's root, and overwrite is not allowed", KO: "%s은(는) 타겟의 루트인데 덮어쓰기가 허용되지 않음"}
	NotAShare          = Text{EN: "%s does not look like an smb share (//host/share)", KO: "%s은(는) smb 공유(//host/share)로 보이지 않음"}
	NotAnExport        = Text{EN: "%s does not look like an nfs export (/path or host:/path)", KO: "%s은(는) nfs 경로(/path 또는 host:/path)로 보이지 않음"}
)

// TakenFor is said of what is understood, and not the API's.
var TakenFor = Text{EN: "%s is how zdm-cli says it, and is taken for %s", KO: "%s은(는) zdm-cli의 표기이며 %s(으)로 받아들임"}

// What flags do to a file.
var (
	JobListReplaced = Text{EN: "is not sent: what --job says takes its place", KO: "보내지 않음: --job의 내용이 대신함"}
)
