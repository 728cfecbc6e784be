package create

import "github.com/zdmctl/zdmctl/pkg/msg"

var (
	msgFlagIfAbsent       = msg.T("send nothing if a recovery of that name exists, and exit with 0", "이름이 같은 복구 작업이 있으면 전송하지 않고 0으로 종료")
	msgFlagAllowDuplicate = msg.T("register the recovery even if one of that name exists", "이름이 같은 복구 작업이 있어도 등록")
	msgIfAbsentNeedsName  = msg.T("--if-absent requires a jobName", "--if-absent에는 jobName이 필요합니다")
	msgGiveJobName        = msg.T("set it with --job-name, or in the file", "--job-name 또는 파일에 지정하세요")
	msgAlreadyExists      = msg.T("Already exists: %s: %s -> %s; nothing was sent", "이미 있음: %s: %s -> %s. 전송하지 않았습니다")
	msgNameExists         = msg.T("a recovery named %q exists: %s -> %s, %s", "이름이 %q인 복구 작업이 있습니다: %s -> %s, %s")
	msgNameExistsAs       = msg.T("a recovery named %q exists for the same servers (%s -> %s, %s); the server may have derived its name from %q", "같은 서버의 복구 작업 %q: 이미 있습니다 (%s -> %s, %s). 서버가 %q에서 만든 이름일 수 있습니다")
	msgNameLike           = msg.T("some recoveries have names that differ from %q only in case or form: %s", "요청한 이름(%q)과 대소문자나 형태만 다른 복구 작업이 있습니다: %s")
	msgOrDuplicate        = msg.T("to send it anyway, add --allow-duplicate", "그래도 전송하려면 --allow-duplicate를 추가하세요")
	msgOnlyIfAbsent       = msg.T("to leave it alone and exit with 0, add --if-absent; to register another one with that name, add --allow-duplicate", "그대로 두고 0으로 종료하려면 --if-absent를, 같은 이름으로 하나 더 등록하려면 --allow-duplicate를 추가하세요")
	msgNothingStarts      = msg.T("--wait would never end: the request has neither autoStart: use nor a schedule", "--wait가 끝나지 않습니다. 요청에 autoStart: use도 스케줄도 없습니다")
	msgStartOrDoNotWait   = msg.T("start it right away with --auto-start, leave out --wait, or limit it with --wait-timeout", "--auto-start로 바로 시작하거나, --wait를 빼거나, --wait-timeout으로 제한하세요")
	msgExistingIdle       = msg.T("--wait would never end: %s exists, is not started, and has no schedule", "--wait가 끝나지 않습니다. %s: 이미 있으나 시작되지 않았고 스케줄도 없습니다")
	msgNotStarted         = msg.T("%s is registered, but the server did not start it: there is nothing to wait for", "%s: 등록되었으나 서버에서 시작하지 않아 기다릴 작업이 없습니다")
	msgFlagPlan           = msg.T("check the request against the server first, and send nothing if it has errors", "먼저 서버에서 확인하고, 오류가 있으면 전송하지 않음")
	msgCreateShort        = msg.T("Register a recovery", "복구 작업 등록")
	msgCreateLong         = msg.T(`Register a recovery from flags, from a file, or from a file with flags that override it. The request is validated first; if anything is wrong, all problems are reported and nothing is sent.

SCHEDULE is the ID of a schedule, JSON, @FILE, or an expression:

  once 2027-06-01 10:00           daily 10:00
  every 5m from 00:00             weekly mon,wed,fri 10:00
  every 2h from 00:30             monthly 1,15 10:00
                                  monthly week 1,3 mon 10:00

--job takes source and target, and for this partition alone: mode, overwrite, backup-job, backup-file, repository-id, repository-type and repository-path. The --job flags replace the jobList of the file.`, `플래그, 파일, 또는 플래그로 일부를 바꾼 파일로 복구 작업을 등록합니다. 먼저 요청을 검사하며, 잘못된 것이 있으면 한 번에 모두 알리고 전송하지 않습니다.

SCHEDULE은 스케줄 ID, JSON, @FILE, 또는 다음 표현입니다:

  once 2027-06-01 10:00           daily 10:00
  every 5m from 00:00             weekly mon,wed,fri 10:00
  every 2h from 00:30             monthly 1,15 10:00
                                  monthly week 1,3 mon 10:00

--job에는 source와 target, 그리고 이 파티션에만 적용할 mode, overwrite, backup-job, backup-file, repository-id, repository-type, repository-path를 지정합니다. --job을 지정하면 파일의 jobList를 대체합니다.`)
	msgCreateExample = msg.Same(`  zdmctl recovery create -f web-01.yaml
  zdmctl recovery create -f web-01.yaml --mode increment --dry-run
  zdmctl recovery create --center 1 --source web-01 --target web-01-dr \
    --platform vmware --repository-id 13 --mode full --schedule 'daily 02:30'`)
	msgFlagDryRun        = msg.T("send nothing and print the request: -o json (default), yaml or curl", "전송하지 않고 요청을 출력: -o json (기본값), yaml, curl")
	msgFormatNeedsDryRun = msg.T("-o curl requires --dry-run", "-o curl은 --dry-run과 함께 사용하세요")
	msgNoCurlForSandbox  = msg.T("the sandbox has no address that curl could connect to", "샌드박스에는 curl로 연결할 주소가 없습니다")
	msgNameAServer       = msg.T("choose a server with --server or --context", "--server 또는 --context로 서버를 지정하세요")
	msgResultNotWritten  = msg.T("%s was registered, but the result could not be written: %s", "%s: 등록되었으나 결과를 출력하지 못했습니다: %s")
	msgFlagWait          = msg.T("wait until the recovery ends, like recovery watch", "복구 작업이 끝날 때까지 대기 (recovery watch와 같음)")
	msgTimeoutNeedsWait  = msg.T("--wait-timeout requires --wait", "--wait-timeout은 --wait와 함께 사용하세요")
	msgNoJobToWaitFor    = msg.T("the recovery is registered, but the response contains no name, so it cannot be watched", "복구 작업은 등록되었으나 응답에 이름이 없어 대기할 수 없습니다")
	msgNotAwaited        = msg.T("not waiting for its end: the registered part may be running", "끝날 때까지 대기하지 않습니다. 등록된 부분은 실행 중일 수 있습니다")
	msgWatchNext         = msg.T("next: %s", "다음: %s")
	msgSectionWait       = msg.T("Wait", "대기")
)
