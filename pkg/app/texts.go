package app

import "github.com/zdmctl/zdmctl/pkg/msg"

var (
	msgInterrupted          = msg.T("interrupted: nothing was sent", "중단되었습니다. 전송하지 않았습니다")
	msgCrashed              = msg.T("internal error (%s); please report it", "내부 오류(%s)입니다. 개발팀에 알려 주세요")
	msgCrashedAfterChange   = msg.T("internal error (%s) after a change was sent; its outcome is unknown, so check the server before you repeat the command", "변경 요청을 전송한 뒤 내부 오류(%s)가 발생했습니다. 결과를 알 수 없으므로 명령을 다시 실행하기 전에 서버를 확인하세요")
	msgChangeSentNotWritten = msg.T("the change was sent, but the result could not be written: %s", "변경 요청을 전송했으나 결과를 출력하지 못했습니다: %s")
	msgRootShort            = msg.T("Register and watch recoveries on the ZDM disaster-recovery manager", "ZDM 재해 복구 솔루션의 복구 작업을 등록하고 모니터링")
	msgRootLong             = msg.T("zdmctl registers and watches recoveries on the ZDM disaster-recovery manager. To practice without a server, use --context sandbox: an embedded ZDM server that needs no login and cannot do any harm.", "zdmctl은 ZDM 재해 복구 솔루션의 복구 작업을 등록하고 모니터링합니다. 서버 없이 연습하려면 --context sandbox를 사용하세요. 로그인이 필요 없는 내장 ZDM 서버이며 실제 환경에 영향을 주지 않습니다.")
	msgExitCodesShort       = msg.T("Exit codes", "종료 코드")
	msgExitCodesLong        = msg.T(`Exit codes that scripts can rely on:

  0      done
  1      unexpected error in zdmctl itself
  2      wrong usage or an invalid request; nothing was sent
  3      the server accepted the request, but some or all partitions failed; or
         a watched recovery ended in Error or Canceled
  4      no usable credentials: none, expired or refused
  5      the server refused the request or failed on it; nothing was registered
  6      the server could not be reached; nothing was sent
  7      the request was sent and its outcome is unknown
  8      the deadline of a wait passed; the recovery continues
  9      everything was recovered, but an objective was missed or is
         undetermined; or a dry run with --exit-code found differences
  128+n  ended by signal n

recovery check exits like a monitoring plugin instead: 0 OK, 1 warning,
2 critical, 3 unknown.

After 7, do not send anything again before you know the outcome; the message names the commands that show it.

With -o json or jsonl, an error is one JSON object on stderr:

  {"error":{"kind":"...","exitCode":5,"message":"...","status":404}}

It can also have "requestID", "next" (commands to run) and "problems". A problem has "message" and, if known, "path", "file", "line", "column", "allowed", "hint" and "partition".`, `스크립트에서 사용할 수 있는 종료 코드:

  0      성공
  1      zdmctl 자체의 예기치 않은 오류
  2      잘못된 사용법 또는 올바르지 않은 요청. 전송하지 않음
  3      서버가 요청을 수락했으나 일부 또는 모든 파티션이 실패함. 또는
         모니터링하던 복구 작업이 Error나 Canceled로 끝남
  4      사용할 수 있는 인증 정보 없음: 없거나, 만료되었거나, 거부됨
  5      서버가 요청을 거부했거나 처리하지 못함. 등록되지 않음
  6      서버에 연결할 수 없음. 전송하지 않음
  7      요청을 전송했으나 결과를 알 수 없음
  8      대기 시간 초과. 복구 작업은 계속됨
  9      모두 복구했으나 목표를 달성하지 못했거나 판정할 수 없음. 또는
         --exit-code를 지정한 모의 실행에서 차이를 발견함
  128+n  신호 n으로 종료

recovery check는 대신 모니터링 플러그인의 종료 코드를 반환합니다:
0 정상, 1 경고, 2 위험, 3 알 수 없음.

7이면 결과를 확인하기 전에는 다시 전송하지 마세요. 확인할 명령은 메시지에 표시됩니다.

-o json 또는 jsonl에서는 오류를 표준 오류에 JSON 객체 하나로 출력합니다:

  {"error":{"kind":"...","exitCode":5,"message":"...","status":404}}

"requestID", "next"(실행할 명령), "problems"가 추가될 수 있습니다. 각 문제에는 "message"와, 알 수 있는 경우 "path", "file", "line", "column", "allowed", "hint", "partition"이 있습니다.`)
	msgEnvironmentShort = msg.T("Environment variables and files", "환경 변수와 파일")
	msgEnvironmentLong  = msg.T(`A flag overrides the environment, the environment overrides the context, and the context overrides the default. To see where each value comes from, run zdmctl config view --origin.

If --context selects a context for a different server, ZDMCTL_SERVER is ignored, and so are the center, certificates, token, account and password set for it.

  ZDMCTL_CONTEXT     name of the context (--context)
  ZDMCTL_SERVER      URL of the server (--server)
  ZDMCTL_CONFIG      config file (--config)
  ZDMCTL_CENTER      center (--center)
  ZDMCTL_OUTPUT      output format (--output)
  ZDMCTL_TIMEOUT     timeout of a call (--timeout)
  ZDMCTL_CA_FILE     certificates to trust (--ca-file)
  ZDMCTL_LANG        language (--lang); else LC_ALL, LC_MESSAGES, LANG (UTF-8)
  ZDMCTL_TOKEN       token
  ZDMCTL_TOKEN_FILE  file that contains the token
  ZDMCTL_EMAIL       account to log in with
  ZDMCTL_PASSWORD    its password; renews an expired token
  NO_COLOR           disables color
  HTTPS_PROXY, NO_PROXY, HTTP_PROXY
                     proxy settings, as in other programs

Files on Linux; $XDG_CONFIG_HOME, $XDG_STATE_HOME and $XDG_CACHE_HOME move them if they are absolute paths:

  ~/.config/zdmctl/config.yaml       contexts
  ~/.config/zdmctl/credentials.yaml  tokens, without a keyring; mode 0600
  ~/.local/state/zdmctl/sandbox.db   state of the context "sandbox"
  ~/.cache/zdmctl/                   names for completion, kept for a minute`, `우선순위는 플래그, 환경 변수, 컨텍스트, 기본값 순입니다. 각 값의 출처는 zdmctl config view --origin으로 확인할 수 있습니다.

--context를 지정하면 다른 서버를 가리키는 ZDMCTL_SERVER는 무시하며, 그 서버용으로 설정한 센터, 인증서, 토큰, 계정, 비밀번호도 무시합니다.

  ZDMCTL_CONTEXT     컨텍스트 이름 (--context)
  ZDMCTL_SERVER      서버 URL (--server)
  ZDMCTL_CONFIG      설정 파일 (--config)
  ZDMCTL_CENTER      센터 (--center)
  ZDMCTL_OUTPUT      출력 형식 (--output)
  ZDMCTL_TIMEOUT     호출 제한 시간 (--timeout)
  ZDMCTL_CA_FILE     신뢰할 인증서 (--ca-file)
  ZDMCTL_LANG        언어 (--lang). 없으면 LC_ALL, LC_MESSAGES, LANG (UTF-8)
  ZDMCTL_TOKEN       토큰
  ZDMCTL_TOKEN_FILE  토큰이 저장된 파일
  ZDMCTL_EMAIL       로그인할 계정
  ZDMCTL_PASSWORD    계정의 비밀번호. 만료된 토큰을 갱신하는 데 사용
  NO_COLOR           색상 사용 안 함
  HTTPS_PROXY, NO_PROXY, HTTP_PROXY
                     다른 프로그램과 같은 프록시 설정

Linux의 파일 위치. $XDG_CONFIG_HOME, $XDG_STATE_HOME, $XDG_CACHE_HOME을 절대 경로로 지정하면 바뀝니다:

  ~/.config/zdmctl/config.yaml       컨텍스트
  ~/.config/zdmctl/credentials.yaml  토큰 (키링이 없을 때), 모드 0600
  ~/.local/state/zdmctl/sandbox.db   컨텍스트 "sandbox"의 상태
  ~/.cache/zdmctl/                   자동 완성용 이름, 1분 동안 보관`)
)
