package msg

// recovery apply: what it says.
var (
	NameTaken         = T("a job of this name is there, and it restores %s onto %s", "이 이름의 작업이 이미 있으며 %s을(를) %s(으)로 복구하는 작업임")
	JobWithoutID      = T("the server does not tell the job's id", "서버가 작업 id를 알려 주지 않음")
	CannotTell        = T("whether it differs cannot be told: %s", "다른지 알 수 없음: %s")
	RegisteredBefore  = T("registered by an earlier run", "이전 실행에서 등록됨")
	GoneSince         = T("registered by an earlier run, and deleted since; a run with a new journal registers it again", "이전 실행에서 등록된 뒤 삭제됨. 새 기록 파일로 실행하면 다시 등록됨")
	FoundAfterwards   = T("sent by an earlier run, confirmed by look-up", "이전 실행에서 전송, 조회로 확인됨")
	SentBefore        = T("sent by an earlier run, and not looked up to the end", "이전 실행에서 전송, 조회가 끝나지 않음")
	AnotherFailed     = T("%s failed before", "앞서 %s이(가) 실패함")
	ResultsNotWritten = T("the results could not be written", "결과를 쓸 수 없었음")

	ChangeOf = T("%s: %s -> %s", "%s: %s -> %s")

	GoOnWithJournal = T("the same command goes on where this one stopped", "같은 명령을 실행하면 멈춘 곳부터 계속함")
)

// The journal of recovery apply.
var (
	NotAJournal     = T("%s is no journal of recovery apply; nothing was sent", "%s은(는) recovery apply의 기록 파일이 아님. 전송한 것 없음")
	JournalInUse    = T("another process has the journal %s open", "다른 프로세스가 기록 파일 %s을(를) 사용 중")
	JournalDamaged  = T("the journal %s is damaged in line %d; nothing was sent", "기록 파일 %s의 %d번째 줄이 손상됨. 전송한 것 없음")
	JournalVersion  = T("the journal %s has version %d, and this zdmctl writes version %d; nothing was sent", "기록 파일 %s의 버전은 %d이고 이 zdmctl의 버전은 %d임. 전송한 것 없음")
	JournalOfServer = T("the journal %s belongs to the server %s, and this run goes to %s; nothing was sent", "기록 파일 %s은(는) 서버 %s의 것이고 이번 실행의 서버는 %s임. 전송한 것 없음")
	RequestsChanged = T("requests have changed that the journal %s holds as sent: %s", "기록 파일 %s에 전송된 것으로 있는 요청이 변경됨: %s")
	RequestsMissing = T("the journal %s holds jobs that were sent with unknown outcome, and no request names them: %s", "기록 파일 %s에 결과를 알 수 없는 작업이 있으나 해당 요청이 없음: %s")
)

// auth login, status, token and logout.
var (
	FlagEmail = T("`ADDRESS` of the account", "계정의 이메일 `ADDRESS`")

	UseContext   = T("use it with --context %s", "--context %s(으)로 사용")
	GivePassword = T("give it with --password-stdin, --password-command or in $ZDMCTL_PASSWORD", "--password-stdin, --password-command 또는 $ZDMCTL_PASSWORD로 지정")

	StatusServer  = T("Server", "서버")
	StatusAccount = T("Account", "계정")

	LoggedOut = T("the token for %s is forgotten", "%s의 토큰을 삭제함")

	VersionShort = T("Show the version", "버전 표시")
)

// What is said of a call to the server.
var (
	CannotReach    = T("cannot reach %s: %s", "%s에 연결할 수 없음: %s")
	NothingWasSent = T("nothing was sent", "아무것도 보내지 않음")
	TrustTheCA     = T("trust the certificate's issuer with --ca-file FILE", "--ca-file FILE로 인증서 발급자를 신뢰하도록 지정")
	Reason         = T("%s: %s", "%s: %s")
	Verbatim       = T("%s", "%s")

	AnswerNotZDM     = T("the answer is not ZDM's (HTTP %d)", "ZDM의 응답이 아님 (HTTP %d)")
	CauseInterrupted = T("interrupted", "중단됨")
	CauseCut         = T("the connection was cut", "연결이 끊김")
)

