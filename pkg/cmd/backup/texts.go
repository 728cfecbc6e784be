package backup

import "github.com/zdmctl/zdmctl/pkg/msg"

var (
	msgBackupShort       = msg.T("List and show backup jobs and their images", "백업 작업과 이미지 조회")
	msgBackupListShort   = msg.T("List backup jobs", "백업 작업 목록 조회")
	msgBackupListExample = msg.Same(`  zdmctl backup list --source web-01`)
	msgBackupGetShort    = msg.T("Show a backup job", "백업 작업 조회")
	msgBackupGetExample  = msg.Same(`  zdmctl backup get web-01_ROOT`)
	msgImagesShort       = msg.T("List the backup images of one server or of all servers", "한 서버 또는 모든 서버의 백업 이미지 조회")
	msgImagesExample     = msg.Same(`  zdmctl backup images web-01
  zdmctl backup images web-01 --partition / --limit 1`)
	msgImagesLong          = msg.T("List the backup images of a server. The images of a deleted server can still be found by its name. Without SERVER, the images of all servers are listed, which requires API 3.0.", "서버의 백업 이미지를 조회합니다. 삭제된 서버의 이미지도 이름으로 조회할 수 있습니다. SERVER를 생략하면 모든 서버의 이미지를 조회합니다(API 3.0 필요).")
	msgFlagImagesType      = msg.T("only those in a repository of this type (without SERVER)", "이 유형의 레포지토리에 있는 이미지만 (SERVER를 생략할 때)")
	msgTypeWithoutServer   = msg.T("--repository-type is only for the images of all servers: remove SERVER or --repository-type", "--repository-type은 모든 서버의 이미지를 조회할 때만 사용합니다. SERVER 또는 --repository-type을 제거하세요")
	msgImagesSince         = msg.T("the server cannot list the images of all servers, which requires API 3.0; specify a SERVER", "모든 서버의 이미지를 조회할 수 없는 버전입니다(API 3.0부터 가능). SERVER를 지정하세요")
	msgNoSuchRepository    = msg.T("no repository has the ID %s", "ID가 %s인 레포지토리가 없습니다")
	msgServerWithoutName   = msg.T("server %s has no name, so its images cannot be listed", "서버 %s: 이름이 없어 이미지를 조회할 수 없습니다")
	msgFieldPartition      = msg.T("Partition", "파티션")
	msgFieldRepository     = msg.T("Repository", "레포지토리")
	msgFieldRepositoryType = msg.T("Repository type", "레포지토리 유형")
	msgFieldCompression    = msg.T("Compression", "압축")
	msgFieldEncryption     = msg.T("Encryption", "암호화")
	msgFieldRotation       = msg.T("Rotation", "보관 개수")
	msgHeadCreated         = msg.T("CREATED", "생성")
	msgHeadImageType       = msg.T("TYPE", "유형")
)
