package msg

// The look-ups: server, center, repository, backup, schedule, user, cloud-auth.
var (
	ServerShort     = Text{EN: "Look up servers", KO: "서버 조회"}
	CenterShort     = Text{EN: "Look up centers", KO: "센터 조회"}
	RepositoryShort = Text{EN: "Look up repositories", KO: "레포지토리 조회"}
	BackupShort     = Text{EN: "Look up backup jobs and their images", KO: "백업 작업과 이미지 조회"}
	ScheduleShort   = Text{EN: "Look up, create and delete schedules", KO: "스케줄 조회, 생성, 삭제"}
	UserShort       = Text{EN: "Look up users", KO: "사용자 조회"}
	CloudAuthShort  = Text{EN: "Look up cloud credentials and regions", KO: "클라우드 인증과 리전 조회"}

	ServerListShort   = Text{EN: "List servers", KO: "서버 목록 조회"}
	ServerListExample = Text{EN: `  zdmctl server list --mode source
  zdmctl server list --connection disconnect -o name`}
	ServerGetShort   = Text{EN: "Show a server with its partitions, disks and repositories", KO: "서버를 파티션, 디스크, 레포지토리와 함께 조회"}
	ServerGetExample = Text{EN: `  zdmctl server get web-01
  zdmctl server get 14 -o json`}
	ServerPartitionsShort   = Text{EN: "List the partitions of a server, or of all", KO: "한 서버 또는 모든 서버의 파티션 조회"}
	ServerPartitionsExample = Text{EN: `  zdmctl server partitions web-01
  zdmctl server partitions --partition / -o wide`}
	CenterListShort       = Text{EN: "List centers", KO: "센터 목록 조회"}
	CenterListExample     = Text{EN: `  zdmctl center list`}
	CenterGetShort        = Text{EN: "Show a center with its repositories", KO: "센터를 레포지토리와 함께 조회"}
	CenterGetExample      = Text{EN: `  zdmctl center get main-center`}
	RepositoryListShort   = Text{EN: "List repositories", KO: "레포지토리 목록 조회"}
	RepositoryListExample = Text{EN: `  zdmctl repository list --type nfs`}
	BackupListShort       = Text{EN: "List backup jobs", KO: "백업 작업 목록 조회"}
	BackupListExample     = Text{EN: `  zdmctl backup list --source web-01`}
	BackupGetShort        = Text{EN: "Show a backup job", KO: "백업 작업 조회"}
	BackupGetExample      = Text{EN: `  zdmctl backup get web-01_ROOT`}
	ImagesShort           = Text{EN: "List the backup images of a server", KO: "서버의 백업 이미지 조회"}
	ImagesExample         = Text{EN: `  zdmctl backup images web-01
  zdmctl backup images web-01 --partition / --limit 1`}
	ScheduleListShort    = Text{EN: "List schedules", KO: "스케줄 목록 조회"}
	ScheduleListExample  = Text{EN: `  zdmctl schedule list --state enabled`}
	ScheduleGetShort     = Text{EN: "Show a schedule", KO: "스케줄 조회"}
	ScheduleGetExample   = Text{EN: `  zdmctl schedule get 2`}
	UserListShort        = Text{EN: "List users", KO: "사용자 목록 조회"}
	UserListExample      = Text{EN: `  zdmctl user list`}
	UserGetShort         = Text{EN: "Show a user", KO: "사용자 조회"}
	UserGetExample       = Text{EN: `  zdmctl user get demo@example.com`}
	CloudAuthListShort   = Text{EN: "List cloud credentials; their keys are masked", KO: "클라우드 인증 목록 조회 (키는 가려짐)"}
	CloudAuthListExample = Text{EN: `  zdmctl cloud-auth list --type aws`}
	RegionsShort         = Text{EN: "List the regions of a cloud", KO: "클라우드의 리전 목록 조회"}
	RegionsExample       = Text{EN: `  zdmctl cloud-auth regions aws`}
	ImagesLong           = Text{EN: "List the backup images of a server. The API takes only its name here, so that an id is looked up first. A\nserver that is gone is found by its name.", KO: "서버의 백업 이미지를 표시합니다. 여기서 API는 이름만 받으므로 id는 먼저 조회합니다. 삭제된 서버는 이름으로\n찾습니다."}
	ServerWithoutName    = Text{EN: "server %s has no name, and its images cannot be asked for", KO: "서버 %s에 이름이 없어 이미지를 조회할 수 없음"}
	NotACloud            = Text{EN: "\"%s\" is not a cloud", KO: "\"%s\"은(는) 클라우드가 아님"}

	FlagServerMode     = Text{EN: "only those of this side", KO: "이 역할의 서버만"}
	FlagServerOS       = Text{EN: "only those of this system", KO: "이 운영체제의 서버만"}
	FlagConnection     = Text{EN: "only those that are connected so", KO: "이 연결 상태인 것만"}
	FlagLicense        = Text{EN: "only those with or without a license", KO: "라이선스가 있거나 없는 서버만"}
	FlagDevice         = Text{EN: "only the `DEVICE`, such as /dev/sda1", KO: "이 `DEVICE`(예: /dev/sda1)만"}
	FlagFileSystem     = Text{EN: "only those with this file system `TYPE`", KO: "이 파일 시스템 `TYPE`만"}
	FlagActivation     = Text{EN: "only those that are activated so", KO: "이 활성화 상태인 것만"}
	FlagRepositoryOS   = Text{EN: "only those on this system", KO: "이 운영체제에 있는 것만"}
	FlagListScheduleID = Text{EN: "only the one of this id", KO: "이 id의 스케줄만"}
	FlagScheduleType   = Text{EN: "only those of this `TYPE`, 0 to 11; some servers take names", KO: "이 `TYPE`(0~11, 일부 서버는 이름)의 스케줄만"}
	FlagScheduleState  = Text{EN: "only those in this state", KO: "이 상태의 스케줄만"}
	FlagUserName       = Text{EN: "only those of this `NAME`", KO: "이 `NAME`의 사용자만"}
	FlagPosition       = Text{EN: "only those in this `POSITION`", KO: "이 `POSITION`의 사용자만"}
	FlagCompany        = Text{EN: "only those of this `COMPANY`", KO: "이 `COMPANY`의 사용자만"}
	FlagCountry        = Text{EN: "only those in this `COUNTRY`", KO: "이 `COUNTRY`의 사용자만"}
	FlagCloudAuthName  = Text{EN: "only those whose name holds this `TEXT`", KO: "이름에 이 `TEXT`가 들어 있는 것만"}
	FlagCloudType      = Text{EN: "only those for this cloud", KO: "이 클라우드의 것만"}
)

