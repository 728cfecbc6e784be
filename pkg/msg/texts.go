package msg

// recovery apply.
var (
	NameTaken         = T("a recovery with this name already exists: %s -> %s", "같은 이름의 복구 작업이 이미 있습니다: %s -> %s")
	JobWithoutID      = T("the server does not report the ID of the recovery", "서버의 응답에 복구 작업의 ID가 없습니다")
	NotComparable     = T("cannot compare fields that the server does not report: %s", "서버의 응답에 없어 비교할 수 없는 필드: %s")
	RegisteredBefore  = T("registered by an earlier run", "이전 실행에서 등록되었습니다")
	GoneSince         = T("registered by an earlier run and deleted since; a run with a new journal registers it again", "이전 실행에서 등록된 뒤 삭제되었습니다. 새 기록 파일로 실행하면 다시 등록합니다")
	FoundAfterwards   = T("sent by an earlier run, confirmed by lookup", "이전 실행에서 전송했고 조회로 확인했습니다")
	SentBefore        = T("sent by an earlier run, and the lookup did not finish", "이전 실행에서 전송했으나 조회가 끝나지 않았습니다")
	AnotherFailed     = T("not sent after the failure of %s", "앞선 작업의 실패로 전송하지 않았습니다: %s")
	ResultsNotWritten = T("the results could not be written", "결과를 출력할 수 없습니다")

	ChangeOf = T("%s: %s -> %s", "%s: %s -> %s")

	ResumeWithJournal = T("run the same command again to resume", "이어서 진행하려면 같은 명령을 다시 실행하세요")
)

// The journal of recovery apply.
var (
	NotAJournal     = T("%s is not a journal of recovery apply or run", "%s: recovery apply나 run의 기록 파일이 아닙니다")
	JournalInUse    = T("another process is using the journal %s", "다른 프로세스가 사용 중인 기록 파일입니다: %s")
	JournalDamaged  = T("the journal %s is damaged in line %d", "기록 파일이 손상되었습니다: %s, %d번째 줄")
	JournalVersion  = T("the journal %s has version %d, and this zdmctl writes version %d", "기록 파일 %s: 버전이 다릅니다(파일 %d, 이 zdmctl %d)")
	JournalOfServer = T("the journal %s belongs to the server %s, and this run uses %s", "기록 파일 %s: 서버가 다릅니다(파일 %s, 이번 실행 %s)")
	RequestsChanged = T("requests have changed since they were sent (journal %s): %s", "전송한 뒤 변경된 요청이 있습니다(기록 파일 %s): %s")
	RequestsMissing = T("the journal %s contains recoveries of unknown outcome that have no request now: %s", "기록 파일 %s: 결과를 알 수 없는 작업의 요청이 없습니다: %s")
)

// auth login, status, token and logout.
var (
	FlagEmail = T("email `ADDRESS` of the account", "계정의 이메일 `ADDRESS`")

	UseContext   = T("to use it: --context %s", "사용하려면: --context %s")
	GivePassword = T("use --password-stdin, --password-command or $ZDMCTL_PASSWORD", "--password-stdin, --password-command 또는 $ZDMCTL_PASSWORD를 사용하세요")

	StatusServer  = T("Server", "서버")
	StatusAccount = T("Account", "계정")

	LoggedOut = T("removed the token for %s", "토큰을 삭제했습니다: %s")

	VersionShort = T("Show the version", "버전 표시")
)

// Calls to the server.
var (
	CannotReach    = T("cannot reach %s: %s", "서버 %s에 연결할 수 없습니다: %s")
	NothingWasSent = T("nothing was sent", "전송하지 않았습니다")
	TrustTheCA     = T("to trust the certificate's issuer: --ca-file FILE", "인증서 발급자를 신뢰하려면: --ca-file FILE")
	Reason         = T("%s: %s", "%s: %s")
	Verbatim       = T("%s", "%s")

	AnswerNotZDM     = T("the response is not from ZDM (HTTP %d)", "ZDM의 응답이 아닙니다(HTTP %d)")
	CauseInterrupted = T("interrupted", "중단되었습니다")
	CauseCut         = T("the connection was cut", "연결이 끊겼습니다")
)

