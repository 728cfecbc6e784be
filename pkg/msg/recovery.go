package msg

// recovery, recovery create and recovery validate.
var (
	RootShort = Text{EN: "Register and follow recoveries of the ZDM disaster-recovery manager", KO: "ZDM 재해 복구 관리자의 복구 작업을 등록하고 추적"}
	RootLong  = Text{EN: `zdmctl registers recoveries with the ZDM disaster-recovery manager.

It checks a request on this machine before anything is sent, sends it once, and tells by
its exit code what happened. The context "sandbox" is a ZDM server inside the program:
no log-in, no set-up, no harm.`, KO: `zdmctl은 ZDM 재해 복구 관리자에 복구 작업을 등록합니다.

보내기 전에 이 컴퓨터에서 요청을 검사하고, 한 번만 보내며, 결과를 종료 코드로
알립니다. 컨텍스트 "sandbox"는 프로그램 안에 든 ZDM 서버입니다. 로그인도 설정도
필요 없고, 아무것도 해치지 않습니다.`}

	RecoveryShort = Text{EN: "Register recoveries, watch and change them", KO: "복구 작업 등록과 관리"}

	CreateShort = Text{EN: "Register a recovery", KO: "복구 작업 등록"}
	CreateLong  = Text{EN: `Register a recovery from flags, from a file, or from a file with flags on top.

The request is checked first, and all that is wrong with it is told at once; nothing is
sent then. A field that is not given is not sent. The file is YAML or JSON with the
API's own field names; a flag wins over its value.

A --schedule is the id of a schedule, JSON, @FILE, or words:
  once 2027-06-01 10:00           daily 10:00
  every 5m from 00:00             weekly mon,wed,fri 10:00
  every 2h from 00:30             monthly 1,15 10:00
                                  monthly week 1,3 mon 10:00

A --job takes source and target, and where they are to differ from the whole recovery's:
mode, overwrite, backup-job, backup-file, repository-id, repository-type and
repository-path. Given at all, the --job flags replace the file's jobList.

Exit codes: 0 registered; 2 the request is not valid; 3 some or all partitions failed;
4 no usable token; 5 refused; 6 not reached; 7 sent, and the outcome is unknown.`, KO: `플래그, 파일, 또는 플래그를 덧붙인 파일로 복구 작업을 등록합니다.

먼저 요청을 검사하고 잘못된 것을 한 번에 모두 알리며, 그때는 아무것도 보내지
않습니다. 주지 않은 필드는 보내지 않습니다. 파일은 API의 필드 이름을 그대로 쓴
YAML 또는 JSON이고, 플래그가 파일의 값보다 우선합니다.

--schedule은 스케줄 id, JSON, @FILE, 또는 다음 표현입니다:
  once 2027-06-01 10:00           daily 10:00
  every 5m from 00:00             weekly mon,wed,fri 10:00
  every 2h from 00:30             monthly 1,15 10:00
                                  monthly week 1,3 mon 10:00

--job은 source와 target을 받고, 전체와 다르게 할 때는 mode, overwrite,
backup-job, backup-file, repository-id, repository-type, repository-path도
받습니다. --job 플래그를 하나라도 주면 파일의 jobList를 대신합니다.

종료 코드: 0 등록됨; 2 요청이 올바르지 않음; 3 일부 또는 모든 파티션 실패; 4 쓸
수 있는 토큰 없음; 5 거부됨; 6 연결할 수 없음; 7 보냈으나 결과를 알 수 없음.`}
	CreateExample = Text{EN: `  # from a file
  zdmctl recovery create -f web-01.yaml

  # from flags
  zdmctl recovery create --center 1 --source web-01 --target web-01-dr --platform vmware \
    --repository-id 13 --mode full --job-name web-01-nightly --schedule 'daily 02:30'

  # look at what would be sent
  zdmctl recovery create -f web-01.yaml --mode increment --dry-run

  # let the server's look-ups say first whether it can go well
  zdmctl recovery create -f web-01.yaml --plan`}

	ValidateShort = Text{EN: "Check recovery requests without sending them", KO: "복구 요청을 보내지 않고 검사"}
	ValidateLong  = Text{EN: `Check recovery requests on this machine; no server is asked.

A file may hold several documents. A directory stands for the .yaml, .yml and .json files
in it and below, but for names that begin with a dot. All that is wrong is told in one
run, and the exit code is then 2.`, KO: `이 컴퓨터에서 복구 요청을 검사합니다. 서버에 묻지 않습니다.

한 파일에 여러 문서가 있을 수 있습니다. 디렉터리는 그 안과 아래의 .yaml, .yml,
.json 파일을 뜻하며, 점으로 시작하는 이름은 제외합니다. 잘못된 것을 한 번에 모두
알리며, 그때 종료 코드는 2입니다.`}
	ValidateExample = Text{EN: `  zdmctl recovery validate -f web-01.yaml
  zdmctl recovery validate -f recoveries/ -f more.yaml --strict
  generate | zdmctl recovery validate -f -`}

	FlagFile             = Text{EN: "read the request from a YAML or JSON file (- is standard input)", KO: "요청을 읽을 YAML 또는 JSON 파일 (-는 표준 입력)"}
	FlagFiles            = Text{EN: "`FILE` or directory to check (- is standard input); may be repeated", KO: "검사할 `FILE` 또는 디렉터리 (-는 표준 입력); 여러 번 지정 가능"}
	FlagDryRun           = Text{EN: "send nothing and print the request: -o json (default), yaml or curl", KO: "보내지 않고 요청을 출력: -o json (기본값), yaml, curl"}
	FlagStrict           = Text{EN: "take warnings for errors", KO: "경고를 오류로 취급"}
	FlagSource           = Text{EN: "server that was backed up, by id or name", KO: "백업된 서버 (id 또는 이름)"}
	FlagTarget           = Text{EN: "server that is restored, by id or name", KO: "복구될 서버 (id 또는 이름)"}
	FlagPlatform         = Text{EN: "platform of the target, such as vmware or aws", KO: "타겟의 플랫폼 (예: vmware, aws)"}
	FlagRepositoryID     = Text{EN: "repository that holds the backups", KO: "백업이 있는 레포지토리"}
	FlagRepositoryType   = Text{EN: "type of the repository", KO: "레포지토리 유형"}
	FlagRepositoryPath   = Text{EN: "path of the repository", KO: "레포지토리 경로"}
	FlagMode             = Text{EN: "restore everything or what has changed", KO: "전체 복구 또는 변경분 복구"}
	FlagJobName          = Text{EN: "name of the recovery (the server makes one otherwise)", KO: "복구 작업의 이름 (없으면 서버가 정함)"}
	FlagOverwrite        = Text{EN: "whether the target may be overwritten", KO: "타겟을 덮어써도 되는지"}
	FlagUser             = Text{EN: "owner, by id or e-mail address", KO: "소유자 (id 또는 이메일 주소)"}
	FlagSchedule         = Text{EN: "when it runs: an id, JSON, @FILE or words such as 'daily 10:00'", KO: "실행 시점: id, JSON, @FILE, 또는 'daily 10:00' 같은 표현"}
	FlagAfterReboot      = Text{EN: "what the target does afterwards", KO: "복구 후 타겟의 동작"}
	FlagNetworkLimit     = Text{EN: "limit of the network speed (0 is none)", KO: "네트워크 속도 제한 (0은 무제한)"}
	FlagExcludePartition = Text{EN: "`PARTITION` to leave out; may be repeated", KO: "제외할 `PARTITION`; 여러 번 지정 가능"}
	FlagMailEvent        = Text{EN: "mail address that is told of events", KO: "이벤트를 받을 메일 주소"}
	FlagAutoStart        = Text{EN: "start right after the registration", KO: "등록 직후 시작"}
	FlagScriptPath       = Text{EN: "script to run", KO: "실행할 스크립트"}
	FlagScriptRun        = Text{EN: "when the script runs", KO: "스크립트 실행 시점"}
	FlagCloudAuth        = Text{EN: "cloud credentials, by id or name", KO: "클라우드 인증 (id 또는 이름)"}
	FlagListOnly         = Text{EN: "restore only the partitions that a --job or the jobList names", KO: "--job 또는 jobList에 있는 파티션만 복구"}
	FlagJob              = Text{EN: "settings `KEY=VALUE,...` of one partition, such as 'source=/home,target=/dev/sdb1', or @FILE of a list; may be repeated", KO: "파티션 하나의 설정 `KEY=VALUE,...`, 예: 'source=/home,target=/dev/sdb1', 또는 목록이 든 @FILE; 여러 번 지정 가능"}

	FormatNeedsDryRun = Text{EN: "-o curl is for --dry-run", KO: "-o curl은 --dry-run용임"}
	NoCurlForSandbox  = Text{EN: "the sandbox has no address that curl could call", KO: "샌드박스에는 curl이 호출할 주소가 없음"}
	NameAServer       = Text{EN: "name a server with --server or --context", KO: "--server 또는 --context로 서버를 지정"}
	TheRecovery       = Text{EN: "the recovery", KO: "복구 작업"}
	FlagRetries       = Text{EN: "how often a call is sent again where that is safe", KO: "안전한 경우에 다시 보내는 횟수"}
	FlagSettle        = Text{EN: "how long a registration without an answer is looked up (0: not at all)", KO: "응답 없는 등록을 조회하는 시간 (0: 조회하지 않음)"}
	ResultNotWritten  = Text{EN: "%s was registered, but the result could not be written: %s", KO: "%s은(는) 등록되었으나 결과를 쓸 수 없음: %s"}

	AllValid         = Text{EN: "%d requests are valid", KO: "요청 %d개가 올바름"}
	OneValid         = Text{EN: "1 request is valid", KO: "요청 1개가 올바름"}
	SomeNotValid     = Text{EN: "not valid: %d of %d requests", KO: "올바르지 않음: 요청 %[2]d개 중 %[1]d개"}
	NothingToCheck   = Text{EN: "nothing to check: no file given", KO: "검사할 것이 없음: 파일이 지정되지 않음"}
	NameFilesToCheck = Text{EN: "name files or directories with -f", KO: "-f로 파일이나 디렉터리를 지정"}
)
