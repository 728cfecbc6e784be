package msg

// auth login, status, token and logout.
var (
	AuthShort = Text{EN: "Log in and out"}

	LoginShort = Text{EN: "Log in to a server and keep its token"}
	LoginLong  = Text{EN: `Log in to a server and keep its token, in the system's keyring where there is one,
otherwise in a file that only you can read.

The password is asked for on a terminal; --password-stdin reads it from standard input,
and $ZDMCTL_PASSWORD gives it otherwise. --with-token keeps a token that you have,
read from standard input. Server and e-mail address are kept as a context: the one that
--context names, else the current one, else one named after the server.`}
	LoginExample = Text{EN: `  zdmctl auth login --server https://zdm.example.com:53307 --email ops@example.com
  pass show zdm/prod | zdmctl auth login --context prod --password-stdin
  zdmctl auth login --server https://zdm.example.com:53307 --with-token < token.txt`}
	FlagEmail         = Text{EN: "`ADDRESS` of the account"}
	FlagPasswordStdin = Text{EN: "read the password from standard input"}
	FlagWithToken     = Text{EN: "read a token from standard input instead of logging in"}

	AskEmail       = Text{EN: "E-mail: "}
	AskPassword    = Text{EN: "Password for %s at %s: "}
	LoggedIn       = Text{EN: "logged in to %s as %s; the token is kept in %s"}
	TokenKept      = Text{EN: "the token for %s is kept in %s"}
	ValidFor       = Text{EN: "it is valid for %s"}
	UseContext     = Text{EN: "use it with --context %s"}
	SandboxNoLogin = Text{EN: "the sandbox needs no log-in"}
	NoEmail        = Text{EN: "no e-mail address"}
	GiveEmail      = Text{EN: "give it with --email"}
	NoPassword     = Text{EN: "no password: this is not a terminal"}
	GivePassword   = Text{EN: "give it with --password-stdin or in $ZDMCTL_PASSWORD"}
	EmptyPassword  = Text{EN: "the password is empty"}
	LongPassword   = Text{EN: "the password is longer than %d bytes or has several lines"}
	LoginRefused   = Text{EN: "%s refused the log-in of %s: %s"}
	WrongPassword  = Text{EN: "unknown e-mail address or wrong password"}
	TwoSources     = Text{EN: "--password-stdin and --with-token exclude each other"}
	StdinNoToken   = Text{EN: "standard input holds no token"}

	StatusShort    = Text{EN: "Show the server, the account and how long the token is valid"}
	StatusExample  = Text{EN: "  zdmctl auth status\n  zdmctl auth status -o json --jq .expiresAt"}
	StatusServer   = Text{EN: "Server"}
	StatusContext  = Text{EN: "Context"}
	StatusAccount  = Text{EN: "Account"}
	StatusToken    = Text{EN: "Token"}
	StatusExpires  = Text{EN: "Expires"}
	StatusIn       = Text{EN: "%s (in %s)"}
	StatusAgo      = Text{EN: "%s (%s ago)"}
	StatusNotKnown = Text{EN: "not known"}

	TokenShort   = Text{EN: "Print the token, for another program"}
	TokenExample = Text{EN: "  export ZDMCTL_TOKEN=$(zdmctl auth token)"}

	LogoutShort   = Text{EN: "Forget the token"}
	LogoutExample = Text{EN: "  zdmctl auth logout"}
	LoggedOut     = Text{EN: "the token for %s is forgotten"}
	NotLoggedIn   = Text{EN: "there was no token for %s"}
	StillInEnv    = Text{EN: "$ZDMCTL_TOKEN or $ZDMCTL_TOKEN_FILE still gives one"}

	VersionShort   = Text{EN: "Show the version"}
	VersionExample = Text{EN: "  zdmctl version\n  zdmctl version -o json"}
)