// What is said of any change: which thing it is for, the question before it, and what came of it.
var (
	NamedTwice     = T("%q is given twice", "%q이(가) 두 번 지정됨")
	NothingChanged = T("this was a look at what is there; nothing was changed", "대상을 조회하던 중이었으며 변경된 것 없음")
)

// recovery update, start, stop and delete.
var (
	FlagDryRunPlain = T("send nothing and print the request: -o json (default) or yaml", "보내지 않고 요청을 출력: -o json (기본값), yaml")
	UpdateOf        = T("the change of %s", "%s의 변경")
	UpdateFailed    = T("the server reports that the change failed", "서버가 변경 실패를 알림")
	Updated         = T("Updated %s", "%s 변경됨")
	UpdatedInPart   = T("Updated in part: %s", "일부만 변경됨: %s")
	UpdatedUnsaid   = T("Updated %s: the server names no field that has changed", "%s 변경됨: 서버가 변경된 필드를 알리지 않음")

	DeletionFailed = T("the server reports that the deletion of %s failed", "서버가 %s의 삭제 실패를 알림")
	NothingDeleted = T("nothing was deleted: the server answers success and deleted nothing of %s", "아무것도 삭제되지 않음: 서버가 성공이라고 답했으나 %s에서 삭제한 것이 없음")
	DeletionUnsaid = T("the server answers success and does not say what it deleted of %s", "서버가 성공이라고 답했으나 %s에서 무엇을 삭제했는지 알리지 않음")
	Deleted        = T("Deleted %s", "%s 삭제됨")
	NotAllDeleted  = T("not deleted: %d of %d", "삭제되지 않음: %[2]d개 중 %[1]d개")
)

// What is said of a command line, whatever the command.
var (
	InvalidFlagValue = T("%s: %q is not a value of this flag", "%s: %q은(는) 이 플래그의 값이 아님")
	MissingArgument  = T("%s is missing", "%s이(가) 없음")
	FilterNeedsJSON  = T("--jq filters JSON and does not go with -o %s", "--jq는 JSON을 필터링하므로 -o %s와(과) 함께 쓸 수 없음")
)

// What is wrong with the configuration, and the way out.
var (
	ConfigNoHome = T("no place for zdmctl's files: the home directory is not known", "zdmctl 파일을 둘 곳이 없음: 홈 디렉터리를 알 수 없음")

	ConfigFileNotRegular = T("it is not a regular file", "일반 파일이 아님")
)

// What a value of the configuration must be.
var (
	ConfigWantText   = T("must be text of one line, not empty and at most 4096 bytes long", "비어 있지 않은 한 줄의 4096바이트 이하 텍스트여야 함")
	ConfigWantEmail  = T("must be an e-mail address, such as ops@example.com", "ops@example.com 같은 이메일 주소여야 함")
	ConfigWantNumber = T("must be a whole number from 1", "1 이상의 정수여야 함")

	ConfigUnknownKey = T("%q is not a setting", "%q은(는) 설정이 아님")
)

// context list, use, set, delete.
var (
	KnownContexts = T("the contexts that exist: %s", "있는 컨텍스트: %s")

	FlagYes = T("do it without asking", "묻지 않고 실행")
)

// What is said of faults: of zdmctl itself, of its output, of a proxy, of a certificate.
var (
	ListInLines = T("use -o jsonl or -o name, which take a list of any length, or ask for fewer", "길이 제한이 없는 -o jsonl이나 -o name을 사용하거나 더 적은 항목을 요청하세요")

	SecretEmpty = T("it is empty", "비어 있음")
	SecretLines = T("it has several lines", "여러 줄로 되어 있음")
)

// recovery init.
var (
	InitUnknown = T("no request can be made of that", "그것으로는 요청을 만들 수 없음")
	InitNothing = T("nothing to restore: no partition of %s has both an image and a partition of the same name on %s", "복구할 것이 없음: %s의 파티션 중 이미지와 %s의 같은 이름 파티션이 모두 있는 것이 없음")
)

// The look-ups: server, center, repository, backup, schedule, user, cloud-auth.
var (
	FlagConnection = T("only those that are connected so", "이 연결 상태인 것만")
)

