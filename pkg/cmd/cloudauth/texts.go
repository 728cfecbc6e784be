package cloudauth

import "github.com/zdmctl/zdmctl/pkg/msg"

var (
	msgCloudAuthShort       = msg.T("Look up cloud credentials and regions", "클라우드 인증과 리전 조회")
	msgCloudAuthListShort   = msg.T("List cloud credentials; their keys are masked", "클라우드 인증 목록 조회 (키는 가려짐)")
	msgCloudAuthListExample = msg.Same(`  zdmctl cloud-auth list --type aws`)
	msgRegionsShort         = msg.T("List the regions of a cloud", "클라우드의 리전 목록 조회")
	msgRegionsExample       = msg.Same(`  zdmctl cloud-auth regions aws`)
	msgNotACloud            = msg.T("\"%s\" is not a cloud", "\"%s\"은(는) 클라우드가 아님")
	msgFlagCloudAuthName    = msg.T("only those whose name holds this `TEXT`", "이름에 이 `TEXT`가 들어 있는 것만")
	msgFlagCloudType        = msg.T("only those for this cloud", "이 클라우드의 것만")
	msgHeadAccessKey        = msg.T("ACCESS KEY", "액세스 키")
	msgHeadCloudType        = msg.T("CLOUD", "클라우드")
	msgHeadName             = msg.T("NAME", "이름")
	msgHeadProject          = msg.T("PROJECT", "프로젝트")
	msgHeadRegion           = msg.T("REGION", "리전")
	msgHeadRegionName       = msg.T("REGION NAME", "리전 이름")
	msgHeadServiceAccount   = msg.T("SERVICE ACCOUNT", "서비스 계정")
	msgHeadZones            = msg.T("ZONES", "영역")
)
