package msg

// What is wrong with an inventory of the embedded server.
var (
	InventoryInvalid      = Text{EN: "%s is not a valid inventory: %d problems"}
	InventoryTooLarge     = Text{EN: "is larger than %d MB"}
	InventoryNotUTF8      = Text{EN: "is not UTF-8 text"}
	InventoryEmpty        = Text{EN: "is empty"}
	InventoryNotYAML      = Text{EN: "is not YAML, here or in the lines below"}
	InventoryOneDocument  = Text{EN: "must be one YAML document"}
	InventoryWantMapping  = Text{EN: "must be a list of names with their values, written out"}
	InventoryWantList     = Text{EN: "must be a list, written out"}
	InventoryWantTextKey  = Text{EN: "a name must be text"}
	InventoryWantText     = Text{EN: "must be text"}
	InventoryWantBoolean  = Text{EN: "must be true or false"}
	InventoryWantNumber   = Text{EN: "must be a whole number from 0 to 2^52"}
	InventoryWantSize     = Text{EN: `must be a number of bytes, or a size such as "60 GB"`}
	InventoryWantTime     = Text{EN: `must be a time such as "2026-03-11 01:05:00"`}
	InventoryWantEmail    = Text{EN: "must be an e-mail address"}
	InventoryMissing      = Text{EN: "%s is missing"}
	InventoryNotAllowed   = Text{EN: "%q is not one of the values"}
	InventoryDuplicateKey = Text{EN: "%q is already set above"}
	InventoryUnknownKey   = Text{EN: "%q is not known here"}

	InventoryTaken         = Text{EN: "%v is already taken"}
	InventoryNameIsID      = Text{EN: "%q has digits only: the API takes such a name for an id"}
	InventoryUnknownRef    = Text{EN: "there is no %s %d"}
	InventoryOtherCenter   = Text{EN: "repository %d belongs to another center than the server"}
	InventoryNoPartition   = Text{EN: "the server has no partition %q"}
	InventoryUsedAboveSize = Text{EN: "more is used than there is"}
	InventoryTwoServers    = Text{EN: "give either server or formerServer"}
	InventorySchedule      = Text{EN: "%s does not fit a schedule of type %d"}
	InventoryNoAdvanced    = Text{EN: "a schedule of type %d has an advanced part"}
	InventoryNotCompress   = Text{EN: `must be a percentage such as "41.20%"`}
)

// Faults on demand of the embedded server.
var (
	FaultInvalid = Text{EN: `%q is not a fault`}
	FaultForms   = Text{EN: `kinds: %s; as in "truncate=0.05,delay=2s:0.2,status=503:0.1", with shares from 0 to 1`}
)