// Any change.
var (
	NamedTwice     = T("%q is given twice", "두 번 지정한 이름입니다: %q")
	NothingChanged = T("this was only a lookup; nothing was changed", "조회만 했으며 변경하지 않았습니다")
)

// recovery update, start, stop and delete.
var (
	FlagDryRunPlain = T("print the request without sending it: -o json (default) or yaml", "전송하지 않고 요청 출력: -o json (기본값), yaml")
	UpdateOf        = T("the change of %s", "%s의 변경 요청")
	UpdateFailed    = T("the server reports that the change failed", "서버가 변경에 실패했습니다")
	Updated         = T("Updated %s", "변경 완료: %s")
	UpdatedInPart   = T("Partially updated: %s", "일부만 변경됨: %s")
	UpdatedNoFields = T("Updated %s: the server lists no changed fields", "변경 완료: %s (서버의 응답에 변경된 필드 목록이 없습니다)")

	DeletionFailed     = T("the server reports that the deletion of %s failed", "서버가 삭제에 실패했습니다: %s")
	NothingDeleted     = T("nothing was deleted: the server reports success, but deleted nothing of %s", "삭제된 것이 없습니다: 서버가 성공으로 응답했으나 %s에서 삭제한 것이 없습니다")
	DeletionUnreported = T("the server reports success, but not what it deleted of %s", "서버가 성공으로 응답했으나 %s에서 무엇을 삭제했는지 알 수 없습니다")
	Deleted            = T("Deleted %s", "삭제 완료: %s")
	NotAllDeleted      = T("not deleted: %d of %d", "%[2]d개 중 %[1]d개를 삭제하지 못했습니다")
)

// Any command line.
var (
	InvalidFlagValue = T("invalid value %[2]q for %[1]s", "%s: 잘못된 값 %q")
	MissingArgument  = T("%s is missing", "필수 인수가 없습니다: %s")
	FilterNeedsJSON  = T("--jq filters JSON and cannot be combined with -o %s", "--jq는 JSON을 필터링하므로 함께 쓸 수 없습니다: -o %s")
)

// The configuration.
var (
	ConfigNoHome = T("no directory for zdmctl's files: the home directory is unknown", "zdmctl 파일을 둘 디렉터리가 없습니다: 홈 디렉터리를 알 수 없습니다")

	ConfigFileNotRegular = T("it is not a regular file", "일반 파일이 아닙니다")
)

// What a value of the configuration must be.
var (
	ConfigWantText   = T("must be a single line of text, from 1 to 4096 bytes long", "1~4096바이트의 한 줄 텍스트여야 합니다")
	ConfigWantEmail  = T("must be an email address, such as ops@example.com", "ops@example.com 같은 이메일 주소여야 합니다")
	ConfigWantNumber = T("must be a positive integer", "1 이상의 정수여야 합니다")

	ConfigUnknownKey = T("unknown setting %q", "알 수 없는 설정 %q입니다")
)

// context list, use, set, delete.
var (
	ContextExists = T("the context %s already exists", "컨텍스트 %s: 이미 있습니다")
	KnownContexts = T("existing contexts: %s", "사용할 수 있는 컨텍스트: %s")

	FlagYes = T("do not ask for confirmation", "묻지 않고 실행")
)

// Output, secrets and files.
var (
	ListInLines = T("use -o jsonl or -o name, which print a list of any length, or request fewer items", "길이 제한이 없는 -o jsonl이나 -o name을 사용하거나 더 적은 항목을 요청하세요")

	SecretEmpty = T("it is empty", "비어 있습니다")
	SecretLines = T("it has several lines", "여러 줄입니다")
)

// recovery init.
var (
	InitUnknown = T("cannot create a request from these values", "지정한 값으로는 요청을 만들 수 없습니다")
	InitNothing = T("nothing to restore: no partition of %s has an image and a partition with the same name on %s", "복구할 것이 없습니다: %s의 파티션 중 이미지와 %s의 같은 이름 파티션이 모두 있는 것이 없습니다")
)

