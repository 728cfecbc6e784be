package version

import "github.com/zdmctl/zdmctl/pkg/msg"

var (
	msgVersionExample = msg.Same("  zdmctl version\n  zdmctl version -o json")
)
