package run

import "github.com/zdmctl/zdmctl/pkg/msg"

var (
	msgShort = msg.T("Run waves of recoveries in order and report on them", "여러 복구를 순서대로 실행하고 보고서 작성")
	msgLong  = msg.T(`Register, start and follow recoveries in waves: those of a wave side by side, the next wave when all are complete. A failure lets the others of its wave end, and nothing more starts. Nothing is registered or started twice, and nothing is stopped.

--journal FILE records all of it: run the same command again to resume, and "recovery report FILE" to report.`, `복구 작업을 웨이브 단위로 등록하고 시작하여 모니터링합니다. 한 웨이브의 작업은 동시에 실행하며, 모두 완료되면 다음 웨이브로 넘어갑니다. 실패하면 같은 웨이브의 나머지는 끝까지 실행하고 더 시작하지 않습니다. 중복으로 등록하거나 시작하지 않으며, 실행 중인 작업을 중지하지 않습니다.

--journal FILE에 모두 기록합니다. 같은 명령을 다시 실행하면 이어서 진행하고, "recovery report FILE"로 보고서를 작성합니다.`)
	msgExample = msg.Same(`  zdmctl recovery run -f plan/ --journal q1.journal --drill --rto 2h --rpo 24h
  zdmctl recovery run -f 1-db/ -f 2-app/ --journal q1.journal --through 1-db
  zdmctl recovery run -f plan/ --journal q1.journal --report q1.html
  zdmctl recovery run -f plan/ --journal q1.journal --dry-run`)
	msgFlagFile     = msg.T("a wave: `FILE` or directory with requests, or one directory of waves; can be repeated (required)", "웨이브: 요청이 담긴 `FILE`이나 디렉터리, 또는 웨이브 디렉터리들이 있는 디렉터리. 여러 번 지정 가능 (필수)")
	msgFlagJournal  = msg.T("record the run in `FILE`; run the same command again to resume (required)", "실행 내용을 `FILE`에 기록. 같은 명령을 다시 실행하면 재개 (필수)")
	msgFlagRTO      = msg.T("objective for the recovery time, such as 2h", "복구 시간 목표, 예: 2h")
	msgFlagRPO      = msg.T("objective for the age of the restored data, such as 24h", "복구 시점 목표, 예: 24h")
	msgFlagSince    = msg.T("`TIME` when the disaster was declared (default: the start of the run)", "재해를 선언한 `TIME` (기본값: 실행 시작 시각)")
	msgFlagDrill    = msg.T("label the run as a drill, and refuse to restore a server onto itself", "훈련으로 표시하고, 소스 서버 자신에 대한 복구 거부")
	msgFlagThrough  = msg.T("end after this `WAVE`", "이 `WAVE`까지만 실행")
	msgFlagRestart  = msg.T("start recoveries again that ended before", "이미 끝난 복구 작업을 다시 시작")
	msgFlagSkip     = msg.T("leave out the recovery `NAME`; can be repeated", "복구 작업 `NAME` 제외. 여러 번 지정 가능")
	msgFlagParallel = msg.T("run up to `N` recoveries of a wave at a time (0: all)", "한 웨이브에서 동시에 실행할 복구 작업 수 `N` (0: 모두)")
	msgFlagZone     = msg.T("`ZONE` of the server's times, such as +09:00, where nothing shows it", "서버 시각의 `ZONE`, 예: +09:00. 확인할 수 없을 때 사용")
	msgFlagDryRun   = msg.T("check all waves against the server without sending anything", "전송하지 않고 모든 웨이브를 서버에서 확인")

	msgNoWaves          = msg.T("nothing to run: no wave given", "실행할 웨이브가 없습니다")
	msgNameWaves        = msg.T("name the waves with -f, in their order", "-f로 웨이브를 순서대로 지정하세요")
	msgNoJournal        = msg.T("--journal is missing: a run is only resumed and reported with its journal", "--journal을 지정하세요. 기록 파일이 있어야 재개하고 보고할 수 있습니다")
	msgNameJournal      = msg.T("name a file that does not exist yet: --journal FILE", "아직 없는 파일을 지정하세요: --journal FILE")
	msgParallelNegative = msg.T(`invalid value "%d" for --parallel: must not be negative`, `--parallel 값 "%d": 0 이상이어야 합니다`)
	msgSinceForm        = msg.T(`invalid value %q for --since: must be a time such as "2026-03-11 09:00", 09:00 or 2026-03-11T09:00:00+09:00`, `--since 값 %q: "2026-03-11 09:00", 09:00, 2026-03-11T09:00:00+09:00 같은 시각이어야 합니다`)
	msgSinceFuture      = msg.T("invalid value %q for --since: must not be in the future", "--since 값 %q: 미래의 시각은 지정할 수 없습니다")
	msgZoneForm         = msg.T("invalid value %q for --server-zone: must be an offset such as +09:00", "--server-zone 값 %q: +09:00 같은 오프셋이어야 합니다")
	msgTokenShort       = msg.T("the token ends at %s, before the run may (--wait-timeout %s), and nothing can renew it", "토큰이 %s에 만료되어 실행(--wait-timeout %s)이 끝나기 전에 만료될 수 있으며 갱신할 방법이 없습니다")
	msgNeedsJobName     = msg.T("is required: a run finds recoveries by name", "필수입니다. 이름으로 복구 작업을 찾습니다")

	msgEnded       = msg.T("the run ended: %s", "실행 결과: %s")
	msgInterrupted = msg.T("interrupted: nothing more starts, and what runs continues", "중단되었습니다. 더 시작하지 않으며 실행 중인 복구 작업은 계속됩니다")
	msgMissed      = msg.T("all recovered, and not all objectives are met", "모두 복구했으나 충족하지 못한 목표가 있습니다")
	msgDecide      = msg.T("to go on: --restart failed starts what failed again, --skip NAME leaves it out", "계속하려면: --restart failed로 실패한 작업을 다시 시작하거나 --skip NAME으로 제외하세요")

	msgHeadWave     = msg.T("WAVE", "웨이브")
	msgHeadRecovery = msg.T("RECOVERY", "복구 작업")
	msgHeadState    = msg.T("WILL", "예정")
	msgHeadPointAge = msg.T("POINT AGE", "복구 시점 경과")
	msgToRegister   = msg.T("register, start", "등록 후 시작")
	msgToStart      = msg.T("start", "시작")
	msgToJoin       = msg.T("join", "합류")
	msgToKeep       = msg.T("keep", "유지")
	msgToRestart    = msg.T("restart", "다시 시작")
	msgToSkip       = msg.T("skip", "제외")
	msgBlocked      = msg.T("blocked", "시작할 수 없음")

	msgDrill      = msg.T("Drill %s", "훈련 %s")
	msgRun        = msg.T("Run %s", "실행 %s")
	msgHeadline   = msg.T("%s, wave %d of %d (%s)     %s since %s", "%s, 웨이브 %[2]d/%[3]d (%[4]s)     %[6]s부터 %[5]s")
	msgWaveDone   = msg.T("%s  %d of %d complete", "%s  %[3]d개 중 %[2]d개 완료")
	msgWaveFailed = msg.T("%s  %d of %d complete, %d failed", "%s  %[3]d개 중 %[2]d개 완료, %[4]d개 실패")
	msgWaveWaits  = msg.T("%s  %d recoveries, not started", "%s  복구 작업 %d개, 시작하지 않음")
	msgSilent     = msg.T("no answer from the server since %s; still asking", "%s부터 서버 응답 없음. 계속 조회 중")
	msgCtrlC      = msg.T("Ctrl-C starts nothing more; what runs continues.       journal: %s", "Ctrl-C를 누르면 더 시작하지 않으며 실행 중인 작업은 계속됩니다.  기록 파일: %s")
	msgWaits      = msg.T("waits: the target is busy with %s", "대기: 타겟에서 %s 실행 중")
	msgWaiting    = msg.T("waits", "대기")
)
