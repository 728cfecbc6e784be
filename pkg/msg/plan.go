package msg

// recovery plan.
var (
	PlanShort = Text{EN: "Say what would become of a recovery", KO: "복구를 등록하면 어떻게 되는지 미리 확인"}
	PlanLong  = Text{EN: `Say what would become of a recovery, and what stands against it. It reads only.

For each partition: the backup image that would be restored, with its age, and the target
partition with its size. The request comes from a file or from flags, as for create.

Errors are what the recovery would fail on, or harm: unknown or ambiguous names, a server
or center that is not connected, no image, a target that is missing, too small, used twice
or full of data that overwrite does not give up, a job of that name. Warnings are what is
doubtful: an image older than --max-age, a partition that nothing restores, what the
server did not tell. Times of a server have no zone and are taken for local ones.

-o json is {"plan":{...},"errors":[...],"warnings":[...],"notes":[...]}; docs/plan.md in
the project tells its keys and codes. -o jsonl is the same on one line.

Exit codes: 0 nothing stands against it; 2 errors, or the request is not valid; 4 no usable
token; 5 the server does not answer as ZDM does; 6 not reached.`, KO: `복구를 등록하면 어떻게 되는지, 무엇이 문제인지 알려 줍니다. 읽기만 합니다.

파티션마다 복구할 백업 이미지와 그 경과 시간, 타겟 파티션과 그 크기를 보여
줍니다. 요청은 create와 같이 파일이나 플래그로 줍니다.

오류는 복구가 실패하거나 해를 입히는 원인입니다: 없거나 모호한 이름, 연결되지
않은 서버나 센터, 없는 이미지, 없거나 너무 작거나 두 번 쓰이거나 overwrite가
허용하지 않은 데이터가 있는 타겟 파티션, 같은 이름의 작업. 경고는 의심스러운
점입니다: --max-age보다 오래된 이미지, 아무것도 복구하지 않는 파티션, 서버가
알려 주지 않은 것. 서버의 시각에는 시간대가 없으므로 현지 시각으로 봅니다.

-o json은 {"plan":{...},"errors":[...],"warnings":[...],"notes":[...]}
형식입니다. 키와 코드는 프로젝트의 docs/plan.md에 있습니다. -o jsonl은 같은
내용을 한 줄로 씁니다.

종료 코드: 0 문제 없음, 2 오류가 있거나 요청이 올바르지 않음, 4 쓸 수 있는 토큰
없음, 5 서버의 응답이 ZDM의 것이 아님, 6 연결할 수 없음.`}
	PlanExample = Text{EN: `  zdmctl recovery plan -f web-01.yaml
  zdmctl recovery plan -f web-01.yaml --overwrite allow --max-age 36h
  zdmctl recovery plan -f web-01.yaml -o json --jq '.errors[].code'`}
	FlagMaxAge = Text{EN: "`AGE` of an image from which on it is worth a warning, such as 7d or 36h (0: none)",
		KO: "이보다 오래된 이미지를 경고하는 기간 `AGE`, 예: 7d, 36h (0: 경고 안 함)"}
	FlagPlan = Text{EN: "plan it first, and send nothing if errors stand against it", KO: "먼저 계획을 확인하고, 오류가 있으면 아무것도 보내지 않음"}

	PlanHeadline     = Text{EN: "%s: %s -> %s, %s", KO: "%s: %s -> %s, %s"}
	PlanSiteLine     = Text{EN: "center %s, repository %s", KO: "센터 %s, 레포지토리 %s"}
	PlanUserLine     = Text{EN: "user %s", KO: "사용자 %s"}
	PlanAuthLine     = Text{EN: "cloud credentials %s", KO: "클라우드 인증 %s"}
	PlanScheduleLine = Text{EN: "schedule %s", KO: "스케줄 %s"}
	PlanReady        = Text{EN: "to restore: %d of %d partitions; nothing stands against it", KO: "복구할 파티션: 전체 %[2]d개 중 %[1]d개, 문제 없음"}
	PlanDoubtful     = Text{EN: "to restore: %d of %d partitions; warnings: %d", KO: "복구할 파티션: 전체 %[2]d개 중 %[1]d개, 경고: %[3]d"}
	PlanRefused      = Text{EN: "%s cannot go ahead: %d errors, nothing was sent", KO: "%s 진행 불가: 오류 %d개, 아무것도 보내지 않음"}
	PlanRefusedOne   = Text{EN: "%s cannot go ahead: 1 error, nothing was sent", KO: "%s 진행 불가: 오류 1개, 아무것도 보내지 않음"}
	NoteLine         = Text{EN: "note: %s", KO: "참고: %s"}
)

