package repository

import "github.com/zdmctl/zdmctl/pkg/msg"

var (
	msgRepositoryShort       = msg.T("List repositories", "레포지토리 조회")
	msgRepositoryListShort   = msg.T("List repositories", "레포지토리 목록 조회")
	msgRepositoryListExample = msg.Same(`  zdmctl repository list --type nfs`)
	msgFlagRepositoryOS      = msg.T("only those on this operating system", "이 운영체제의 레포지토리만")
	msgHeadLocalPath         = msg.T("LOCAL PATH", "로컬 경로")
	msgHeadPort              = msg.T("PORT", "포트")
)
