package msg

// recovery apply: its help.
var (
	ApplyShort = Text{EN: "Register many recoveries, each once", KO: "여러 복구 작업을 한 번씩만 등록"}
	ApplyLong  = Text{EN: `Register many recoveries, several at a time. Each request needs a jobName. A job whose name is
there is left alone, or with --update changed where it differs; the others are registered.
A job of the same name that restores other servers is a failure.

All files are checked before anything is sent. A file may hold several documents. A directory
stands for the .yaml, .yml and .json files in it and below; names that begin with a dot are
left out.

Each recovery ends as created, updated, unchanged, partial (some of its partitions failed),
failed (nothing was registered), unknown (sent, and the answer is lost) or skipped (not sent).
The table shows those that need attention, -o wide all. The exit code is that of the worst: 7, 3, 1, 4, 6, 5, 0,
in this order.

--journal FILE keeps what was done. After a crash, a kill or a lost connection the same command goes
on where it stopped: what was registered is not sent again. A request that was under way is
looked up. Where it is not there, it is sent again, but only after --timeout (120s unless given) and
--settle have passed since it was sent, and the server still does not know it; the command waits
for that. Without a journal, a run after an unknown outcome sends what the server does not know yet:
find out first.

--update changes platform, schedule, mode, afterReboot, mailEvent, networkLimit, scriptPath and scriptRun.
Of other differences a warning tells. What a server does not show (user, autoStart, excludePartition,
cloudAuth) is not compared.`, KO: `여러 복구 작업을 동시에 등록합니다. 각 요청에는 jobName이 있어야 합니다. 같은
이름의 작업이 이미 있으면 그대로 두고, --update를 쓰면 다른 부분을 변경합니다.
나머지는 등록합니다. 이름은 같지만 다른 서버를 복구하는 작업이 있으면
실패입니다.

모든 파일을 먼저 검사하고 나서 전송합니다. 한 파일에 여러 문서를 담을 수
있습니다. 디렉터리는 그 안과 하위의 .yaml, .yml, .json 파일을 뜻하며,
점으로 시작하는 이름은 제외합니다.

각 작업의 결과는 created(등록), updated(변경), unchanged(그대로), partial(일부
파티션 실패), failed(등록되지 않음), unknown(전송했으나 응답 유실),
skipped(전송하지 않음) 중 하나입니다. 표에는 확인이 필요한 것만, -o wide에는
모두 표시합니다. 종료 코드는 가장 나쁜 결과의 것입니다. 나쁜 순서는 7, 3, 1, 4,
6, 5, 0입니다.

--journal FILE은 수행한 일을 기록합니다. 비정상 종료나 연결 끊김 뒤에 같은
명령을 실행하면 멈춘 곳부터 계속합니다. 등록된 것은 다시 보내지 않습니다. 전송
중이던 요청은 조회합니다. 작업이 없으면 전송 후 --timeout(지정하지 않으면
120s)과 --settle이 지나고 나서도 서버에 없을 때만 다시 보내며, 그때까지
기다립니다. 기록 파일이 없으면 결과를 알 수 없던 요청도 서버에 없을 때 다시
전송되므로 먼저 확인해야 합니다.

--update는 platform, schedule, mode, afterReboot, mailEvent, networkLimit,
scriptPath, scriptRun을 변경합니다. 그 밖의 차이는 경고로 알립니다. 서버가 보여
주지 않는 값(user, autoStart, excludePartition, cloudAuth)은 비교하지 않습니다.`}
	ApplyExample = Text{EN: `  zdmctl recovery apply -f wave1/ --parallel 8 --journal wave1.journal
  zdmctl recovery apply -f web.yaml -f db.yaml --dry-run
  generate | zdmctl recovery apply -f - -o jsonl`}

	FlagApplyFiles = Text{EN: "`FILE` or directory with requests (- is standard input); may be repeated", KO: "요청이 담긴 `FILE` 또는 디렉터리(-는 표준 입력). 여러 번 지정 가능"}
	FlagParallel   = Text{EN: "send up to `N` requests at a time, 1 to 64", KO: "동시에 보낼 요청 수 `N`(1~64)"}
	FlagJournal    = Text{EN: "keep in `FILE` what was done, and go on from there", KO: "수행한 일을 `FILE`에 기록하고 거기서부터 계속"}
	FlagFailFast   = Text{EN: "send nothing more after the first failure", KO: "처음 실패하면 더 이상 전송하지 않음"}
	FlagApplyDry   = Text{EN: "tell what would be done, and send nothing but questions", KO: "조회만 하고 수행할 일을 표시"}
	FlagUpdate     = Text{EN: "change jobs that are there where the request differs", KO: "이미 있는 작업이 요청과 다르면 변경"}
	FlagIfAbsent   = Text{EN: "send nothing when a job of that name is there", KO: "같은 이름의 작업이 있으면 전송하지 않음"}
)

