package report

import "github.com/zdmctl/zdmctl/pkg/msg"

var (
	msgShort   = msg.T("Report on a run from its journal", "기록 파일로 실행 보고서 작성")
	msgLong    = msg.T("Show what a run of recoveries did, how long it took and how old the restored data is. The report needs only the journal and contacts no server, so anyone can write it at any time.", "복구 실행의 결과, 소요 시간, 복구한 데이터의 경과 시간을 표시합니다. 기록 파일만 사용하고 서버에 접속하지 않으므로 누구나 언제든지 보고서를 만들 수 있습니다.")
	msgExample = msg.Same(`  zdmctl recovery report q1.journal
  zdmctl recovery report q1.journal --report q1.html --report q1.csv
  zdmctl recovery report q1.journal --report q1.html --fill title="DR drill Q1"
  zdmctl recovery report shard-*.journal --report q1.html`)
	msgNoRun    = msg.T("the journal %s contains no run", "기록 파일 %s: 실행 기록이 없습니다")
	msgNeedsRun = msg.T("a report requires a journal of `recovery run`", "보고서는 `recovery run`의 기록 파일로 작성합니다")
)