// What is told of them.
var (
	FieldServer         = Text{EN: "Server", KO: "서버"}
	FieldCenter         = Text{EN: "Center", KO: "센터"}
	FieldAgent          = Text{EN: "Agent", KO: "에이전트"}
	HeadAgent           = Text{EN: "AGENT", KO: "에이전트"}
	FieldOS             = Text{EN: "OS", KO: "운영체제"}
	FieldConnection     = Text{EN: "Connection", KO: "연결"}
	HeadConnection      = Text{EN: "CONNECTION", KO: "연결"}
	FieldIP             = Text{EN: "IP", KO: "IP"}
	HeadIP              = Text{EN: "IP", KO: "IP"}
	FieldPublicIP       = Text{EN: "Public IP", KO: "공인 IP"}
	HeadPublicIP        = Text{EN: "PUBLIC IP", KO: "공인 IP"}
	FieldLicense        = Text{EN: "License", KO: "라이선스"}
	HeadLicense         = Text{EN: "LICENSE", KO: "라이선스"}
	FieldActivation     = Text{EN: "Activation", KO: "활성화"}
	HeadActivation      = Text{EN: "ACTIVATION", KO: "활성화"}
	FieldHost           = Text{EN: "Host", KO: "호스트"}
	HeadHost            = Text{EN: "HOST", KO: "호스트"}
	FieldPath           = Text{EN: "Path", KO: "경로"}
	HeadPath            = Text{EN: "PATH", KO: "경로"}
	FieldMode           = Text{EN: "Mode", KO: "모드"}
	FieldPartition      = Text{EN: "Partition", KO: "파티션"}
	FieldRepository     = Text{EN: "Repository", KO: "레포지토리"}
	FieldRepositoryType = Text{EN: "Repository type", KO: "레포지토리 유형"}
	FieldState          = Text{EN: "State", KO: "상태"}
	FieldScheduleType   = Text{EN: "Type", KO: "유형"}
	HeadScheduleType    = Text{EN: "TYPE", KO: "유형"}
	FieldLastRun        = Text{EN: "Last run", KO: "최근 실행"}
	HeadLastRun         = Text{EN: "LAST RUN", KO: "최근 실행"}
	FieldEmail          = Text{EN: "Email", KO: "이메일"}
	HeadEmail           = Text{EN: "EMAIL", KO: "이메일"}
	FieldUserName       = Text{EN: "Name", KO: "이름"}
	HeadUserName        = Text{EN: "NAME", KO: "이름"}
	FieldCompany        = Text{EN: "Company", KO: "회사"}
	HeadCompany         = Text{EN: "COMPANY", KO: "회사"}
	FieldCountry        = Text{EN: "Country", KO: "국가"}
	HeadCountry         = Text{EN: "COUNTRY", KO: "국가"}
	FieldPosition       = Text{EN: "Position", KO: "직위"}
	HeadPosition        = Text{EN: "POSITION", KO: "직위"}
	FieldModel          = Text{EN: "Model", KO: "모델"}
	FieldManufacturer   = Text{EN: "Manufacturer", KO: "제조사"}
	FieldCPU            = Text{EN: "CPU", KO: "CPU"}
	FieldCPUs           = Text{EN: "CPUs", KO: "CPU 수"}
	FieldMemory         = Text{EN: "Memory", KO: "메모리"}
	FieldKernel         = Text{EN: "Kernel", KO: "커널"}
	FieldCompression    = Text{EN: "Compression", KO: "압축"}
	FieldEncryption     = Text{EN: "Encryption", KO: "암호화"}
	FieldRotation       = Text{EN: "Rotation", KO: "보관 개수"}
	HeadAccessKey       = Text{EN: "ACCESS KEY", KO: "액세스 키"}
	HeadCaption         = Text{EN: "CAPTION", KO: "설명"}
	HeadCloudType       = Text{EN: "CLOUD", KO: "클라우드"}
	HeadCreated         = Text{EN: "CREATED", KO: "생성"}
	HeadDescription     = Text{EN: "DESCRIPTION", KO: "설명"}
	HeadDevice          = Text{EN: "DEVICE", KO: "장치"}
	HeadDisk            = Text{EN: "DISK", KO: "디스크"}
	HeadDiskType        = Text{EN: "TYPE", KO: "유형"}
	HeadFree            = Text{EN: "FREE", KO: "여유"}
	HeadImageType       = Text{EN: "TYPE", KO: "유형"}
	HeadLocalPath       = Text{EN: "LOCAL PATH", KO: "로컬 경로"}
	HeadName            = Text{EN: "NAME", KO: "이름"}
	HeadNetwork         = Text{EN: "NETWORK", KO: "네트워크"}
	HeadNetmask         = Text{EN: "NETMASK", KO: "넷마스크"}
	HeadGateway         = Text{EN: "GATEWAY", KO: "게이트웨이"}
	HeadMAC             = Text{EN: "MAC", KO: "MAC"}
	HeadPort            = Text{EN: "PORT", KO: "포트"}
	HeadProject         = Text{EN: "PROJECT", KO: "프로젝트"}
	HeadRegion          = Text{EN: "REGION", KO: "리전"}
	HeadRegionName      = Text{EN: "REGION NAME", KO: "리전 이름"}
	HeadServiceAccount  = Text{EN: "SERVICE ACCOUNT", KO: "서비스 계정"}
	HeadRepositoryShort = Text{EN: "REPO", KO: "리포 ID"}
	HeadSize            = Text{EN: "SIZE", KO: "크기"}
	HeadUsage           = Text{EN: "USE%", KO: "사용률"}
	HeadUsed            = Text{EN: "USED", KO: "사용"}
	HeadZones           = Text{EN: "ZONES", KO: "영역"}
)