// What a plan finds.
var (
	PlanUnknown           = Text{EN: "%q is not known to the server", KO: "서버에 %q이(가) 없음"}
	PlanAmbiguous         = Text{EN: "%q means %d things, with the ids %s", KO: "%q에 해당하는 것이 %d개 있음, id: %s"}
	PlanDisconnected      = Text{EN: "%s is not connected", KO: "%s이(가) 연결되어 있지 않음"}
	PlanConnectionNotTold = Text{EN: "cannot tell whether %s is connected", KO: "%s이(가) 연결되어 있는지 알 수 없음"}
	PlanSourceAsTarget    = Text{EN: "%s is registered as a source, not as a target", KO: "%s은(는) 타겟이 아니라 소스로 등록된 서버임"}
	PlanOtherCenter       = Text{EN: "repository %s belongs to center %s, not to %s", KO: "레포지토리 %s은(는) 센터 %s의 것이며 %s의 것이 아님"}
	PlanRepositoryDiffers = Text{EN: "the server has repository %s as %s", KO: "서버에 등록된 레포지토리 %s의 값은 %s임"}
	PlanSmartSchedule     = Text{EN: "schedule %s is a smart one (%s), which recoveries do not take", KO: "스케줄 %s은(는) 스마트 스케줄(%s)이며 복구에는 쓸 수 없음"}
	PlanJobExists         = Text{EN: "a recovery named %q is there: id %s, %s", KO: "이름이 %q인 복구가 이미 있음: id %s, %s"}
	PlanOtherName         = Text{EN: "choose another --job-name, or leave that recovery to do the work", KO: "다른 --job-name을 쓰거나 있는 복구를 사용"}

	PlanNothingToRestore  = Text{EN: "no partition of %s would be restored", KO: "%s의 파티션 중 복구할 것이 없음"}
	PlanPartitionsNotTold = Text{EN: "%s does not tell its partitions", KO: "%s의 파티션을 알 수 없음"}
	PlanNoPartition       = Text{EN: "%s has no partition %q", KO: "%s에 파티션 %q이(가) 없음"}
	PlanNotListed         = Text{EN: "%s does not list it; servers since 2.0.1 leave full partitions out", KO: "%s의 목록에 없음, 2.0.1부터 가득 찬 파티션은 목록에 나오지 않음"}
	PlanExcluded          = Text{EN: "the request excludes it", KO: "요청에서 제외함"}
	PlanNotRestored       = Text{EN: "is on the source, and nothing restores it", KO: "소스에 있으나 아무것도 복구하지 않음"}
	PlanTargetAssumed     = Text{EN: "the request names no target; taken is %s, of the same name", KO: "요청에 타겟이 없어 이름이 같은 %s을(를) 타겟으로 봄"}
	PlanNameTarget        = Text{EN: "name its target with --job or in jobList, or leave it out with --exclude-partition", KO: "--job이나 jobList로 타겟을 정하거나 --exclude-partition으로 제외"}
	PlanTargetShared      = Text{EN: "%s is the target of %s already", KO: "%s은(는) 이미 %s의 타겟임"}
	PlanSizeNotTold       = Text{EN: "cannot tell whether it fits on %s: a size is not told", KO: "크기를 알 수 없어 %s에 들어가는지 확인할 수 없음"}
	PlanTooSmall          = Text{EN: "%s holds %s, the source uses %s", KO: "%s의 크기는 %s, 소스의 사용량은 %s"}
	PlanHoldsData         = Text{EN: "%s holds data (%s), and overwriting it is not allowed", KO: "%s에 데이터(%s)가 있으나 덮어쓰기가 허용되지 않음"}
	PlanMayHoldData       = Text{EN: "%s may hold data, and overwriting it is not allowed", KO: "%s에 데이터가 있을 수 있으나 덮어쓰기가 허용되지 않음"}
	PlanAllowOverwrite    = Text{EN: "if it may be lost: --overwrite allow", KO: "잃어도 되는 데이터라면: --overwrite allow"}

	PlanNoImage          = Text{EN: "there is no image to restore in repository %d", KO: "레포지토리 %d에 복구할 이미지가 없음"}
	PlanOtherImage       = Text{EN: "%s is there, of a backup job that failed or is gone; to use it, name it as backupFile", KO: "실패했거나 없어진 백업 작업의 %s이(가) 있음, 쓰려면 backupFile로 지정"}
	PlanNoBackupJob      = Text{EN: "%s has no backup job %q", KO: "%s에 백업 작업 %q이(가) 없음"}
	PlanOtherBackupJob   = Text{EN: "backup job %s is of %s in repository %s", KO: "백업 작업 %s은(는) %s의 것이며 레포지토리 %s에 있음"}
	PlanFailedBackup     = Text{EN: "the last run of backup job %s: %s", KO: "백업 작업 %s의 마지막 실행: %s"}
	PlanNoSuchImage      = Text{EN: "%q is not in repository %d", KO: "%q이(가) 레포지토리 %d에 없음"}
	PlanImageOfPartition = Text{EN: "%s is an image of %s", KO: "%s은(는) %s의 이미지임"}
	PlanImageOfJob       = Text{EN: "%s is an image of backup job %s", KO: "%s은(는) 백업 작업 %s의 이미지임"}
	PlanNewestNotTold    = Text{EN: "cannot tell which image is the newest: %d of %d have no time", KO: "어느 이미지가 최신인지 알 수 없음: %[2]d개 중 %[1]d개에 시각이 없음"}
	PlanAgeNotTold       = Text{EN: "cannot tell the age of %s", KO: "%s이(가) 얼마나 오래되었는지 알 수 없음"}
	PlanOldImage         = Text{EN: "%s is %s old (--max-age %s)", KO: "%s은(는) 만들어진 지 %s 지남 (--max-age %s)"}
	PlanOldNewest        = Text{EN: "the newest image, %s, is %s old (--max-age %s)", KO: "최신 이미지 %s은(는) 만들어진 지 %s 지남 (--max-age %s)"}

	PlanNotChecked      = Text{EN: "could not check %s: %s", KO: "%s 확인 불가: %s"}
	PlanReason          = Text{EN: "%s (HTTP %d)", KO: "%s (HTTP %d)"}
	PlanTheCenter       = Text{EN: "the center", KO: "센터"}
	PlanTheServer       = Text{EN: "the server", KO: "서버"}
	PlanTheRepositories = Text{EN: "the repositories", KO: "레포지토리"}
	PlanTheUser         = Text{EN: "the user", KO: "사용자"}
	PlanTheCloudAuths   = Text{EN: "the cloud credentials", KO: "클라우드 인증"}
	PlanTheSchedule     = Text{EN: "the schedule", KO: "스케줄"}
	PlanTheJobs         = Text{EN: "whether a recovery has that name", KO: "같은 이름의 복구"}
	PlanThePartitions   = Text{EN: "the partitions", KO: "파티션"}
	PlanTheBackups      = Text{EN: "the backup jobs", KO: "백업 작업"}
	PlanTheImages       = Text{EN: "the backup images", KO: "백업 이미지"}
)

