package msg

// What is wrong with the configuration, and the way out.
var (
	ConfigNotValid    = Text{EN: "the configuration is not valid: nothing was sent"}
	ConfigCannotRead  = Text{EN: "cannot read %s: %s"}
	ConfigCannotWrite = Text{EN: "cannot write %s: %s"}
	ConfigCreateIt    = Text{EN: "auth login creates it"}
	ConfigNoHome      = Text{EN: "no place for zdmctl's files: the home directory is not known"}
	ConfigSetHome     = Text{EN: "set $HOME or $%s to an absolute path"}
	ConfigNoServer    = Text{EN: "no server: neither --server nor $ZDMCTL_SERVER nor a context names one"}
	ConfigLogInOrTry  = Text{EN: "log in to a server, or try it on the embedded one with --context sandbox:"}

	ConfigFileMissing    = Text{EN: "there is no such file"}
	ConfigFileForbidden  = Text{EN: "permission denied"}
	ConfigFileNotRegular = Text{EN: "it is not a regular file"}
	ConfigFileTooLarge   = Text{EN: "it is larger than %d bytes"}
	ConfigFileLocked     = Text{EN: "another process has held its lock for %s"}
	ConfigFileFault      = Text{EN: "%s"}
	ConfigFileLink       = Text{EN: "it is a link to a file in another directory"}
	ConfigLinkWayOut     = Text{EN: "give the file itself with --config, or put a copy in the place of the link"}
)

// What a value of the configuration must be.
var (
	ConfigWantText       = Text{EN: "must be text of one line, not empty and at most 4096 bytes long"}
	ConfigWantName       = Text{EN: "must be a context name: lower-case letters, digits, '.', '_' and '-', with a letter or a digit first"}
	ConfigWantServer     = Text{EN: "must be a server such as https://zdm.example.com:53307, without user, query or fragment"}
	ConfigWantNumber     = Text{EN: "must be a whole number from 1"}
	ConfigWantDuration   = Text{EN: "must be a duration longer than zero, such as 30s or 2m"}
	ConfigWantBoolean    = Text{EN: "must be true or false"}
	ConfigWantLanguage   = Text{EN: "must be a language that zdmctl speaks"}
	ConfigWantMapping    = Text{EN: "must be a list of names with their values"}
	ConfigWantPlainValue = Text{EN: "must be written out: links within the file are not followed"}
	ConfigWantTextKey    = Text{EN: "a name must be text: put it in quotes"}

	ConfigNotYAML        = Text{EN: "is not YAML, here or in the lines below"}
	ConfigNotUTF8        = Text{EN: "is not UTF-8"}
	ConfigOneDocument    = Text{EN: "must be one YAML document"}
	ConfigUnknownKey     = Text{EN: "%q is not a setting"}
	ConfigDuplicateKey   = Text{EN: "%q is already set in line %d"}
	ConfigUnknownContext = Text{EN: "%q is not a context"}
	ConfigServerConflict = Text{EN: "two servers: the context %q of %s has one, and %s names another"}
	ConfigLeaveOneOut    = Text{EN: "leave one of them out"}
	ConfigSandboxFixed   = Text{EN: `the context "sandbox" is the embedded server: its server is "sandbox:"`}
)

// What is said about private files and tokens.
var (
	ConfigModeRepaired = Text{EN: "%s could be read by others: its mode is now 0600"}
	ConfigModeWide     = Text{EN: "%s can be read by others: give it mode 0600"}

	TokenGivenTwice      = Text{EN: "two tokens: both $ZDMCTL_TOKEN and $ZDMCTL_TOKEN_FILE are set"}
	TokenNotValid        = Text{EN: "%s holds no token: a token is one line of printable characters without blanks"}
	CredentialNotValid   = Text{EN: "cannot keep the token: the server, the e-mail or the token itself has no valid form"}
	CredentialsNotValid  = Text{EN: "cannot read %s: it is not a list of credentials"}
	CredentialsVersion   = Text{EN: "cannot read %s: it has version %d, and this zdmctl knows version %d"}
	CredentialsWayOut    = Text{EN: "it is left as it is; repair it, or move it away and log in again:"}
	CredentialsInKeyring = Text{EN: "cannot remove the token: the keyring refused"}
)
