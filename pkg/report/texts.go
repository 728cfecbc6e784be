package report

import (
	"sync"

	"github.com/zdmctl/zdmctl/pkg/journal"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

var (
	msgClockSet        = msg.T("the clock of this machine or of the server was changed during the run by at least %s; all times are uncertain by at least as much", "실행 중에 이 컴퓨터나 서버의 시계가 변경되었습니다(최소 %s). 모든 시간이 그만큼 불확실합니다")
	msgGapNoAnswer     = msg.T("no response from the server from %s to %s (%s)", "%s부터 %s까지 서버 응답 없음(%s)")
	msgGapNotRunning   = msg.T("zdmctl was not running from %s to %s (%s)", "%s부터 %s까지 zdmctl이 실행되지 않음(%s)")
	msgElapsedDiffers  = msg.T("the server reports that it took %s; observed: %s", "서버가 보고한 소요 시간: %s, 관찰한 시간: %s")
	msgEventRun        = msg.T("run started", "실행 시작")
	msgEventResumed    = msg.T("run resumed", "실행 재개")
	msgEventWave       = msg.T("wave started", "웨이브 시작")
	msgBefore          = msg.T("before %s", "%s 이전")
	msgUnknownOf       = msg.T("unknown: %s", "알 수 없음: %s")
	msgNotComplete     = msg.T("not complete: %s", "완료되지 않음: %s")
	msgEventNoAnswer   = msg.T("no response from the server for %s", "서버 응답 없음(%s)")
	msgEventNotRunning = msg.T("zdmctl was not running for %s", "zdmctl이 실행되지 않음(%s)")

	msgWordComplete     = msg.T("complete", "완료")
	msgWordDeviating    = msg.T("complete with deviations", "완료(이탈 사항 있음)")
	msgWordFailed       = msg.T("failed", "실패")
	msgWordCanceled     = msg.T("canceled", "취소됨")
	msgNeverSeen        = msg.T("started, but never seen running; it may be running", "시작을 요청했으나 실행이 확인되지 않았습니다. 실행 중일 수 있습니다")
	msgWordUnknown      = msg.T("unknown", "알 수 없음")
	msgWordInterrupted  = msg.T("interrupted", "중단됨")
	msgWordIncomplete   = msg.T("incomplete", "일부 웨이브만 완료")
	msgWordNotStarted   = msg.T("not started", "시작하지 않음")
	msgWordRunning      = msg.T("running", "실행 중")
	msgWordSkipped      = msg.T("skipped", "제외")
	msgWordReady        = msg.T("ready", "준비됨")
	msgWordBlocked      = msg.T("blocked", "시작할 수 없음")
	msgWordMet          = msg.T("met", "충족")
	msgWordMissed       = msg.T("missed", "미충족")
	msgWordUndetermined = msg.T("undetermined", "판정 불가")
	msgWordNotSet       = msg.T("not set", "설정 안 함")
	msgWordDrill        = msg.T("Disaster recovery drill", "재해 복구 훈련")
	msgWordRecovery     = msg.T("Disaster recovery", "재해 복구")
	msgWordReadiness    = msg.T("Recovery readiness", "복구 준비 상태")
	msgWordStarted      = msg.T("started", "시작됨")
	msgWordJoined       = msg.T("joined", "실행 중인 작업 모니터링")
	msgWordObserved     = msg.T("ended unobserved", "관찰 전에 종료")
	msgWordCreated      = msg.T("registered", "등록됨")
	msgWordPartial      = msg.T("partially registered", "일부 등록됨")
	msgWordAccepted     = msg.T("start accepted", "시작 요청 수락")
	msgWordBusy         = msg.T("target busy", "타겟 사용 중")
	msgWordNotSent      = msg.T("not sent", "전송하지 않음")
	msgWordRefused      = msg.T("refused", "거부됨")

	msgNoFormat = msg.T("not a report format: %s", "보고서 형식이 아닙니다: %s")

	msgSecObjectives = msg.T("Objectives", "목표")
	msgSecTimeline   = msg.T("Timeline", "타임라인")
	msgSecWaves      = msg.T("Waves and recoveries", "웨이브와 복구 작업")
	msgSecPartitions = msg.T("Partitions and images", "파티션과 이미지")
	msgSecDeviations = msg.T("Deviations", "이탈 사항")
	msgSecEvents     = msg.T("Events", "진행 기록")
	msgSecMethod     = msg.T("Method and limits", "측정 방법과 한계")
	msgSecFill       = msg.T("To be filled in", "작성 항목")
	msgSecEvidence   = msg.T("Evidence", "증빙")
	msgSecSignatures = msg.T("Signatures", "서명")

	msgRecoveryTime  = msg.T("Recovery time", "복구 시간")
	msgRecoveryPoint = msg.T("Recovery point age", "복구 시점 경과")
	msgHeadMeasure   = msg.T("Measure", "항목")
	msgHeadMeasured  = msg.T("Measured", "측정값")
	msgHeadTarget    = msg.T("Objective", "목표")
	msgHeadVerdict   = msg.T("Verdict", "판정")
	msgSpread        = msg.T("between the oldest and the newest image: %s", "가장 오래된 이미지와 최신 이미지의 차이: %s")
	msgHeadWave      = msg.T("Wave", "웨이브")
	msgHeadJob       = msg.T("Recovery", "복구 작업")
	msgHeadServers   = msg.T("Source and target", "소스와 타겟")
	msgHeadResult    = msg.T("Result", "결과")
	msgHeadStart     = msg.T("Start", "시작")
	msgHeadEnd       = msg.T("End", "종료")
	msgHeadTook      = msg.T("Took", "소요 시간")
	msgHeadReported  = msg.T("Reported by ZDM", "ZDM 보고값")
	msgHeadSource    = msg.T("Source partition", "소스 파티션")
	msgHeadDest      = msg.T("Target partition", "타겟 파티션")
	msgHeadImage     = msg.T("Image", "이미지")
	msgHeadMade      = msg.T("Image time (zone basis)", "이미지 시각(시간대 근거)")
	msgHeadAge       = msg.T("Age at T0", "T0 기준 경과 시간")
	msgHeadWhat      = msg.T("What", "내용")
	msgHeadTime      = msg.T("Time", "시각")
	msgHeadEvent     = msg.T("Event", "이벤트")
	msgHeadCode      = msg.T("Code", "코드")
	msgHeadPlace     = msg.T("Item", "항목")
	msgHeadValue     = msg.T("Value", "값")
	msgNone          = msg.T("none", "없음")

	msgSince          = msg.T("T0 (disaster declared)", "T0(재해 선언)")
	msgSinceStart     = msg.T("T0 (start of the run)", "T0(실행 시작)")
	msgBegin          = msg.T("Run started", "실행 시작")
	msgEnd            = msg.T("Run ended", "실행 종료")
	msgServer         = msg.T("ZDM server", "ZDM 서버")
	msgGeneration     = msg.T("API generation", "API 세대")
	msgZone           = msg.T("Time zone of the server", "서버 시각의 시간대")
	msgClockOffset    = msg.T("Server clock ahead by", "서버 시계가 앞선 시간")
	msgClocksApart    = msg.T("the clocks of the machines differ by at least %s; all times are uncertain by at least as much", "컴퓨터 간 시계 차이가 %s 이상이므로 모든 시각이 그만큼 불확실합니다")
	msgHeadShard      = msg.T("Shard", "분할")
	msgShard          = msg.T("shard %s", "분할 %s")
	msgJoinOneRun     = msg.T("a report can only join the journals of the shards of one run", "보고서에는 한 실행의 분할별 기록 파일만 합칠 수 있습니다")
	msgJoinNoShard    = msg.T("the journal %s does not belong to a shard", "기록 파일 %s: 분할된 실행의 기록이 아닙니다")
	msgJoinBadShard   = msg.T("the journal %s belongs to an unknown shard (%s)", "기록 파일 %s: 알 수 없는 분할입니다(%s)")
	msgJoinOtherSplit = msg.T("the journals %[1]s (shard %[2]s) and %[4]s (shard %[3]s) have different numbers of shards", "기록 파일 %[1]s(분할 %[2]s), %[4]s(분할 %[3]s): 전체 분할 개수가 다릅니다")
	msgJoinTwice      = msg.T("the journal %s belongs to shard %s, and so does %s", "기록 파일 %s: 분할 %s의 기록 파일이 이미 있습니다(%s)")
	msgJoinDiffers    = msg.T("the journals %s and %s belong to different runs: %s", "기록 파일 %s, %s: 서로 다른 실행입니다. %s")
	msgJoinServer     = msg.T("server %s and %s", "서버 %s, %s")
	msgJoinKind       = msg.T("kind %s and %s", "종류 %s, %s")
	msgJoinSince      = msg.T("--since %s and %s", "--since %s, %s")
	msgJoinObjectives = msg.T("different objectives", "목표가 다릅니다")
	msgJoinRequests   = msg.T("different requests for %s", "요청이 다릅니다: %s")
	msgJoinRun        = msg.T("run %s and %s", "실행 %s, %s")
	msgJoinNoJournal  = msg.T("the journal of its shard is missing", "해당 분할의 기록 파일이 없습니다")
	msgJoinMissing    = msg.T("no journal for shards: %s; their recoveries: %s", "기록 파일이 없는 분할: %s, 복구 작업: %s")

	msgJournal     = msg.T("Journal", "기록 파일")
	msgJournalHash = msg.T("Hash of its last line (SHA-256 chain)", "마지막 줄의 해시(SHA-256 체인)")
	msgTool        = msg.T("zdmctl", "zdmctl")
	msgHostUser    = msg.T("Host and user", "호스트와 사용자")
	msgRunID       = msg.T("Run", "실행 ID")
	msgGenerated   = msg.T("Report written", "보고서 작성 시각")

	msgMethodTime   = msg.T("Recovery time runs from T0 to the last Complete that ZDM reports, by the clock of the machine that ran zdmctl. It is an interval: a recovery completed between the last poll that showed it incomplete and the first that showed it complete. Outages and resumed runs widen the interval.", "복구 시간은 T0부터 ZDM이 보고한 마지막 완료까지이며, zdmctl을 실행한 컴퓨터의 시계로 측정합니다. 완료되지 않은 것을 마지막으로 확인한 시각과 완료를 처음 확인한 시각 사이의 구간이며, 장애나 재개가 있으면 구간이 넓어집니다.")
	msgMethodNotIn  = msg.T("It does not include checking that the service works.", "서비스 정상 여부를 확인하는 시간은 포함하지 않습니다.")
	msgMethodStart  = msg.T("T0 is the start of the run, so detection and decision are not included.", "T0은 실행 시작 시각이므로 장애 감지와 의사 결정 시간은 포함하지 않습니다.")
	msgMethodMet    = msg.T("An objective is met if the upper bound is within it, missed if the lower bound is beyond it, and otherwise undetermined.", "상한이 목표 이내이면 충족, 하한이 목표를 넘으면 미충족, 그 외에는 판정 불가입니다.")
	msgMethodAge    = msg.T("Recovery point age is T0 minus the time of the restored image. A recovery has the age of its oldest partition, and a run that of its oldest recovery.", "복구 시점 경과는 T0에서 복구한 이미지의 시각을 뺀 값입니다. 복구 작업에서는 가장 오래된 파티션, 전체에서는 가장 오래된 복구 작업을 기준으로 합니다.")
	msgMethodZone   = msg.T("ZDM's times have no time zone. Zone used: %s (%s).", "ZDM의 시각에는 시간대가 없습니다. 적용한 시간대: %s(%s).")
	msgMethodNoZone = msg.T("ZDM's times have no time zone, and none could be determined: the age of an image is a range of 26 hours.", "ZDM의 시각에는 시간대가 없고 확인할 근거도 없습니다. 이미지의 경과 시간은 26시간 범위로 표시합니다.")
	msgMethodOld    = msg.T("Up to ZDM 2.0.2, Complete can be reported before the reboot and can hide a failure, so a new history entry confirms it. The values of partitions are copies of the job's values, so no times are shown for them.", "ZDM 2.0.2까지는 재부팅 전에 완료로 보고하거나 실패가 드러나지 않을 수 있어 새 이력으로 확인합니다. 파티션의 값은 작업의 값을 복사한 것이므로 파티션별 시각은 표시하지 않습니다.")
	msgMethodOwn    = msg.T("The server's own times are shown next to the observed ones and are not used in calculations.", "서버가 보고한 시각은 함께 표시하지만 계산에 사용하지 않습니다.")
	msgMethodNever  = msg.T("ZDM cannot verify the integrity of the data or whether the service works: a person must check both.", "ZDM으로 알 수 없어 사람이 확인해야 하는 것: 데이터 무결성, 서비스 정상 여부.")

	msgBasisTimestamp = msg.T("the offset of the server's timestamps", "서버 timestamp의 오프셋")
	msgBasisDate      = msg.T("a timestamp compared with the HTTP Date of the same response", "같은 응답의 timestamp와 HTTP Date 비교")
	msgBasisJobStart  = msg.T("a start time compared with the observed start", "보고된 시작 시각과 관찰한 시작 시각 비교")
	msgBasisStated    = msg.T("specified by a person", "사람이 지정")
	msgBasisValue     = msg.T("the value itself", "값에 포함됨")

	msgFieldTitle      = msg.T("Title", "제목")
	msgFieldScenario   = msg.T("Scenario", "시나리오")
	msgFieldScope      = msg.T("Scope", "범위")
	msgFieldSite       = msg.T("Site", "장소")
	msgFieldPeople     = msg.T("Participants and roles", "참가자와 역할")
	msgFieldIntegrity  = msg.T("Data integrity checked", "데이터 무결성 확인")
	msgFieldService    = msg.T("Service accepted by", "서비스 확인자")
	msgFieldDeviations = msg.T("Deviations explained", "이탈 사항 설명")
	msgFieldFindings   = msg.T("Findings", "발견 사항")
	msgFieldActions    = msg.T("Actions with owner and date", "조치 사항(담당자, 기한)")
	msgSignConducted   = msg.T("Conducted by", "수행자")
	msgSignReviewed    = msg.T("Reviewed by", "검토자")
	msgSignApproved    = msg.T("Approved by", "승인자")
	msgSignLine        = msg.T("Name, date, signature", "이름, 날짜, 서명")

	msgChartTitle = msg.T("Timeline of the run", "실행 타임라인")
	msgChartDesc  = msg.T("One row for each recovery below its wave; times in %s. Solid: observed. Dashed: not observed. Hatched: failed. The table of recoveries has the same values.", "웨이브별 복구 작업을 한 줄씩 표시합니다. 시간대: %s. 실선: 관찰함, 점선: 관찰하지 못함, 빗금: 실패. 복구 작업 표에 같은 값이 있습니다.")
	msgBarTitle   = msg.T("%s: %s, %s to %s, took %s", "%s: %s, %s ~ %s, 소요 시간 %s")
)

// Word returns a result, verdict, kind or other word of a report in both languages, or the word
// unchanged.
func Word(word string) msg.Message {
	if text, known := words()[word]; known {
		return text.With()
	}
	return msg.Verbatim.With(word)
}

var words = sync.OnceValue(func() map[string]msg.Text { //nolint:gochecknoglobals // a constant that only some runs need
	return map[string]msg.Text{
		Complete: msgWordComplete, Deviating: msgWordDeviating, Failed: msgWordFailed, Canceled: msgWordCanceled, Unknown: msgWordUnknown,
		Interrupted: msgWordInterrupted, Incomplete: msgWordIncomplete, NotStarted: msgWordNotStarted, Running: msgWordRunning,
		Skipped: msgWordSkipped, journal.Skipped: msgWordSkipped, Ready: msgWordReady, Blocked: msgWordBlocked, Met: msgWordMet, Missed: msgWordMissed,
		Undetermined: msgWordUndetermined, NotSet: msgWordNotSet, "drill": msgWordDrill, "recovery": msgWordRecovery,
		KindReadiness: msgWordReadiness, "started": msgWordStarted, "joined": msgWordJoined, "observed": msgWordObserved,
		"created": msgWordCreated, "partial": msgWordPartial, "accepted": msgWordAccepted, "busy": msgWordBusy,
		"not-sent": msgWordNotSent, "refused": msgWordRefused, "timestamp": msgBasisTimestamp, "date": msgBasisDate,
		"job-start": msgBasisJobStart, "stated": msgBasisStated, "value": msgBasisValue, "title": msgFieldTitle,
		"scenario": msgFieldScenario, "scope": msgFieldScope, "site": msgFieldSite, "participants": msgFieldPeople,
		"dataIntegrity": msgFieldIntegrity, "serviceAccepted": msgFieldService, "deviations": msgFieldDeviations,
		"findings": msgFieldFindings, "actions": msgFieldActions, "rto": msgRecoveryTime, "rpo": msgRecoveryPoint,
	}
})