// How a plan's table speaks of a partition.
var (
	HeadAge         = Text{EN: "AGE", KO: "경과"}
	HeadImageSize   = Text{EN: "IMAGE SIZE", KO: "이미지 크기"}
	HeadTargetUsed  = Text{EN: "TARGET USED", KO: "타겟 사용량"}
	WordUnknown     = Text{EN: "unknown", KO: "없음"}
	WordAmbiguous   = Text{EN: "ambiguous", KO: "모호함"}
	WordNoTarget    = Text{EN: "no target", KO: "타겟 없음"}
	WordShared      = Text{EN: "target used twice", KO: "타겟 중복"}
	WordTooSmall    = Text{EN: "too small", KO: "용량 부족"}
	WordHoldsData   = Text{EN: "holds data", KO: "데이터 있음"}
	WordNoImage     = Text{EN: "no image", KO: "이미지 없음"}
	WordWrong       = Text{EN: "wrong backup", KO: "다른 백업"}
	WordNotChecked  = Text{EN: "not checked", KO: "확인 못 함"}
	WordNotTold     = Text{EN: "cannot tell", KO: "알 수 없음"}
	WordOldImage    = Text{EN: "old image", KO: "오래된 이미지"}
	WordFailed      = Text{EN: "failed backup", KO: "백업 실패"}
	WordNotRestored = Text{EN: "not restored", KO: "복구 안 함"}
	WordExcluded    = Text{EN: "excluded", KO: "제외"}
	WordOK          = Text{EN: "ok", KO: "정상"}
)