// List and show: server, center, repository, backup, schedule, user, cloud-auth.
var (
	FlagConnection = T("only those in this connection state", "이 연결 상태인 것만")
)

// Their fields.
var (
	FieldCenter         = T("Center", "센터")
	FieldOS             = T("OS", "운영체제")
	FieldConnection     = T("Connection", "연결")
	FieldIP             = T("IP", "IP")
	FieldPublicIP       = T("Public IP", "공인 IP")
	FieldPath           = T("Path", "경로")
	FieldMode           = T("Mode", "모드")
	HeadDevice          = T("DEVICE", "장치")
	HeadDisk            = T("DISK", "디스크")
	HeadDiskType        = T("TYPE", "유형")
	HeadFree            = T("FREE", "여유")
	HeadRepositoryShort = T("REPO", "리포 ID")
	HeadSize            = T("SIZE", "크기")
	HeadUsage           = T("USE%", "사용률")
	HeadUsed            = T("USED", "사용")
)

// Reading a manifest.
var (
	InvalidRequest   = N("%s is not a valid %s: %d problem, nothing was sent", "%s is not a valid %s: %d problems, nothing was sent", "%s: %s 오류 %d개. 전송하지 않았습니다")
	ARecoveryRequest = T("recovery request", "복구 요청")
	MoreProblems     = N("and %d more problem", "and %d more problems", "그 밖의 오류 %d개")

	FileUnreadable = T("cannot read %s: %s", "%s: 읽을 수 없습니다: %s")
	EmptyManifest  = T("%s is empty: it contains no request", "%s: 비어 있습니다. 요청이 없습니다")

	UnknownField = T("unknown field", "알 수 없는 필드입니다")
)

// The fields of a recovery request.
var (
	Required = T("is required", "필수입니다")

	NotPositive = T("%s is not a positive integer", "1 이상의 정수여야 합니다(입력한 값: %s)")

	NotAPlatform = T("%s is not a platform", "지원하지 않는 플랫폼 %s입니다")

	ImagesIncomplete  = T("the list of images is incomplete: the server could not search every repository", "서버가 모든 레포지토리를 조회하지 못해 이미지 목록이 완전하지 않습니다")
	SourceTwiceSince  = T("servers before 3.0 refuse to restore one partition onto several", "3.0 이전 서버는 한 파티션을 여러 파티션에 복구할 수 없습니다")
	SourceTaken       = T("%s is already the source of %s", "이미 다른 항목의 소스입니다: %s (%s)")
	TwoSourcesDestroy = T("restoring two sources onto one partition destroys data", "한 파티션에 두 소스를 복구하면 데이터가 손상됩니다")
)

// Warnings about a request.
var (
	SameServer = T("%s is also the source", "소스와 타겟이 같은 서버입니다: %s")
)

// Names and their characters.
var (
	OuterBlank = T("begins or ends with a space (%U); remove it", "앞이나 뒤에 공백(%U)이 있습니다. 제거하세요")
)

// What a response means for its request.
var (
	MayHaveHappened  = T("it may have happened, or may still happen", "이미 처리되었거나 곧 처리될 수 있습니다")
	DoNotSendAgain   = T("do not send it again before you check:", "확인하기 전에는 다시 보내지 마세요:")
	PartitionsFailed = N("%s of %s partition failed", "%s of %s partitions failed", "파티션 %[2]s개 중 %[1]s개 실패")

	RegisteredAs = T("the server registered it as %q, not as %q", "서버가 등록한 이름: %q (요청한 이름: %q)")
)

// recovery plan.
var (
	FlagMaxAge = T("warn if the image is older than `AGE`, such as 7d or 36h (0: never)", "이미지가 `AGE`보다 오래되면 경고, 예: 7d, 36h (0: 경고 안 함)")

	PlanRefused = N("%s is blocked by %d error, nothing was sent", "%s is blocked by %d errors, nothing was sent", "%s: 오류 %d개로 진행할 수 없습니다. 전송하지 않았습니다")
	NoteLine    = T("note: %s", "참고: %s")
)

