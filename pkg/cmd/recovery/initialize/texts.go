package initialize

import "github.com/zdmctl/zdmctl/pkg/msg"

var (
	msgInitShort   = msg.T("Generate a request file from the server's data", "서버 정보로 요청 파일 생성")
	msgInitLong    = msg.T("Generate a commented YAML request that restores a server, ready for plan and create. Each source partition with a backup image and a target partition of the same name is included; nothing is overwritten unless you add --overwrite allow.", "서버를 복구하는 요청을 주석이 달린 YAML로 생성합니다. plan과 create에서 바로 사용할 수 있습니다. 백업 이미지가 있고 타겟에 같은 이름의 파티션이 있는 소스 파티션을 포함하며, --overwrite allow를 지정하지 않으면 덮어쓰지 않습니다.")
	msgInitExample = msg.Same(`  zdmctl recovery init --source web-01 --target web-01-dr --platform vmware \
    > web-01.yaml
  zdmctl recovery init --source web-01 --target web-01-dr --platform vmware \
    --overwrite allow -O web-01.yaml`)
	msgFlagInitSource     = msg.T("`SERVER` whose backups to restore, by id or name (required)", "백업을 복구할 소스 `SERVER`, id 또는 이름 (필수)")
	msgFlagInitTarget     = msg.T("`SERVER` to restore onto, by id or name (required)", "복구 대상 `SERVER`, id 또는 이름 (필수)")
	msgFlagInitPlatform   = msg.T("`PLATFORM` of the target, such as vmware or aws (default: detected from its hardware)", "타겟의 `PLATFORM`, 예: vmware, aws (기본값: 하드웨어로 감지)")
	msgFlagInitJob        = msg.T("`NAME` of the recovery (default: derived from the source); also --job-name", "복구 작업의 `NAME` (기본값: 소스 이름으로 생성). --job-name과 같음")
	msgFlagInitRepository = msg.T("repository `ID` (default: the one with images of the most partitions)", "레포지토리 `ID` (기본값: 이미지가 있는 파티션이 가장 많은 레포지토리)")
	msgFlagOut            = msg.T("write to a new `FILE` instead of stdout", "표준 출력 대신 새 `FILE`에 저장")
	msgFlagForce          = msg.T("replace the file of --out if it exists", "--out의 파일이 있으면 대체")
	msgInitFileExists     = msg.T("%s already exists", "이미 있는 파일입니다: %s")
	msgInitUseForce       = msg.T("replace it with --force", "--force로 대체하세요")
	msgInitFileUnwritten  = msg.T("cannot write %s: %s", "파일을 저장할 수 없습니다: %s: %s")
	msgInitForceAlone     = msg.T("--force requires --out", "--force는 --out과 함께 사용하세요")
	msgInitWritten        = msg.T("wrote %s; next: %s", "%s 저장됨. 다음: %s")
	msgInitAbout          = msg.T("Recovery of %s onto %s, based on ZDM's data of %s.", "소스 %s, 타겟 %s의 복구. %s의 ZDM 정보로 생성.")
	msgInitHow            = msg.T("Check it with zdmctl recovery plan -f FILE, register it with create -f FILE.", "zdmctl recovery plan -f FILE로 확인하고 create -f FILE로 등록하세요.")
	msgInitDetected       = msg.T("detected from the target's hardware: %s", "타겟의 하드웨어로 감지: %s")
	msgInitModes          = msg.T("or increment", "또는 increment")
	msgInitOverwrites     = msg.T("allow: existing data on the target can be lost", "allow: 타겟의 기존 데이터가 삭제될 수 있음")
	msgInitListOnly       = msg.T("restore only the partitions in jobList", "jobList에 있는 파티션만 복구")
	msgInitNewest         = msg.T("newest image: %s, %s, %s old", "최신 이미지: %s, %s, %s 경과")
	msgInitNewestOnly     = msg.T("newest image: %s, %s", "최신 이미지: %s, %s")
	msgInitID             = msg.T("id %s", "id %s")
	msgInitUsed           = msg.T("%s used", "%s 사용")
	msgInitTargetSize     = msg.T("%s, %s, %s used", "%s, %s, %s 사용")
	msgInitLeftOut        = msg.T("left out: %s (%s used) has no image, or no partition of the same name on %s", "제외: %s (%s 사용). 이미지가 없거나 %s에 같은 이름의 파티션이 없음")
	msgInitImageOf        = msg.T("image of %s, %s", "%s의 이미지, %s")
)
