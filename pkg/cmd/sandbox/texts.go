package sandbox

import "github.com/zdmctl/zdmctl/pkg/msg"

var (
	msgHeadImages   = msg.T("IMAGES", "이미지")
	msgSandboxShort = msg.T("Rehearse on the embedded ZDM server", "내장 ZDM 서버에서 연습")
	msgServeShort   = msg.T("Serve the ZDM API on this machine, for any client", "이 컴퓨터에서 모든 클라이언트에 ZDM API 제공")
	msgServeLong    = msg.T(`Serve the ZDM API over invented servers, for rehearsals: curl, another program or zdmctl itself
can log in, register recoveries and watch them. Nothing is restored and no other machine is
reached. Only this machine can connect unless --allow-remote is given, and only calls under
a name of the server are answered: localhost, the host of --addr, or an --allow-host.

What is registered is kept in the store of the context "sandbox", or in --db FILE. A signal
ends the server after the requests that it has.`, `가상의 서버로 ZDM API를 제공합니다. curl이나 다른 프로그램, zdmctl이 로그인하고
복구 작업을 등록하고 지켜보는 연습을 할 수 있습니다. 실제로 복구되는 것은 없고
다른 컴퓨터에 연결하지 않습니다. --allow-remote를 주지 않으면 이 컴퓨터에서만
연결할 수 있고, 서버의 이름으로 온 요청에만 응답합니다. 서버의 이름은 localhost,
--addr의 호스트, --allow-host로 지정한 이름입니다.

등록된 것은 컨텍스트 "sandbox"의 저장소 또는 --db FILE에 보관됩니다. 시그널을
받으면 처리 중인 요청을 마치고 끝납니다.`)
	msgServeExample = msg.Same(`  zdmctl sandbox serve
  zdmctl sandbox serve --addr 127.0.0.1:0 --tls --api-version 2.0
  zdmctl sandbox serve --fault drop-after-accept=0.1,delay=2s:0.2,status=503:0.1 --fault-seed 7`)
	msgFlagAddr                 = msg.T("`HOST:PORT` to listen on; port 0 is a free one", "수신할 `HOST:PORT`; 포트 0은 빈 포트")
	msgFlagDB                   = msg.T("`FILE` of the store (default: that of the context \"sandbox\")", "저장소 `FILE` (기본값: 컨텍스트 \"sandbox\"의 것)")
	msgFlagInventory            = msg.T("YAML `FILE` of the servers, repositories and backups that exist", "존재하는 서버, 레포지토리, 백업을 적은 YAML `FILE`")
	msgFlagAPIVersion           = msg.T("`VERSION` of the API to speak: 1.0.3 or 2.0", "사용할 API `VERSION`: 1.0.3 또는 2.0")
	msgFlagTokenTTL             = msg.T("`DURATION` for which a token is good", "토큰의 유효 기간 `DURATION`")
	msgFlagSpeed                = msg.T("how many times faster than a gigabit line jobs run", "작업 속도 (기가비트 회선의 배수)")
	msgFlagTLS                  = msg.T("serve https with a certificate made for this run", "이번 실행용 인증서로 https 제공")
	msgFlagAllowRemote          = msg.T("let other machines connect; everybody knows the demo account", "다른 컴퓨터의 연결 허용; 데모 계정은 누구나 알고 있음")
	msgFlagAllowHost            = msg.T("another `NAME` under which clients reach the server (repeatable)", "클라이언트가 서버에 접속할 때 쓰는 다른 이름 `NAME` (반복 가능)")
	msgFlagFault                = msg.T("`KIND=SHARE,...`: drop-after-accept, drop-before-read, delay=D:SHARE, status=CODE:SHARE, truncate, partial, timeout, incomplete", "`KIND=SHARE,...`: drop-after-accept, drop-before-read, delay=D:SHARE, status=CODE:SHARE, truncate, partial, timeout, incomplete")
	msgFlagFaultSeed            = msg.T("`SEED` of the faults; the same gives the same run", "장애의 `SEED`; 같은 값이면 같은 장애가 재현됨")
	msgFlagRefuseDuplicateNames = msg.T("refuse a second job of a name (409)", "같은 이름의 두 번째 작업을 거부 (409)")
	msgFlagRefusePartial        = msg.T("refuse a job of which a partition fails, instead of state \"fail\"", "파티션 하나라도 실패하면 상태 \"fail\" 대신 거부")
	msgFlagAllowOverwrite       = msg.T("overwrite is \"allow\" where a request does not say", "요청에 없으면 overwrite는 \"allow\"")
	msgFlagVendorWords          = msg.T("take the words of the vendor's CLI too", "벤더 CLI의 표현도 받음")
	msgFlagCheckScheduleCenter  = msg.T("refuse the schedule of another center (403)", "다른 센터의 스케줄을 거부 (403)")
	msgFlagCheckDeleteCenter    = msg.T("refuse to delete the job of another center (403)", "다른 센터 작업의 삭제를 거부 (403)")
	msgFlagStatusConflict       = msg.T("refuse a start or stop that cannot be (409)", "시작하거나 중지할 수 없는 상태면 거부 (409)")
	msgFlagNewestHistory        = msg.T("a history by job id is the newest run", "작업 id의 이력은 가장 최근 실행")
	msgFlagMonitoringArray      = msg.T("a server's monitoring holds a list of jobs", "서버 모니터링은 작업의 목록")
	msgFlagEmptyImages          = msg.T("no images are an empty list instead of 404", "이미지가 없으면 404 대신 빈 목록")
	msgNotLoopback              = msg.T("%s: other machines could connect", "%s: 다른 컴퓨터가 연결할 수 있음")
	msgLoopbackOnly             = msg.T("listen on 127.0.0.1, or give --allow-remote", "127.0.0.1에서 수신하거나 --allow-remote를 지정")
	msgCannotListen             = msg.T("cannot listen on %s: %s", "%s에서 수신할 수 없음: %s")
	msgNoSuchVersion            = msg.T("--api-version: %q is not a version of the API; allowed: %s, %s", "--api-version: %q은(는) API 버전이 아님; 가능한 값: %s, %s")
	msgNotAboveZero             = msg.T("%s must be a number above zero, not %v", "%s은(는) 0보다 큰 수여야 하며 %v은(는) 안 됨")
	msgHostWithoutPort          = msg.T("give a name such as sandbox.example.com, without scheme and port", "스킴과 포트 없이 sandbox.example.com 같은 이름을 지정하세요")
	msgRemotePlaintext          = msg.T("other machines connect without TLS: passwords and tokens can be read on the network; --tls encrypts them", "다른 컴퓨터가 TLS 없이 접속합니다. 네트워크에서 비밀번호와 토큰을 읽을 수 있으며, --tls를 쓰면 암호화됩니다")
	msgPortTaken                = msg.T("another program listens there; port 0 in --addr is a free one", "다른 프로그램이 그곳에서 수신 중; --addr의 포트 0은 빈 포트")
	msgServedVersion            = msg.T("API", "API")
	msgServedCA                 = msg.T("CA file", "CA 파일")
	msgServedLogin              = msg.T("Log in", "로그인")
	msgResetShort               = msg.T("Empty the sandbox", "샌드박스 비우기")
	msgResetExample             = msg.Same("  zdmctl sandbox reset\n  zdmctl sandbox reset --db rehearsal.db --inventory inventory.yaml")
	msgResetDone                = msg.T("the sandbox is empty again (%s)", "샌드박스를 비움 (%s)")
	msgInfoShort                = msg.T("Show what is in the sandbox", "샌드박스에 있는 것 표시")
	msgInfoExample              = msg.Same("  zdmctl sandbox info\n  zdmctl sandbox info --inventory-file > inventory.yaml\n  zdmctl sandbox info --inventory inventory.yaml")
	msgFlagInventoryFile        = msg.T("print the built-in inventory as a file for serve --inventory", "내장 인벤토리를 serve --inventory용 파일로 출력")
	msgInfoStore                = msg.T("Store", "저장소")
	msgInfoJobs                 = msg.T("Recoveries", "복구 작업")
	msgInfoSchedules            = msg.T("Schedules", "스케줄")
)
