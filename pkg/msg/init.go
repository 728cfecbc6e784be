package msg

// recovery init.
var (
	InitShort = Text{EN: "Write a request from what the server knows", KO: "서버가 아는 정보로 요청 파일 작성"}
	InitLong  = Text{EN: `Write a request that restores a server, from what ZDM knows of it: a commented YAML file
that plan and create take as it is.

Each partition of the source that has a backup image and a partition of the same name on
the target becomes an item of jobList; the others are left out, and a comment says so. The
newest image is restored, whichever that is when the recovery runs. Nothing on the target
may be overwritten unless --overwrite allow says so.

The platform is told by the target's hardware where that is possible, and asked for with
--platform otherwise. The center is --center, the setting, that of --repository-id, that in
which the images of the source are, or the only one.`, KO: `ZDM이 아는 정보로 서버를 복구하는 요청을 씁니다. 주석이 달린 YAML 파일이며
plan과 create가 그대로 받습니다.

백업 이미지가 있고 타겟에 같은 이름의 파티션이 있는 소스 파티션은 jobList의
항목이 됩니다. 나머지는 빼고 주석으로 알립니다. 복구가 실행될 때의 최신 이미지를
복구합니다. --overwrite allow가 없으면 타겟의 아무것도 덮어쓰지 않습니다.

플랫폼은 가능하면 타겟의 하드웨어로 알아내고, 아니면 --platform으로 지정해야
합니다. 센터는 --center, 설정, --repository-id의 센터, 소스의
이미지가 있는 센터, 또는 하나뿐인 센터입니다.`}
	InitExample = Text{EN: `  zdmctl recovery init --source web-01 --target web-01-dr --platform vmware > web-01.yaml
  zdmctl recovery init --source web-01 --target web-01-dr --platform vmware --overwrite allow -O web-01.yaml`}
	FlagInitSource     = Text{EN: "`SERVER` that was backed up, by id or name", KO: "백업된 서버 `SERVER`, id 또는 이름"}
	FlagInitTarget     = Text{EN: "`SERVER` that is restored, by id or name", KO: "복구할 서버 `SERVER`, id 또는 이름"}
	FlagInitPlatform   = Text{EN: "`PLATFORM` of the target, such as vmware or aws", KO: "타겟의 플랫폼 `PLATFORM`, 예: vmware, aws"}
	FlagInitJob        = Text{EN: "`NAME` of the recovery (default: made of the source's name); also --job-name", KO: "복구 이름 `NAME` (기본: 소스 이름으로 만듦), --job-name도 같음"}
	FlagInitRepository = Text{EN: "`ID` of the repository (default: the one with images of the most partitions)", KO: "레포지토리 `ID` (기본: 가장 많은 파티션의 이미지가 있는 것)"}
	FlagOut            = Text{EN: "write `FILE`, not stdout; it must not exist", KO: "표준 출력 대신 `FILE`에 씀, 이미 있는 파일은 쓰지 않음"}
	FlagForce          = Text{EN: "replace the file of --out", KO: "--out의 파일을 덮어씀"}

	InitUnknown       = Text{EN: "no request can be made of that", KO: "그것으로는 요청을 만들 수 없음"}
	InitNoCenter      = Text{EN: "there are several centers", KO: "센터가 여러 개 있음"}
	InitNoPlatform    = Text{EN: "the platform of %s cannot be told by its hardware", KO: "%s의 하드웨어로는 플랫폼을 알 수 없음"}
	InitNothing       = Text{EN: "nothing to restore: no partition of %s has both an image and a partition of the same name on %s", KO: "복구할 것이 없음: %s의 파티션 중 이미지와 %s의 같은 이름 파티션이 모두 있는 것이 없음"}
	InitFileExists    = Text{EN: "%s is there already", KO: "%s이(가) 이미 있음"}
	InitUseForce      = Text{EN: "--force replaces it", KO: "--force로 덮어쓸 수 있음"}
	InitFileUnwritten = Text{EN: "%s could not be written: %s", KO: "%s에 쓸 수 없음: %s"}
	InitForceAlone    = Text{EN: "--force is for --out", KO: "--force는 --out과 함께 사용"}
	InitWritten       = Text{EN: "wrote %s; next: %s", KO: "%s 작성함; 다음: %s"}
)

// The comments of the file.
var (
	InitAbout      = Text{EN: "Recovery of %s onto %s, as ZDM knew them on %s.", KO: "%[3]s에 ZDM이 알던 %[1]s을(를) %[2]s(으)로 복구."}
	InitHow        = Text{EN: "zdmctl recovery plan -f FILE says what would become of it, create -f FILE registers it.", KO: "zdmctl recovery plan -f FILE로 결과를 미리 보고 create -f FILE로 등록."}
	InitToldBy     = Text{EN: "told by the target's hardware: %s", KO: "타겟의 하드웨어로 판단: %s"}
	InitModes      = Text{EN: "or increment", KO: "또는 increment"}
	InitOverwrites = Text{EN: "allow: what is on the target may be lost", KO: "allow: 타겟의 데이터를 잃을 수 있음"}
	InitListOnly   = Text{EN: "no partition but those of jobList", KO: "jobList의 파티션만"}
	InitNewest     = Text{EN: "newest image: %s, %s, %s old", KO: "최신 이미지: %s, %s, %s 지남"}
	InitNewestOnly = Text{EN: "newest image: %s, %s", KO: "최신 이미지: %s, %s"}
	InitID         = Text{EN: "id %s", KO: "id %s"}
	InitUsed       = Text{EN: "%s used", KO: "%s 사용"}
	InitTargetSize = Text{EN: "%s, %s, %s used", KO: "%s, %s, %s 사용"}
	InitLeftOut    = Text{EN: "left out: %s (%s used) has no image, or no partition of the same name on %s", KO: "제외: %s (%s 사용)은(는) 이미지가 없거나 %s에 같은 이름의 파티션이 없음"}
)
