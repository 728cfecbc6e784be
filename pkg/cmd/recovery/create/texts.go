package create

import "github.com/zdmctl/zdmctl/pkg/msg"

var (
	msgFlagIfAbsent       = msg.T("send nothing when a job of that name is there", "같은 이름의 작업이 있으면 전송하지 않음")
	msgFlagAllowDuplicate = msg.T("register also when a recovery of that name exists", "같은 이름의 복구 작업이 있어도 등록")
	msgIfAbsentNeedsName  = msg.T("--if-absent needs a jobName to look for", "--if-absent에는 찾을 jobName이 필요함")
	msgGiveJobName        = msg.T("set it with --job-name, or in the file", "--job-name이나 파일에 지정하세요")
	msgAlreadyExists      = msg.T("Already exists: %s: %s -> %s; nothing was sent", "이미 있음: %s: %s -> %s. 전송하지 않음")
	msgNameExists         = msg.T("a recovery named %q exists: %s -> %s, %s", "이름이 %q인 복구 작업이 이미 있음: %s -> %s, %s")
	msgNameExistsAs       = msg.T("a recovery named %q exists for the same servers (%s -> %s, %s); the server may have made its name from %q", "같은 서버의 복구 작업 %q이(가) 이미 있음(%s -> %s, %s). 서버가 %q에서 만든 이름일 수 있음")
	msgNameLike           = msg.T("recoveries exist whose names differ from %q in case or form only: %s", "대소문자나 형태만 다른 이름의 복구 작업이 있음. 요청: %q, 기존: %s")
	msgOrDuplicate        = msg.T("to send it in any case, add --allow-duplicate", "그래도 전송하려면 --allow-duplicate를 추가하세요")
	msgOnlyIfAbsent       = msg.T("to leave it alone and end with 0, add --if-absent; to register another one of that name, add --allow-duplicate", "그대로 두고 0으로 끝내려면 --if-absent를, 같은 이름으로 하나 더 등록하려면 --allow-duplicate를 추가하세요")
	msgFlagPlan           = msg.T("plan it first, and send nothing if errors stand against it", "먼저 계획을 확인하고, 오류가 있으면 아무것도 보내지 않음")
	msgCreateShort        = msg.T("Register a recovery", "복구 작업 등록")
	msgCreateLong         = msg.T(`Register a recovery from flags, from a file, or from a file with flags on top.

The request is checked first, and all that is wrong with it is told at once; nothing is
sent then. A field that is not given is not sent. The file is YAML or JSON with the
API's own field names; a flag wins over its value.

A --schedule is the id of a schedule, JSON, @FILE, or words:
  once 2027-06-01 10:00           daily 10:00
  every 5m from 00:00             weekly mon,wed,fri 10:00
  every 2h from 00:30             monthly 1,15 10:00
                                  monthly week 1,3 mon 10:00

A --job takes source and target, and where they are to differ from the whole recovery's:
mode, overwrite, backup-job, backup-file, repository-id, repository-type and
repository-path. Given at all, the --job flags replace the file's jobList.

Exit codes: 0 registered; 2 the request is not valid; 3 some or all partitions failed;
4 no usable token; 5 refused; 6 not reached; 7 sent, and the outcome is unknown.`, `플래그, 파일, 또는 플래그를 덧붙인 파일로 복구 작업을 등록합니다.

먼저 요청을 검사하고 잘못된 것을 한 번에 모두 알리며, 그때는 아무것도 보내지
않습니다. 주지 않은 필드는 보내지 않습니다. 파일은 API의 필드 이름을 그대로 쓴
YAML 또는 JSON이고, 플래그가 파일의 값보다 우선합니다.

--schedule은 스케줄 id, JSON, @FILE, 또는 다음 표현입니다:
  once 2027-06-01 10:00           daily 10:00
  every 5m from 00:00             weekly mon,wed,fri 10:00
  every 2h from 00:30             monthly 1,15 10:00
                                  monthly week 1,3 mon 10:00

--job은 source와 target을 받고, 전체와 다르게 할 때는 mode, overwrite,
backup-job, backup-file, repository-id, repository-type, repository-path도
받습니다. --job 플래그를 하나라도 주면 파일의 jobList를 대신합니다.

종료 코드: 0 등록됨; 2 요청이 올바르지 않음; 3 일부 또는 모든 파티션 실패; 4 쓸
수 있는 토큰 없음; 5 거부됨; 6 연결할 수 없음; 7 보냈으나 결과를 알 수 없음.`)
	msgCreateExample = msg.Same(`  # from a file
  zdmctl recovery create -f web-01.yaml

  # from flags
  zdmctl recovery create --center 1 --source web-01 --target web-01-dr --platform vmware \
    --repository-id 13 --mode full --job-name web-01-nightly --schedule 'daily 02:30'

  # look at what would be sent
  zdmctl recovery create -f web-01.yaml --mode increment --dry-run

  # let the server's look-ups say first whether it can go well
  zdmctl recovery create -f web-01.yaml --plan`)
	msgFlagDryRun        = msg.T("send nothing and print the request: -o json (default), yaml or curl", "보내지 않고 요청을 출력: -o json (기본값), yaml, curl")
	msgFormatNeedsDryRun = msg.T("-o curl is for --dry-run", "-o curl은 --dry-run용임")
	msgNoCurlForSandbox  = msg.T("the sandbox has no address that curl could call", "샌드박스에는 curl이 호출할 주소가 없음")
	msgNameAServer       = msg.T("name a server with --server or --context", "--server 또는 --context로 서버를 지정")
	msgResultNotWritten  = msg.T("%s was registered, but the result could not be written: %s", "%s은(는) 등록되었으나 결과를 쓸 수 없음: %s")
	msgFlagWait          = msg.T("wait until the recovery is over, as recovery watch does", "recovery watch와 같이 복구 작업이 끝날 때까지 대기")
	msgTimeoutNeedsWait  = msg.T("--wait-timeout is for --wait", "--wait-timeout은 --wait와 함께 사용")
	msgNoJobToWaitFor    = msg.T("the recovery is registered, and the answer does not name it: it cannot be waited for", "복구 작업은 등록되었으나 응답에 이름이 없어 대기할 수 없음")
	msgNotAwaited        = msg.T("its end was not waited for: what was registered may be under way", "끝날 때까지 기다리지 않음: 등록된 부분은 진행 중일 수 있음")
	msgWatchNext         = msg.T("next: %s", "다음: %s")
)
