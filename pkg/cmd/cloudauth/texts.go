package cloudauth

import "github.com/zdmctl/zdmctl/pkg/msg"

var (
	msgCloudAuthShort       = msg.T("List cloud credentials and regions", "클라우드 인증 정보와 리전 조회")
	msgCloudAuthListShort   = msg.T("List cloud credentials, with masked keys", "클라우드 인증 정보 목록 조회 (키는 가림)")
	msgCloudAuthListExample = msg.Same(`  zdmctl cloud-auth list --type aws`)
	msgRegionsShort         = msg.T("List the regions of a cloud", "클라우드의 리전 목록 조회")
	msgRegionsExample       = msg.Same(`  zdmctl cloud-auth regions aws`)
	msgNotACloud            = msg.T(`"%s" is not a supported cloud`, `지원하지 않는 클라우드: "%s"`)
	msgFlagCloudAuthName    = msg.T("only names that contain this `TEXT`", "이름에 이 `TEXT`가 포함된 것만")
	msgFlagCloudType        = msg.T("only credentials of this cloud", "이 클라우드의 인증 정보만")
	msgHeadAccessKey        = msg.T("ACCESS KEY", "액세스 키")
	msgHeadCloudType        = msg.T("CLOUD", "클라우드")
	msgHeadName             = msg.T("NAME", "이름")
	msgHeadProject          = msg.T("PROJECT", "프로젝트")
	msgHeadRegion           = msg.T("REGION", "리전")
	msgHeadRegionName       = msg.T("REGION NAME", "리전 이름")
	msgHeadServiceAccount   = msg.T("SERVICE ACCOUNT", "서비스 계정")
	msgHeadZones            = msg.T("ZONES", "가용 영역")
)
