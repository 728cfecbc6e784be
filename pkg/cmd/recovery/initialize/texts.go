package initialize

import "github.com/zdmctl/zdmctl/pkg/msg"

var (
	msgInitShort = msg.T("Write a request from what the server knows", "서버가 아는 정보로 요청 파일 작성")
	msgInitLong  = msg.T(`Write a request that restores a server, from what ZDM knows of it: a commented YAML file
that plan and create take as it is.

Each partition of the source that has a backup image and a partition of the same name on
the target becomes an item of jobList; the others are left out, and a comment says so. The
newest image is restored, whichever that is when the recovery runs. Nothing on the target
may be overwritten unless --overwrite allow says so.

The platform is told by the target's hardware where that is possible, and asked for with
--platform otherwise. The center is --center, the setting, that of --repository-id, that in
which the images of the source are, or the only one.`, `ZDM이 아는 정보로 서버를 복구하는 요청을 씁니다. 주석이 달린 YAML 파일이며
plan과 create가 그대로 받습니다.

백업 이미지가 있고 타겟에 같은 이름의 파티션이 있는 소스 파티션은 jobList의
항목이 됩니다. 나머지는 빼고 주석으로 알립니다. 복구가 실행될 때의 최신 이미지를
복구합니다. --overwrite allow가 없으면 타겟의 아무것도 덮어쓰지 않습니다.

플랫폼은 가능하면 타겟의 하드웨어로 알아내고, 아니면 --platform으로 지정해야
합니다. 센터는 --center, 설정, --repository-id의 센터, 소스의
이미지가 있는 센터, 또는 하나뿐인 센터입니다.`)
	msgInitExample = msg.Same(`  zdmctl recovery init --source web-01 --target web-01-dr --platform vmware > web-01.yaml
  zdmctl recovery init --source web-01 --target web-01-dr --platform vmware --overwrite allow -O web-01.yaml`)
	msgFlagInitSource     = msg.T("`SERVER` that was backed up, by id or name", "백업된 서버 `SERVER`, id 또는 이름")
	msgFlagInitTarget     = msg.T("`SERVER` that is restored, by id or name", "복구할 서버 `SERVER`, id 또는 이름")
	msgFlagInitPlatform   = msg.T("`PLATFORM` of the target, such as vmware or aws", "타겟의 플랫폼 `PLATFORM`, 예: vmware, aws")
	msgFlagInitJob        = msg.T("`NAME` of the recovery (default: made of the source's name); also --job-name", "복구 이름 `NAME` (기본: 소스 이름으로 만듦), --job-name도 같음")
	msgFlagInitRepository = msg.T("`ID` of the repository (default: the one with images of the most partitions)", "레포지토리 `ID` (기본: 가장 많은 파티션의 이미지가 있는 것)")
	msgFlagOut            = msg.T("write `FILE`, not stdout; it must not exist", "표준 출력 대신 `FILE`에 씀, 이미 있는 파일은 쓰지 않음")
	msgFlagForce          = msg.T("replace the file of --out", "--out의 파일을 덮어씀")
	msgInitFileExists     = msg.T("%s is there already", "%s이(가) 이미 있음")
	msgInitUseForce       = msg.T("--force replaces it", "--force로 덮어쓸 수 있음")
	msgInitFileUnwritten  = msg.T("%s could not be written: %s", "%s에 쓸 수 없음: %s")
	msgInitForceAlone     = msg.T("--force is for --out", "--force는 --out과 함께 사용")
	msgInitWritten        = msg.T("wrote %s; next: %s", "%s 작성함; 다음: %s")
	msgInitAbout          = msg.T("Recovery of %s onto %s, as ZDM knew them on %s.", "%[3]s에 ZDM이 알던 %[1]s을(를) %[2]s(으)로 복구.")
	msgInitHow            = msg.T("zdmctl recovery plan -f FILE says what would become of it, create -f FILE registers it.", "zdmctl recovery plan -f FILE로 결과를 미리 보고 create -f FILE로 등록.")
	msgInitToldBy         = msg.T("told by the target's hardware: %s", "타겟의 하드웨어로 판단: %s")
	msgInitModes          = msg.T("or increment", "또는 increment")
	msgInitOverwrites     = msg.T("allow: what is on the target may be lost", "allow: 타겟의 데이터를 잃을 수 있음")
	msgInitListOnly       = msg.T("no partition but those of jobList", "jobList의 파티션만")
	msgInitNewest         = msg.T("newest image: %s, %s, %s old", "최신 이미지: %s, %s, %s 지남")
	msgInitNewestOnly     = msg.T("newest image: %s, %s", "최신 이미지: %s, %s")
	msgInitID             = msg.T("id %s", "id %s")
	msgInitUsed           = msg.T("%s used", "%s 사용")
	msgInitTargetSize     = msg.T("%s, %s, %s used", "%s, %s, %s 사용")
	msgInitLeftOut        = msg.T("left out: %s (%s used) has no image, or no partition of the same name on %s", "제외: %s (%s 사용)은(는) 이미지가 없거나 %s에 같은 이름의 파티션이 없음")
)
