package resource

import "github.com/zdmctl/zdmctl/pkg/msg"

var (
	msgItemsLack          = msg.T("%d of %d items have no name; missing fields: %s", "항목 %[2]d개 중 %[1]d개에 이름이 없습니다. 누락된 필드: %[3]s")
	msgThingNameless      = msg.T("the response for %q contains no name", "%q에 대한 응답에 이름이 없습니다")
	msgUnknownShape       = msg.T("the response has a form that this version does not support; -o json prints it as received", "이 버전에서 지원하지 않는 형식의 응답입니다. -o json으로 받은 그대로 출력할 수 있습니다")
	msgListTooLong        = msg.T("the list is too long to print as one document: more than %d items or %d MiB", "목록이 너무 길어 문서 하나로 출력할 수 없습니다: 항목 %d개 또는 %d MiB 초과")
	msgHeadNetwork        = msg.T("NETWORK", "네트워크")
	msgHeadNetmask        = msg.T("NETMASK", "넷마스크")
	msgHeadGateway        = msg.T("GATEWAY", "게이트웨이")
	msgHeadMAC            = msg.T("MAC", "MAC")
	msgFlagListDrive      = msg.T("only this `DRIVE` of a Windows server, such as C:", "Windows 서버의 이 `DRIVE`(예: C:)만")
	msgFlagLimit          = msg.T("list at most `N` items", "최대 `N`개 표시")
	msgFlagAll            = msg.T("list all items", "모두 표시")
	msgFlagSort           = msg.T("sort order (default of the server: desc)", "정렬 순서 (서버 기본값: desc)")
	msgFlagDetail         = msg.T("also request the details (implied by -o wide)", "상세 정보도 요청 (-o wide에서는 자동 요청)")
	msgFlagWithDisk       = msg.T("also request the disks (for -o json, jsonl and yaml)", "디스크도 요청 (-o json, jsonl, yaml에 표시)")
	msgFlagWithNetwork    = msg.T("also request the networks (likewise)", "네트워크도 요청 (표시 방식 동일)")
	msgFlagWithPartition  = msg.T("also request the partitions (likewise)", "파티션도 요청 (표시 방식 동일)")
	msgFlagWithRepository = msg.T("also request the repositories (likewise)", "레포지토리도 요청 (표시 방식 동일)")
	msgLimitTooSmall      = msg.T(`invalid value "%d" for --limit: must be a positive number`, `--limit 값 "%d": 1 이상의 정수를 지정하세요`)
	msgListedSome         = msg.T("showing %d of %s; --all shows the rest", "%[2]s개 중 %[1]d개를 표시했습니다. --all로 모두 표시할 수 있습니다")
	msgListedNone         = msg.T("nothing to list", "표시할 항목이 없습니다")
	msgTakenForID         = msg.T("%s was read as an id; use --by name if it is a name", "%s: id로 해석했습니다. 이름이면 --by name을 사용하세요")
	msgNothingOfID        = msg.T("nothing has the id %s", "id가 %s인 항목 없음")
	msgServerReports      = msg.T("the server reports: %s", "서버 응답: %s")
)