// What is told of them.
var (
	FieldCenter         = T("Center", "센터")
	FieldOS             = T("OS", "운영체제")
	FieldConnection     = T("Connection", "연결")
	HeadConnection      = T("CONNECTION", "연결")
	FieldIP             = T("IP", "IP")
	HeadIP              = T("IP", "IP")
	FieldPublicIP       = T("Public IP", "공인 IP")
	HeadPublicIP        = T("PUBLIC IP", "공인 IP")
	FieldPath           = T("Path", "경로")
	HeadPath            = T("PATH", "경로")
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

// Reading a manifest: the stream, the file, the notation.
var (
	InvalidRequestOne = T("%s is not a valid %s: 1 problem, nothing was sent", "%s은(는) 올바른 %s 요청이 아님: 문제 1개, 아무것도 보내지 않음")
	ARecoveryRequest  = T("recovery request", "복구")
	MoreProblems      = T("and %d more problems", "그 밖에 문제 %d개")

	FileUnreadable = T("%s cannot be read: %s", "%s을(를) 읽을 수 없음: %s")
	EmptyManifest  = T("%s is empty: there is no request in it", "%s이(가) 비어 있음: 요청이 없음")

	UnknownField = T("there is no such field", "그런 필드가 없음")
)

// The fields of a recovery request, each by itself and together.
var (
	Required = T("is required", "필수임")

	NotPositive = T("%s is not a whole number from 1 in plain digits", "%s은(는) 1 이상의 정수가 아님")

	NotAPlatform = T("%s is not a platform", "%s은(는) 플랫폼이 아님")

	SourceTaken       = T("%s is already the source of %s", "%s은(는) 이미 %s의 소스임")
	TwoSourcesDestroy = T("two sources onto one partition destroy data", "한 파티션에 두 소스를 복구하면 데이터가 파괴됨")
)

// What deserves a warning.
var (
	SameServer = T("%s is the source too", "%s은(는) 소스이기도 함")
)

// Partitions, names and their characters.
var (
	OuterBlank = T("begins or ends with a blank (%U); remove it", "앞이나 뒤에 공백(%U)이 있습니다. 제거하세요")
)

// What an answer means for the request that it answers.
var (
	MayHaveHappened  = T("it may have happened, or happen yet", "이미 처리되었거나 곧 처리될 수 있음")
	DoNotSendAgain   = T("do not send it again before you know:", "확인하기 전에는 다시 보내지 마세요:")
	PartitionsFailed = T("%s of %s partitions failed", "파티션 %[2]s개 중 %[1]s개 실패")

	RegisteredAs = T("the server registered it as %q, not as %q", "서버가 등록한 이름: %q (요청한 이름: %q)")
)

// recovery plan.
var (
	FlagMaxAge = T("`AGE` of an image from which on it is worth a warning, such as 7d or 36h (0: none)", "이보다 오래된 이미지를 경고하는 기간 `AGE`, 예: 7d, 36h (0: 경고 안 함)")

	PlanRefused    = T("%s cannot go ahead: %d errors, nothing was sent", "%s 진행 불가: 오류 %d개, 아무것도 보내지 않음")
	PlanRefusedOne = T("%s cannot go ahead: 1 error, nothing was sent", "%s 진행 불가: 오류 1개, 아무것도 보내지 않음")
	NoteLine       = T("note: %s", "참고: %s")
)

// What a plan finds.
var (
	PlanAmbiguous = T("%q means %d things, with the ids %s", "%q에 해당하는 것이 %d개 있음, id: %s")
	PlanJobExists = T("a recovery named %q is there: id %s, %s", "이름이 %q인 복구가 이미 있음: id %s, %s")

	PlanNoPartition    = T("%s has no partition %q", "%s에 파티션 %q이(가) 없음")
	PlanTargetAssumed  = T("the request names no target; taken is %s, of the same name", "요청에 타겟이 없어 이름이 같은 %s을(를) 타겟으로 봄")
	PlanNameTarget     = T("name its target with --job or in jobList, or leave it out with --exclude-partition", "--job이나 jobList로 타겟을 정하거나 --exclude-partition으로 제외")
	PlanTargetShared   = T("%s is the target of %s already", "%s은(는) 이미 %s의 타겟임")
	PlanTooSmall       = T("%s holds %s, the source uses %s", "%s의 크기는 %s, 소스의 사용량은 %s")
	PlanHoldsData      = T("%s holds data (%s), and overwriting it is not allowed", "%s에 데이터(%s)가 있으나 덮어쓰기가 허용되지 않음")
	PlanMayHoldData    = T("%s may hold data, and overwriting it is not allowed", "%s에 데이터가 있을 수 있으나 덮어쓰기가 허용되지 않음")
	PlanAllowOverwrite = T("if it may be lost: --overwrite allow", "잃어도 되는 데이터라면: --overwrite allow")

	PlanOtherImage = T("%s is there, of a backup job that failed or is gone; to use it, name it as backupFile", "실패했거나 없어진 백업 작업의 %s이(가) 있음, 쓰려면 backupFile로 지정")
	PlanOldImage   = T("%s is %s old (--max-age %s)", "%s은(는) 만들어진 지 %s 지남 (--max-age %s)")
	PlanOldNewest  = T("the newest image, %s, is %s old (--max-age %s)", "최신 이미지 %s은(는) 만들어진 지 %s 지남 (--max-age %s)")

	PlanNotChecked = T("could not check %s: %s", "%s 확인 불가: %s")
	PlanReason     = T("%s (HTTP %d)", "%s (HTTP %d)")
	PlanTheBackups = T("the backup jobs", "백업 작업")
)

// recovery, recovery create and recovery validate.
var (
	FlagStrict         = T("take warnings for errors", "경고를 오류로 취급")
	FlagSource         = T("server that was backed up, by id or name", "백업된 서버 (id 또는 이름)")
	FlagTarget         = T("server that is restored, by id or name", "복구될 서버 (id 또는 이름)")
	FlagPlatform       = T("platform of the target, such as vmware or aws", "타겟의 플랫폼 (예: vmware, aws)")
	FlagRepositoryType = T("type of the repository", "레포지토리 유형")
	FlagRepositoryPath = T("path of the repository", "레포지토리 경로")
	FlagMode           = T("restore everything or what has changed", "전체 복구 또는 변경분 복구")
	FlagJobName        = T("name of the recovery (the server makes one otherwise)", "복구 작업의 이름 (없으면 서버가 정함)")
	FlagOverwrite      = T("whether the target may be overwritten", "타겟을 덮어써도 되는지")
	FlagUser           = T("owner, by id or e-mail address", "소유자 (id 또는 이메일 주소)")
	FlagSchedule       = T("when it runs: an id, JSON, @FILE or words such as 'daily 10:00'", "실행 시점: id, JSON, @FILE, 또는 'daily 10:00' 같은 표현")
	FlagAfterReboot    = T("what the target does afterwards", "복구 후 타겟의 동작")
	FlagNetworkLimit   = T("limit of the network speed (0 is none)", "네트워크 속도 제한 (0은 무제한)")
	FlagMailEvent      = T("mail address that is told of events", "이벤트를 받을 메일 주소")
	FlagAutoStart      = T("start right after the registration", "등록 직후 시작")
	FlagScriptPath     = T("script to run", "실행할 스크립트")
	FlagScriptRun      = T("when the script runs", "스크립트 실행 시점")
	FlagCloudAuth      = T("cloud credentials, by id or name", "클라우드 인증 (id 또는 이름)")

	TheRecovery = T("the recovery", "복구 작업")
)

// recovery list, get and history.
var (
	FlagListJobID          = T("only the one of this id", "이 id의 작업만")
	FlagListJobName        = T("only those of this `NAME`", "이 `NAME`의 작업만")
	FlagListSource         = T("only those of this source `SERVER`, by id or name", "이 소스 `SERVER`(id 또는 이름)의 작업만")
	FlagListStatus         = T("only those in this state", "이 상태의 작업만")
	FlagListMode           = T("only those of this mode", "이 모드의 작업만")
	FlagListPartition      = T("only those of this `PARTITION` of a Linux server, such as /home", "Linux 서버의 이 `PARTITION`(예: /home)만")
	FlagListBackupJob      = T("only those from this backup job `NAME`", "이 백업 작업 `NAME`에서 복구하는 작업만")
	FlagListRepositoryID   = T("only those in the repository of this id", "이 id의 레포지토리에 있는 것만")
	FlagListRepositoryType = T("only those in a repository of this type", "이 유형의 레포지토리에 있는 것만")
	FlagListRepositoryPath = T("only those in the repository of this `PATH`", "이 `PATH`의 레포지토리에 있는 것만")

	FieldJob      = T("Job", "작업")
	FieldID       = T("Id", "ID")
	FieldSource   = T("Source", "소스")
	FieldStatus   = T("Status", "상태")
	FieldStart    = T("Started", "시작")
	FieldElapsed  = T("Elapsed", "경과")
	FieldEnd      = T("Ended", "종료")
	FieldUpdated  = T("Updated", "갱신")
	FieldSchedule = T("Schedule", "스케줄")

	HeadJob     = T("JOB", "작업")
	HeadSource  = T("SOURCE", "소스")
	HeadStatus  = T("STATUS", "상태")
	HeadStart   = T("STARTED", "시작")
	HeadUpdated = T("UPDATED", "갱신")
	HeadDetail  = T("DETAIL", "내용")
)

// How errors and warnings are laid out.
var (
	WarningLine   = T("warning: %s", "경고: %s")
	DidYouMean    = T(`did you mean "%s"?`, "혹시 \"%s\"입니까?")
	AllowedValues = T("allowed: %s", "가능한 값: %s")
)

// The headings of the partition table.
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

// What is said of tokens that renew themselves.
var (
	FlagPasswordCommand = T("shell `COMMAND` that prints the password; it is kept, and renews the token by itself", "비밀번호를 출력하는 셸 명령 `COMMAND`; 저장되어 토큰을 자동으로 갱신")
)

// sandbox serve, reset and info.
var (
	Stopped = T("stopped", "멈춤")
)

// What list and get say, whatever they show.
var (
	FlagBy = T("take NAME for a name or for an id (default: digits only are an id)", "NAME을 이름 또는 id로 해석 (기본값: 숫자만 있으면 id)")

	ExcludeEachOther = T("%s and %s exclude each other", "%s와(과) %s은(는) 함께 쓸 수 없음")
	ItemUnreadable   = T("the answer holds an item that cannot be read: %s", "응답에 읽을 수 없는 항목이 있음: %s")

	NotAnID        = T("%q is not an id; an id is digits only", "%q은(는) id가 아님; id는 숫자로만 이루어짐")
	NothingOfName  = T("nothing is named %q", "이름이 %q인 항목 없음")
	SeveralOfName  = T("%q is the name of %d of them", "이름이 %q인 항목이 %d개 있음")
	TheirIDs       = T("their ids: %s", "해당 id: %s")
	NameOneByID    = T("name one of them by its id", "그중 하나를 id로 지정")
	NameOutOfReach = T("%q cannot be reached: the API takes this name for something else, and tells no id of it", "%q에 접근할 수 없음: API는 이 이름을 다른 것으로 해석하며, 그 id를 알려 주지 않음")
)

// recovery watch, and --wait of recovery create.
var (
	WatchGone        = T("%s is there no longer: it was deleted while it was watched", "%s이(가) 더 이상 없음: 지켜보는 동안 삭제됨")
	WatchDeadline    = T("%s is not over after %s; the recovery goes on", "%s이(가) %s 후에도 끝나지 않음; 복구 작업은 계속됨")
	WatchEnded       = T("%s ended in %s", "%s이(가) %s(으)로 끝남")
	WatchEndedUntold = T("%s is over, and nothing tells how it ended", "%s이(가) 끝났으나 결과를 알 수 없음")
	WatchAnswers     = T("polling works again", "조회가 다시 됨")
	WatchForStart    = T("waits for a start; start it with: %s", "시작을 기다림; 시작 명령: %s")
	WatchForSchedule = T("waits for its schedule: %s", "스케줄을 기다림: %s")
	WatchPart        = T("%s: %s", "%s: %s")
	WatchLeftSeconds = T("about %ds left", "약 %d초 남음")
	WatchLeftMinutes = T("about %dm left", "약 %d분 남음")
	WatchLeftHours   = T("about %dh %02dm left", "약 %d시간 %02d분 남음")
)

// TakenFor is said of what is understood, and not the API's.
var TakenFor = T("%s is how zdm-cli says it, and is taken for %s", "%s은(는) zdm-cli의 표기이며 %s(으)로 받아들임")

// The units of Span.
var (
	oneSecond = T("1 second", "1초")
	seconds   = T("%d seconds", "%d초")
	minutes   = T("%d minutes", "%d분")
	hours     = T("%d hours", "%d시간")
	days      = T("%d days", "%d일")
)