// recovery apply: what it says.
var (
	NothingToApply  = Text{EN: "nothing to apply: no file given", KO: "적용할 것이 없음: 파일이 지정되지 않음"}
	NameFilesToSend = Text{EN: "name files or directories with -f", KO: "-f로 파일이나 디렉터리를 지정"}
	ParallelRange   = Text{EN: "--parallel %d is not between 1 and %d", KO: "--parallel %d은(는) 1에서 %d 사이가 아님"}
	NeedsJobName    = Text{EN: "is required: apply finds out by its name whether a job is there", KO: "필수: apply는 이름으로 작업의 유무를 확인함"}

	NameTaken         = Text{EN: "a job of this name is there, and it restores %s onto %s", KO: "이 이름의 작업이 이미 있으며 %s을(를) %s(으)로 복구하는 작업임"}
	NamedAlike        = Text{EN: "%d jobs have this name; none was changed", KO: "이 이름의 작업이 %d개 있어 변경하지 않음"}
	JobWithoutID      = Text{EN: "the server does not tell the job's id", KO: "서버가 작업 id를 알려 주지 않음"}
	CannotTell        = Text{EN: "whether it differs cannot be told: %s", KO: "다른지 알 수 없음: %s"}
	Confirmed         = Text{EN: "confirmed by look-up (%s)", KO: "조회로 확인됨(%s)"}
	RegisteredBefore  = Text{EN: "registered by an earlier run", KO: "이전 실행에서 등록됨"}
	GoneSince         = Text{EN: "registered by an earlier run, and deleted since; a run with a new journal registers it again", KO: "이전 실행에서 등록된 뒤 삭제됨. 새 기록 파일로 실행하면 다시 등록됨"}
	FoundAfterwards   = Text{EN: "sent by an earlier run, confirmed by look-up", KO: "이전 실행에서 전송, 조회로 확인됨"}
	SentBefore        = Text{EN: "sent by an earlier run, and not looked up to the end", KO: "이전 실행에서 전송, 조회가 끝나지 않음"}
	MayStillAppear    = Text{EN: "sent by an earlier run, which waited for the response until its time was up; the server may still be at work on it, so it is not sent again", KO: "이전 실행에서 전송했으나 제한 시간 안에 응답이 없었음. 서버가 아직 처리 중일 수 있어 다시 전송하지 않음"}
	AnotherFailed     = Text{EN: "%s failed before", KO: "앞서 %s이(가) 실패함"}
	ResultsNotWritten = Text{EN: "the results could not be written", KO: "결과를 쓸 수 없었음"}
	WaitingFor        = Text{EN: "waiting up to %[2]s for requests (%[1]d) that an earlier run has sent", KO: "이전 실행에서 전송한 요청 %[1]d개를 최대 %[2]s 동안 기다림"}

	HeadOutcome     = Text{EN: "OUTCOME", KO: "결과"}
	HeadPlace       = Text{EN: "FILE", KO: "파일"}
	ChangeOf        = Text{EN: "%s: %s -> %s", KO: "%s: %s -> %s"}
	CannotBeChanged = Text{EN: "different, and cannot be changed: %s", KO: "다르지만 변경할 수 없음: %s"}
	SomeDiffer      = Text{EN: "jobs that differ from their requests in what cannot be changed: %d", KO: "작업 %d개가 요청과 다르며 그 차이는 변경할 수 없음"}
	MoreRemarks     = Text{EN: "%d more; -o json has all of them", KO: "그 밖에 %d개. 전체는 -o json으로 확인하세요"}
	DryRunSummary   = Text{EN: "%s (dry run: nothing was changed)", KO: "%s(모의 실행: 변경된 것 없음)"}
	JournalSummary  = Text{EN: "%s     (journal: %s)", KO: "%s     (기록 파일: %s)"}
	ProgressStart   = Text{EN: "%d/%d  %d failed", KO: "%d/%d  실패 %d"}
	ProgressLine    = Text{EN: "%[1]d/%[2]d  %[3]d failed  %[4]d/s  about %[5]s left", KO: "%[1]d/%[2]d  실패 %[3]d  %[4]d/s  약 %[5]s 남음"}

	NotApplied       = Text{EN: "of the recoveries (%d): %s", KO: "복구 작업 %d개 중: %s"}
	ApplyInterrupted = Text{EN: "interrupted; of the recoveries (%d): %s", KO: "중단됨. 복구 작업 %d개 중: %s"}
	GoOnWithJournal  = Text{EN: "the same command goes on where this one stopped", KO: "같은 명령을 실행하면 멈춘 곳부터 계속함"}
)

