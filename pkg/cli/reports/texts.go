package reports

import "github.com/zdmctl/zdmctl/pkg/msg"

var (
	msgReplaces      = msg.T("the report would overwrite %s, which the run needs; specify another file with --report", "%s: 실행에 필요한 파일입니다. --report로 다른 파일을 지정하세요")
	msgAmongRequests = msg.T("the report %s would be read as a request by the next run; specify another directory with --report", "%s: 다음 실행에서 이 보고서를 요청으로 읽게 됩니다. --report로 다른 디렉터리를 지정하세요")
	msgFlagReport    = msg.T("write a report: `FILE`.html, .md, .csv or .json; can be repeated", "보고서 저장: `FILE`.html, .md, .csv, .json. 여러 번 지정 가능")
	msgFlagFill      = msg.T("fill in a field of the report: `KEY=TEXT`; can be repeated", "보고서 항목 작성: `KEY=TEXT`. 여러 번 지정 가능")
	msgNoDirectory   = msg.T("cannot write %s: %s is not a directory", "파일을 저장할 수 없습니다: %s: 디렉터리가 아닌 경로입니다(%s)")
	msgNoField       = msg.T("invalid value %q for --fill: must be KEY=TEXT with a field of the report", "--fill 값 %q: 보고서 항목을 KEY로 쓴 KEY=TEXT 형식이어야 합니다")
	msgNotWritten    = msg.T("cannot write the report %s: %s", "보고서를 저장할 수 없습니다: %s: %s")
	msgWritten       = msg.T("wrote %s", "저장 완료: %s")
	msgHeadWave      = msg.T("WAVE", "웨이브")
	msgHeadRecovery  = msg.T("RECOVERY", "복구 작업")
	msgHeadResult    = msg.T("RESULT", "결과")
	msgHeadStart     = msg.T("START", "시작")
	msgHeadEnd       = msg.T("END", "종료")
	msgHeadTook      = msg.T("TOOK", "소요 시간")
	msgHeadPointAge  = msg.T("POINT AGE", "복구 시점 경과")
	msgHeadHistory   = msg.T("HISTORY", "이력")
	msgObjective     = msg.T("%s: %s; %s %s: %s", "%s: %s, %s %s: %s")
	msgDeviation     = msg.T("deviation: %s", "이탈 사항: %s")
	msgOneShard      = msg.T("shard %s only; to join the journals of all shards: zdmctl recovery report JOURNAL...", "분할 %s의 결과입니다. 모든 분할의 기록 파일을 합치려면: zdmctl recovery report JOURNAL...")
	msgResult        = msg.T("result: %s", "결과: %s")
)