// The findings of a plan.
var (
	PlanAmbiguous = T("%q is ambiguous: %d have this name, with the IDs %s", "이름이 %q인 항목이 %d개 있습니다. ID: %s")
	PlanJobExists = T("a recovery named %q already exists: ID %s, %s", "이름이 %q인 복구 작업이 이미 있습니다(ID %s, %s)")

	PlanNoPartition    = T("%s has no partition %q", "%s: 파티션 %q 없음")
	PlanTargetAssumed  = T("the request sets no target; using %s, which has the same name", "요청에 타겟이 없어 이름이 같은 파티션을 사용합니다: %s")
	PlanNameTarget     = T("set its target with --job or in jobList, or leave it out with --exclude-partition", "--job이나 jobList로 타겟을 지정하거나 --exclude-partition으로 제외하세요")
	PlanTargetShared   = T("%s is already the target of %s", "이미 다른 파티션의 타겟입니다: %s (%s)")
	PlanTooSmall       = T("%s has a size of %s, but the source uses %s", "%s: 크기가 부족합니다(타겟 크기 %s, 소스 사용량 %s)")
	PlanHoldsData      = T("%s contains data (%s), and overwriting it is not allowed", "%s: 데이터(%s)가 있으나 덮어쓰기가 허용되지 않았습니다")
	PlanMayHoldData    = T("%s may contain data, and overwriting it is not allowed", "%s: 데이터가 있을 수 있으나 덮어쓰기가 허용되지 않았습니다")
	PlanAllowOverwrite = T("to discard that data: --overwrite allow", "데이터를 삭제해도 된다면: --overwrite allow")

	PlanOtherImage = T("an image of a failed or deleted backup job exists; to use it, set backupFile: %s", "실패했거나 삭제된 백업 작업의 이미지가 있습니다. 사용하려면 backupFile로 지정하세요: %s")
	PlanOldImage   = T("%s is %s old (--max-age %s)", "%s: 생성 후 %s 지났습니다(--max-age %s)")
	PlanOldNewest  = T("the newest image, %s, is %s old (--max-age %s)", "최신 이미지 %s: 생성 후 %s 지났습니다(--max-age %s)")

	TargetClaimed    = T("%s is also the target of recovery %q: ID %s, %s", "%s: 복구 작업 %q의 타겟이기도 합니다(ID %s, %s)")
	TargetBusyWayOut = T("both would write to it: stop or delete that recovery first, or choose another target", "두 작업이 같은 곳에 씁니다. 그 작업을 먼저 중지하거나 삭제하고, 아니면 다른 타겟을 선택하세요")
	PlanTheClaims    = T("which recoveries write to the target", "타겟에 쓰는 복구 작업")
	PlanNotChecked   = T("could not check %s: %s", "확인하지 못했습니다: %s: %s")
	PlanReason       = T("%s (HTTP %d)", "%s (HTTP %d)")
	PlanTheBackups   = T("the backup jobs", "백업 작업")
)