// The journal of recovery apply.
var (
	JournalNotOpened   = Text{EN: "the journal %s cannot be opened: %s", KO: "기록 파일 %s을(를) 열 수 없음: %s"}
	JournalNotWritten  = Text{EN: "the journal %s cannot be written: %s", KO: "기록 파일 %s에 쓸 수 없음: %s"}
	NotAJournal        = Text{EN: "%s is no journal of recovery apply; nothing was sent", KO: "%s은(는) recovery apply의 기록 파일이 아님. 전송한 것 없음"}
	NameAnotherJournal = Text{EN: "name another file with --journal", KO: "--journal로 다른 파일을 지정"}
	JournalInUse       = Text{EN: "another process has the journal %s open", KO: "다른 프로세스가 기록 파일 %s을(를) 사용 중"}
	JournalDamaged     = Text{EN: "the journal %s is damaged in line %d; nothing was sent", KO: "기록 파일 %s의 %d번째 줄이 손상됨. 전송한 것 없음"}
	AfterDamage        = Text{EN: "look at the server's jobs (zdmctl recovery list); with a new journal, those that are there are left alone", KO: "서버의 작업을 확인(zdmctl recovery list). 새 기록 파일을 쓰면 이미 있는 작업은 그대로 둠"}
	JournalVersion     = Text{EN: "the journal %s has version %d, and this zdmctl writes version %d; nothing was sent", KO: "기록 파일 %s의 버전은 %d이고 이 zdmctl의 버전은 %d임. 전송한 것 없음"}
	JournalOfServer    = Text{EN: "the journal %s belongs to the server %s, and this run goes to %s; nothing was sent", KO: "기록 파일 %s은(는) 서버 %s의 것이고 이번 실행의 서버는 %s임. 전송한 것 없음"}
	RequestsChanged    = Text{EN: "requests have changed that the journal %s holds as sent: %s", KO: "기록 파일 %s에 전송된 것으로 있는 요청이 변경됨: %s"}
	AfterChange        = Text{EN: "undo the change, or apply it with --update", KO: "변경을 되돌리거나, --update로 적용"}
	RequestsMissing    = Text{EN: "the journal %s holds jobs that were sent with unknown outcome, and no request names them: %s", KO: "기록 파일 %s에 결과를 알 수 없는 작업이 있으나 해당 요청이 없음: %s"}
	AfterMissing       = Text{EN: "give their requests too, or look them up and start a new journal", KO: "해당 요청도 지정하거나, 조회한 뒤 새 기록 파일로 시작"}
)

// recovery create: a name that exists.
var (
	FlagAllowDuplicate = Text{EN: "register also when a recovery of that name exists", KO: "같은 이름의 복구 작업이 있어도 등록"}
	IfAbsentNeedsName  = Text{EN: "--if-absent needs a jobName to look for", KO: "--if-absent에는 찾을 jobName이 필요함"}
	GiveJobName        = Text{EN: "set it with --job-name, or in the file", KO: "--job-name이나 파일에 지정하세요"}
	AlreadyExists      = Text{EN: "Already exists: %s: %s -> %s; nothing was sent", KO: "이미 있음: %s: %s -> %s. 전송하지 않음"}
	NameExists         = Text{EN: "a recovery named %q exists: %s -> %s, %s", KO: "이름이 %q인 복구 작업이 이미 있음: %s -> %s, %s"}
	NameExistsAs       = Text{EN: "a recovery named %q exists for the same servers (%s -> %s, %s); the server may have made its name from %q", KO: "같은 서버의 복구 작업 %q이(가) 이미 있음(%s -> %s, %s). 서버가 %q에서 만든 이름일 수 있음"}
	NameLike           = Text{EN: "recoveries exist whose names differ from %q in case or form only: %s", KO: "대소문자나 형태만 다른 이름의 복구 작업이 있음. 요청: %q, 기존: %s"}
	OrDuplicate        = Text{EN: "to send it in any case, add --allow-duplicate", KO: "그래도 전송하려면 --allow-duplicate를 추가하세요"}
	OnlyIfAbsent       = Text{EN: "to leave it alone and end with 0, add --if-absent; to register another one of that name, add --allow-duplicate", KO: "그대로 두고 0으로 끝내려면 --if-absent를, 같은 이름으로 하나 더 등록하려면 --allow-duplicate를 추가하세요"}
)
