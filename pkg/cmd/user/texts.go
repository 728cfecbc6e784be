package user

import "github.com/zdmctl/zdmctl/pkg/msg"

var (
	msgUserShort       = msg.T("List and show users", "사용자 조회")
	msgUserListShort   = msg.T("List users", "사용자 목록 조회")
	msgUserListExample = msg.Same(`  zdmctl user list`)
	msgUserGetShort    = msg.T("Show a user", "사용자 조회")
	msgUserGetExample  = msg.Same(`  zdmctl user get demo@example.com`)
	msgFlagUserName    = msg.T("only users with this `NAME`", "이 `NAME`의 사용자만")
	msgFlagPosition    = msg.T("only users with this `POSITION`", "이 `POSITION`의 사용자만")
	msgFlagCompany     = msg.T("only users of this `COMPANY`", "이 `COMPANY`의 사용자만")
	msgFlagCountry     = msg.T("only users in this `COUNTRY`", "이 `COUNTRY`의 사용자만")
	msgFieldEmail      = msg.T("Email", "이메일")
	msgFieldUserName   = msg.T("Name", "이름")
	msgFieldCompany    = msg.T("Company", "회사")
	msgFieldCountry    = msg.T("Country", "국가")
	msgFieldPosition   = msg.T("Position", "직위")
)