// recovery, recovery create and recovery validate.
var (
	FlagStrict         = T("treat warnings as errors", "경고를 오류로 취급")
	FlagBackupFile     = T("`IMAGE` to restore without its source server, instead of --source (API 3.0); can be repeated", "소스 서버 없이 복구할 `IMAGE`. --source 대신 지정 (API 3.0). 여러 번 지정 가능")
	FlagSource         = T("server that was backed up, by ID or name", "백업된 서버 (ID 또는 이름)")
	FlagTarget         = T("server to restore onto, by ID or name", "복구 대상(타겟) 서버 (ID 또는 이름)")
	FlagPlatform       = T("platform of the target, such as vmware or aws", "타겟의 플랫폼 (예: vmware, aws)")
	FlagRepositoryType = T("type of the repository", "레포지토리 유형")
	FlagRepositoryPath = T("path of the repository", "레포지토리 경로")
	FlagMode           = T("restore everything (full) or only the changes (increment)", "전체(full) 또는 변경분(increment) 복구")
	FlagJobName        = T("name of the recovery (default: chosen by the server)", "복구 작업의 이름 (기본값: 서버가 정함)")
	FlagOverwrite      = T("whether data on the target may be overwritten", "타겟의 데이터 덮어쓰기 허용 여부")
	FlagUser           = T("owner, by ID or email address", "소유자 (ID 또는 이메일 주소)")
	FlagSchedule       = T("when to run: an ID, JSON, @FILE or an expression such as 'daily 10:00'", "실행 시점: ID, JSON, @FILE, 또는 'daily 10:00' 같은 표현")
	FlagAfterReboot    = T("action on the target after the recovery", "복구 후 타겟의 동작")
	FlagNetworkLimit   = T("network bandwidth limit (0: none)", "네트워크 대역폭 제한 (0: 무제한)")
	FlagMailEvent      = T("email address to notify of events", "이벤트 알림을 받을 이메일 주소")
	FlagAutoStart      = T("start right after the registration", "등록 직후 시작")
	FlagScriptPath     = T("script to run", "실행할 스크립트")
	FlagScriptRun      = T("when to run the script", "스크립트 실행 시점")
	FlagCloudAuth      = T("cloud credentials, by ID or name", "클라우드 인증 정보 (ID 또는 이름)")

	TheRecovery = T("the recovery", "복구 작업")
)

// recovery list, get and history.
var (
	FlagListJobID          = T("only the one with this ID", "이 ID의 작업만")
	FlagListJobName        = T("only those with this `NAME`", "이 `NAME`의 작업만")
	FlagListSource         = T("only those of this source `SERVER`, by ID or name", "이 소스 `SERVER`(ID 또는 이름)의 작업만")
	FlagListStatus         = T("only those in this state", "이 상태의 작업만")
	FlagListMode           = T("only those in this mode", "이 모드의 작업만")
	FlagListPartition      = T("only those of this `PARTITION` of a Linux server, such as /home", "Linux 서버의 이 `PARTITION`(예: /home)만")
	FlagListBackupJob      = T("only those of the backup job `NAME`", "백업 작업 `NAME`에서 복구하는 작업만")
	FlagListRepositoryID   = T("only those in the repository with this ID", "이 ID의 레포지토리에 있는 것만")
	FlagListRepositoryType = T("only those in a repository of this type", "이 유형의 레포지토리에 있는 것만")
	FlagListRepositoryPath = T("only those in the repository with this `PATH`", "이 `PATH`의 레포지토리에 있는 것만")

	FieldJob      = T("Job", "작업")
	FieldID       = T("ID", "ID")
	FieldSource   = T("Source", "소스")
	FieldStatus   = T("Status", "상태")
	FieldStart    = T("Started", "시작")
	FieldElapsed  = T("Elapsed", "소요 시간")
	FieldEnd      = T("Ended", "종료")
	FieldUpdated  = T("Updated", "갱신")
	FieldSchedule = T("Schedule", "스케줄")

	HeadJob    = T("JOB", "작업")
	HeadSource = T("SOURCE", "소스")
	HeadStatus = T("STATUS", "상태")
	HeadDetail = T("DETAIL", "내용")
)

// How errors and warnings are laid out.
var (
	WarningLine   = T("warning: %s", "경고: %s")
	DidYouMean    = T(`did you mean "%s"?`, "\"%s\" 값을 입력하려고 했나요?")
	AllowedValues = T("allowed: %s", "사용할 수 있는 값: %s")
)

