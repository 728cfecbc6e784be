package app

import "github.com/zdmctl/zdmctl/pkg/msg"

var (
	msgInterrupted          = msg.T("interrupted: nothing was sent", "중단됨: 아무것도 보내지 않음")
	msgCrashed              = msg.T("internal error (%s); please report it", "내부 오류(%s)입니다. 개발팀에 알려 주세요")
	msgCrashedAfterChange   = msg.T("internal error (%s) after a change was sent; its outcome is unknown, so check the server before you repeat the command", "변경 요청을 보낸 뒤 내부 오류(%s)가 발생했습니다. 결과를 알 수 없으므로 명령을 다시 실행하기 전에 서버를 확인하세요")
	msgChangeSentNotWritten = msg.T("the change was sent, but the result could not be written: %s", "변경 요청은 전송되었으나 결과를 출력하지 못했습니다: %s")
	msgRootShort            = msg.T("Register and follow recoveries of the ZDM disaster-recovery manager", "ZDM 재해 복구 관리자의 복구 작업을 등록하고 추적")
	msgRootLong             = msg.T(`zdmctl registers recoveries with the ZDM disaster-recovery manager.

It checks a request on this machine before anything is sent, sends it once, and tells by
its exit code what happened. The context "sandbox" is a ZDM server inside the program:
no log-in, no set-up, no harm.`, `zdmctl은 ZDM 재해 복구 관리자에 복구 작업을 등록합니다.

보내기 전에 이 컴퓨터에서 요청을 검사하고, 한 번만 보내며, 결과를 종료 코드로
알립니다. 컨텍스트 "sandbox"는 프로그램 안에 든 ZDM 서버입니다. 로그인도 설정도
필요 없고, 아무것도 해치지 않습니다.`)
	msgExitCodesShort = msg.T("What the exit codes mean", "종료 코드의 의미")
	msgExitCodesLong  = msg.T(`A script can rely on these exit codes:

  0      done
  1      unexpected error in zdmctl itself
  2      wrong usage or an invalid request; nothing was sent
  3      the server took the request, and it failed for some or all partitions, or a
         watched recovery ended in Error or Canceled
  4      no usable credentials: none, expired or refused
  5      the server refused the request or failed on it; nothing was registered
  6      the server could not be reached; nothing was sent
  7      the request was sent and its outcome is unknown
  8      the deadline of a wait passed; the recovery goes on
  128+n  ended by signal n

After 7 nothing should be sent again before it is known what became of the request: the
message names the commands that tell.

With -o json or jsonl an error is one JSON object on stderr:

  {"error":{"kind":"...","exitCode":5,"message":"...","status":404,"requestID":"..."}}

An invalid request has "problems" there, each with "path", "file", "line", "column",
"message", "allowed" and "hint", and those of a plan "partition", as far as they are known;
commands that help are in "next".`, `스크립트가 믿을 수 있는 종료 코드:

  0      성공
  1      zdmctl 자체의 예기치 않은 오류
  2      잘못된 사용법 또는 올바르지 않은 요청. 아무것도 보내지 않음
  3      서버가 요청을 받았으나 일부 또는 모든 파티션이 실패함. 또는 지켜보던 복구
         작업이 Error나 Canceled로 끝남
  4      쓸 수 있는 인증 정보 없음: 없거나, 만료되었거나, 거부됨
  5      서버가 요청을 거부했거나 처리하지 못함. 아무것도 등록되지 않음
  6      서버에 연결할 수 없음. 아무것도 보내지 않음
  7      요청을 보냈으나 결과를 알 수 없음
  8      대기 시간이 지남. 복구 작업은 계속됨
  128+n  신호 n으로 끝남

7 다음에는 요청이 어떻게 되었는지 알기 전에 다시 보내면 안 됩니다. 알아볼 명령은 메시지에
있습니다.

-o json이나 jsonl이면 오류는 표준 오류의 JSON 객체 하나입니다:

  {"error":{"kind":"...","exitCode":5,"message":"...","status":404,"requestID":"..."}}

올바르지 않은 요청이면 "problems"가 있고, 각각 "path", "file", "line", "column",
"message", "allowed", "hint"를, 계획의 문제는 "partition"도 알 수 있는 만큼 가집니다.
도움이 되는 명령은 "next"에 있습니다.`)
	msgEnvironmentShort = msg.T("Environment variables and files", "환경 변수와 파일")
	msgEnvironmentLong  = msg.T(`A value comes from the flag, else from the environment, else from the context, else it is the
default. zdmctl config view --origin tells where each comes from.

With --context, a ZDMCTL_SERVER that is another server is not used, nor is what is set
for it: center, certificates, token, account and password.

  ZDMCTL_CONTEXT     name of the context, as --context
  ZDMCTL_SERVER      URL of the server, as --server
  ZDMCTL_CONFIG      config file, as --config
  ZDMCTL_CENTER      center, as --center
  ZDMCTL_OUTPUT      format of the result, as --output
  ZDMCTL_TIMEOUT     time that a call may take, as --timeout
  ZDMCTL_CA_FILE     certificates to trust, as --ca-file
  ZDMCTL_LANG        language, as --lang; otherwise LC_ALL, LC_MESSAGES and LANG (UTF-8)
  ZDMCTL_TOKEN       token
  ZDMCTL_TOKEN_FILE  file that holds the token
  ZDMCTL_EMAIL       account to log in with
  ZDMCTL_PASSWORD    its password; with it an expired token is renewed
  NO_COLOR           no colour
  HTTPS_PROXY, NO_PROXY, HTTP_PROXY
                     proxies, as everywhere

Files, on Linux; absolute paths in $XDG_CONFIG_HOME, $XDG_STATE_HOME and $XDG_CACHE_HOME
move them:

  ~/.config/zdmctl/config.yaml       contexts
  ~/.config/zdmctl/credentials.yaml  tokens, where there is no keyring; mode 0600
  ~/.local/state/zdmctl/sandbox.db   what is registered in the context "sandbox"
  ~/.cache/zdmctl/                   names for completion, of the last minute`, `값은 플래그, 환경 변수, 컨텍스트, 기본값의 순서로 정해집니다. 각 값이 어디에서 왔는지는
zdmctl config view --origin이 알려 줍니다.

--context를 지정하면 다른 서버를 가리키는 ZDMCTL_SERVER는 사용하지 않으며, 그 서버를 위해
설정한 센터, 인증서, 토큰, 계정, 비밀번호도 사용하지 않습니다.

  ZDMCTL_CONTEXT     컨텍스트 이름 (--context)
  ZDMCTL_SERVER      서버 URL (--server)
  ZDMCTL_CONFIG      설정 파일 (--config)
  ZDMCTL_CENTER      센터 (--center)
  ZDMCTL_OUTPUT      결과 형식 (--output)
  ZDMCTL_TIMEOUT     호출의 제한 시간 (--timeout)
  ZDMCTL_CA_FILE     신뢰할 인증서 (--ca-file)
  ZDMCTL_LANG        언어 (--lang). 없으면 LC_ALL, LC_MESSAGES, LANG (UTF-8)
  ZDMCTL_TOKEN       토큰
  ZDMCTL_TOKEN_FILE  토큰이 든 파일
  ZDMCTL_EMAIL       로그인할 계정
  ZDMCTL_PASSWORD    그 비밀번호. 있으면 만료된 토큰을 갱신함
  NO_COLOR           색 없음
  HTTPS_PROXY, NO_PROXY, HTTP_PROXY
                     다른 프로그램과 같은 프록시 설정

Linux의 파일 위치. $XDG_CONFIG_HOME, $XDG_STATE_HOME, $XDG_CACHE_HOME의 절대
경로로 바뀝니다:

  ~/.config/zdmctl/config.yaml       컨텍스트
  ~/.config/zdmctl/credentials.yaml  토큰 (키링이 없을 때), 모드 0600
  ~/.local/state/zdmctl/sandbox.db   컨텍스트 "sandbox"에 등록된 것
  ~/.cache/zdmctl/                   자동 완성에 쓰는 최근 1분의 이름`)
)
