package msg

// How errors and warnings are laid out.
var (
	ErrorLine         = Text{EN: "error: %s", KO: "오류: %s"}
	WarningLine       = Text{EN: "warning: %s", KO: "경고: %s"}
	DidYouMean        = Text{EN: `did you mean "%s"?`, KO: "혹시 \"%s\"입니까?"}
	AllowedValues     = Text{EN: "allowed: %s", KO: "가능한 값: %s"}
	RequestAndStatus  = Text{EN: "request %s, HTTP %d", KO: "요청 %s, HTTP %d"}
	RequestAlone      = Text{EN: "request %s", KO: "요청 %s"}
	StatusAlone       = Text{EN: "HTTP %d", KO: "HTTP %d"}
	NotAnOutputFormat = Text{EN: `"%s" is not an output format; %s`, KO: "\"%s\"은(는) 출력 형식이 아님; %s"}
	NotAFilter        = Text{EN: "not a valid jq expression", KO: "올바른 jq 표현식이 아님"}
	FilterFault       = Text{EN: "%s", KO: "%s"} // in jq's own words
	FilterFailed      = Text{EN: "--jq: the expression does not fit the answer: %s", KO: "--jq: 표현식이 응답에 맞지 않음: %s"}
	FilterTooLong     = Text{EN: "--jq: the expression has not ended within %s", KO: "--jq: 표현식이 %s 안에 끝나지 않음"}
	FilterTimeout     = Text{EN: "--timeout gives it more", KO: "--timeout으로 늘릴 수 있음"}
	FilterInterrupted = Text{EN: "interrupted while --jq was at work on the answer", KO: "--jq가 응답을 처리하는 중에 중단됨"}
	AnswerIsNotJSON   = Text{EN: "the answer cannot be shown: it is not JSON", KO: "응답을 표시할 수 없음: JSON이 아님"}
	TooDeepForYAML    = Text{EN: "the answer cannot be shown as YAML: it nests deeper than %d levels", KO: "응답을 YAML로 표시할 수 없음: %d단계보다 깊게 중첩됨"}
	UseJSONOutput     = Text{EN: "-o json shows it", KO: "-o json으로 표시 가능"}
)

// What was registered.
var (
	HeadlineRegistered       = Text{EN: "Registered %s: %s -> %s%s%s", KO: "%s 등록됨: %s -> %s%s%s"}
	OnPlatform               = Text{EN: " on %s", KO: ", %s"}
	ThenBoot                 = Text{EN: ", then %s", KO: ", 이후 %s"}
	HeadlineRegisteredInPart = Text{EN: "Registered in part: %s, %s of %s partitions failed", KO: "일부만 등록됨: %[1]s, 파티션 %[3]s개 중 %[2]s개 실패"}
	HeadlineNotRegistered    = Text{EN: "Not registered: %s, %s of %s partitions failed", KO: "등록되지 않음: %[1]s, 파티션 %[3]s개 중 %[2]s개 실패"}
	HeadlineFailed           = Text{EN: "Registration failed: %s", KO: "등록 실패: %s"}
	PartitionSummary         = Text{EN: "%s partitions: %s registered, %s failed", KO: "파티션 %s개: 등록 %s개, 실패 %s개"}
	OnePartition             = Text{EN: "%s partition: %s registered, %s failed", KO: "파티션 %s개: 등록 %s개, 실패 %s개"}
	SomeRegistered           = Text{EN: "%s partitions: %s registered", KO: "파티션 %s개: 등록 %s개"}
	OneRegistered            = Text{EN: "%s partition: %s registered", KO: "파티션 %s개: 등록 %s개"}
	PartitionsNotTold        = Text{EN: "the answer does not tell the partitions", KO: "응답에 파티션 정보가 없음"}
	ScheduleLine             = Text{EN: "schedule: %s", KO: "스케줄: %s"}
	ScriptLine               = Text{EN: "script: %s", KO: "스크립트: %s"}
	ScriptTimingLine         = Text{EN: "script: %s, %s", KO: "스크립트: %s, %s"}
	AutoStartLine            = Text{EN: "auto start: %s", KO: "자동 시작: %s"}
	NewestImage              = Text{EN: "newest", KO: "최신"}
)

// The headings of the partition table.
var (
	HeadCenter         = Text{EN: "CENTER", KO: "센터"}
	HeadServer         = Text{EN: "SERVER", KO: "서버"}
	HeadID             = Text{EN: "ID", KO: "ID"}
	HeadOS             = Text{EN: "OS", KO: "운영체제"}
	HeadPartitions     = Text{EN: "PARTITIONS", KO: "파티션"}
	HeadImages         = Text{EN: "IMAGES", KO: "이미지"}
	HeadPartition      = Text{EN: "PARTITION", KO: "파티션"}
	HeadTarget         = Text{EN: "TARGET", KO: "타겟"}
	HeadMode           = Text{EN: "MODE", KO: "모드"}
	HeadBackup         = Text{EN: "BACKUP", KO: "백업"}
	HeadImage          = Text{EN: "IMAGE", KO: "이미지"}
	HeadFileSystem     = Text{EN: "FS", KO: "FS"}
	HeadOverwrite      = Text{EN: "OVERWRITE", KO: "덮어쓰기"}
	HeadImageFile      = Text{EN: "IMAGE FILE", KO: "이미지 파일"}
	HeadRepository     = Text{EN: "REPOSITORY", KO: "레포지토리"}
	HeadRepositoryType = Text{EN: "TYPE", KO: "유형"}
	HeadRepositoryPath = Text{EN: "PATH", KO: "경로"}
	HeadState          = Text{EN: "STATE", KO: "상태"}
	HeadError          = Text{EN: "ERROR", KO: "오류"}
)