// The headings of tables.
var (
	HeadCenter         = T("CENTER", "센터")
	HeadServer         = T("SERVER", "서버")
	HeadID             = T("ID", "ID")
	HeadOS             = T("OS", "운영체제")
	HeadPartitions     = T("PARTITIONS", "파티션")
	HeadPartition      = T("PARTITION", "파티션")
	HeadTarget         = T("TARGET", "타겟")
	HeadMode           = T("MODE", "모드")
	HeadBackup         = T("BACKUP", "백업")
	HeadImage          = T("IMAGE", "이미지")
	HeadFileSystem     = T("FS", "FS")
	HeadOverwrite      = T("OVERWRITE", "덮어쓰기")
	HeadImageFile      = T("IMAGE FILE", "이미지 파일")
	HeadRepository     = T("REPOSITORY", "레포지토리")
	HeadRepositoryType = T("TYPE", "유형")
	HeadRepositoryPath = T("PATH", "경로")
	HeadState          = T("STATE", "상태")
)

// Tokens that renew themselves.
var (
	FlagPasswordCommand = T("shell `COMMAND` that prints the password; stored to renew the token automatically", "비밀번호를 출력하는 셸 명령 `COMMAND` (저장하여 토큰을 자동으로 갱신)")
)

// sandbox serve, reset and info.
var (
	Stopped = T("stopped", "중지되었습니다")
)

// list and get of any noun.
var (
	FlagBy = T("treat NAME as a name or as an ID (default: ID if all digits)", "NAME을 이름 또는 ID로 해석 (기본값: 숫자로만 되어 있으면 ID)")

	ExcludeEachOther = T("%s and %s cannot be combined", "함께 쓸 수 없습니다: %s, %s")
	ItemUnreadable   = T("cannot read an item of the response: %s", "응답에 읽을 수 없는 항목이 있습니다: %s")

	NotAnID        = T("%q is not an ID: an ID consists of digits only", "ID는 숫자여야 합니다(입력한 값: %q)")
	NothingOfName  = T("nothing is named %q", "이름이 %q인 항목이 없습니다")
	SeveralOfName  = T("%[2]d items are named %[1]q; use an ID", "이름이 %q인 항목이 %d개 있습니다. ID를 사용하세요")
	TheirIDs       = T("their IDs: %s", "해당 ID: %s")
	NameOutOfReach = T("%q cannot be used: the API does not treat it as a name, and reports no ID for it", "%q: 사용할 수 없는 이름입니다. API가 이름으로 해석하지 않으며 응답에 ID도 없습니다")
)

// recovery watch, and --wait of recovery create.
var (
	WatchGone         = T("%s no longer exists: it was deleted during the watch", "%s: 작업이 없습니다. 모니터링하는 동안 삭제되었습니다")
	WatchDeadline     = T("%s has not finished after %s; the recovery continues", "%s: %s 안에 끝나지 않았습니다. 복구 작업은 계속됩니다")
	WatchEnded        = T("%s ended in %s", "%s: 종료 상태 %s")
	WatchEndedUnknown = T("%s has ended, but the server does not report the result", "%s: 끝났으나 결과를 알 수 없습니다")
	WatchAnswers      = T("polling works again", "다시 조회할 수 있습니다")
	WatchForStart     = T("waiting to be started; to start it: %s", "시작 대기 중. 시작하려면: %s")
	WatchForSchedule  = T("waiting for its schedule: %s", "스케줄 대기 중: %s")
	WatchPart         = T("%s: %s", "%s: %s")
	WatchLeftSeconds  = T("about %ds left", "약 %d초 남음")
	WatchLeftMinutes  = T("about %dm left", "약 %d분 남음")
	WatchLeftHours    = T("about %dh %02dm left", "약 %d시간 %02d분 남음")
)

// TakenFor notes a value of zdm-cli that is replaced with the API's.
var TakenFor = T("%s is zdm-cli's value; using %s", "zdm-cli의 값 %s 대신 %s 값을 사용합니다")

// The units of Span.
var (
	seconds     = N("%d second", "%d seconds", "%d초")
	minutes     = T("%d minutes", "%d분")
	hours       = T("%d hours", "%d시간")
	days        = T("%d days", "%d일")
	SinceFuture = T("invalid value %q for --since: must not be in the future", "--since 값 %q: 미래의 시각은 지정할 수 없습니다")
)
