package msg

// recovery list, get and history.
var (
	ListShort   = Text{EN: "List recoveries", KO: "복구 작업 목록 조회"}
	ListExample = Text{EN: `  zdmctl recovery list
  zdmctl recovery list --status error -o wide
  zdmctl recovery list --target web-01-dr --all -o jsonl`}
	FlagListJobID          = Text{EN: "only the one of this id", KO: "이 id의 작업만"}
	FlagListJobName        = Text{EN: "only those of this `NAME`", KO: "이 `NAME`의 작업만"}
	FlagListSource         = Text{EN: "only those of this source `SERVER`, by id or name", KO: "이 소스 `SERVER`(id 또는 이름)의 작업만"}
	FlagListTarget         = Text{EN: "only those onto this target `SERVER`, by id or name", KO: "이 타겟 `SERVER`(id 또는 이름)의 작업만"}
	FlagListEither         = Text{EN: "only those with this `SERVER` on either side, by id or name", KO: "소스나 타겟이 이 `SERVER`(id 또는 이름)인 작업만"}
	ServerNotURL           = Text{EN: "--server: %q is not the URL of a ZDM server, such as https://zdm.example.com:53307", KO: "--server: %q은(는) https://zdm.example.com:53307 같은 ZDM 서버 URL이 아님"}
	ServerOfRecovery       = Text{EN: "a server of a recovery is named with --source or --target", KO: "복구 작업의 서버는 --source 또는 --target으로 지정"}
	ServerOfRecoveries     = Text{EN: "a server of a recovery is named with --source, --target or --involving", KO: "복구 작업의 서버는 --source, --target, --involving으로 지정"}
	FlagListStatus         = Text{EN: "only those in this state", KO: "이 상태의 작업만"}
	FlagListMode           = Text{EN: "only those of this mode", KO: "이 모드의 작업만"}
	FlagListPlatform       = Text{EN: "only those onto this platform", KO: "이 플랫폼의 작업만"}
	FlagListPartition      = Text{EN: "only those of this `PARTITION` of a Linux server, such as /home", KO: "Linux 서버의 이 `PARTITION`(예: /home)만"}
	FlagListDrive          = Text{EN: "only those of this `DRIVE` of a Windows server, such as C:", KO: "Windows 서버의 이 `DRIVE`(예: C:)만"}
	FlagListBackupJob      = Text{EN: "only those from this backup job `NAME`", KO: "이 백업 작업 `NAME`에서 복구하는 작업만"}
	FlagListRepositoryID   = Text{EN: "only those in the repository of this id", KO: "이 id의 레포지토리에 있는 것만"}
	FlagListRepositoryType = Text{EN: "only those in a repository of this type", KO: "이 유형의 레포지토리에 있는 것만"}
	FlagListRepositoryPath = Text{EN: "only those in the repository of this `PATH`", KO: "이 `PATH`의 레포지토리에 있는 것만"}
	OneServer              = Text{EN: "the API takes one server", KO: "API는 서버를 하나만 받음"}

	GetShort = Text{EN: "Show a recovery", KO: "복구 작업 조회"}
	GetLong  = Text{EN: `Show a recovery with its partitions. A NAME of digits only is taken for an id, as the API does; --by name
finds the recovery of that name.`, KO: `복구 작업을 파티션과 함께 표시합니다. 숫자로만 된 NAME은 API와 같이 id로
해석합니다. --by name을 쓰면 그 이름의 복구 작업을 찾습니다.`}
	GetExample = Text{EN: `  zdmctl recovery get web-01-nightly
  zdmctl recovery get 1 -o json --jq .data.job.info.status.current`}

	HistoryShort = Text{EN: "List the past runs of recoveries", KO: "복구 작업 실행 이력 조회"}
	HistoryLong  = Text{EN: `List the past runs of a recovery, or of all. A NAME of digits only is taken for an id, unless --by says
otherwise. Servers before 1.1 keep no histories.`, KO: `한 복구 작업 또는 전체의 실행 이력을 표시합니다. 숫자로만 된 NAME은 --by가 없으면 id로
해석합니다. 1.1 이전 서버에는 이력이 없습니다.`}
	HistoryExample = Text{EN: `  zdmctl recovery history web-01-nightly
  zdmctl recovery history --result failed --all -o jsonl`}
	FlagHistorySource    = Text{EN: "only runs of this source `SERVER`, by name", KO: "이 소스 `SERVER`(이름)의 실행만"}
	FlagHistoryTarget    = Text{EN: "only runs onto this target `SERVER`, by name", KO: "이 타겟 `SERVER`(이름)의 실행만"}
	FlagHistoryPartition = Text{EN: "only runs that restored this `PARTITION` or drive", KO: "이 `PARTITION` 또는 드라이브를 복구한 실행만"}
	FlagHistoryResult    = Text{EN: "only runs that ended so", KO: "이 결과로 끝난 실행만"}

	FieldJob          = Text{EN: "Job", KO: "작업"}
	FieldID           = Text{EN: "Id", KO: "ID"}
	FieldSource       = Text{EN: "Source", KO: "소스"}
	FieldTarget       = Text{EN: "Target", KO: "타겟"}
	FieldPlatform     = Text{EN: "Platform", KO: "플랫폼"}
	FieldStatus       = Text{EN: "Status", KO: "상태"}
	FieldStart        = Text{EN: "Started", KO: "시작"}
	FieldElapsed      = Text{EN: "Elapsed", KO: "경과"}
	FieldEnd          = Text{EN: "Ended", KO: "종료"}
	FieldAfterReboot  = Text{EN: "Then", KO: "복구 후"}
	FieldNetworkLimit = Text{EN: "Network limit", KO: "네트워크 제한"}
	FieldScript       = Text{EN: "Script", KO: "스크립트"}
	FieldMail         = Text{EN: "Mail", KO: "메일"}
	FieldUpdated      = Text{EN: "Updated", KO: "갱신"}
	FieldSchedule     = Text{EN: "Schedule", KO: "스케줄"}

	HeadJob      = Text{EN: "JOB", KO: "작업"}
	HeadSource   = Text{EN: "SOURCE", KO: "소스"}
	HeadStatus   = Text{EN: "STATUS", KO: "상태"}
	HeadPlatform = Text{EN: "PLATFORM", KO: "플랫폼"}
	HeadSchedule = Text{EN: "SCHEDULE", KO: "스케줄"}
	HeadStart    = Text{EN: "STARTED", KO: "시작"}
	HeadElapsed  = Text{EN: "ELAPSED", KO: "경과"}
	HeadResult   = Text{EN: "RESULT", KO: "결과"}
	HeadEnd      = Text{EN: "ENDED", KO: "종료"}
	HeadUpdated  = Text{EN: "UPDATED", KO: "갱신"}
	HeadDetail   = Text{EN: "DETAIL", KO: "내용"}
)
