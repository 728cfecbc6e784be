package resource

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

var errNoDrive = errors.New("no drive")

// DriveVar declares --drive. A letter is sent as "C:", because older servers compare the whole
// text.
func DriveVar(cmd *cobra.Command, f *cli.Factory, drive *string) {
	cmd.Flags().Func("drive", f.Text(msgFlagListDrive), func(text string) error {
		if strings.TrimSpace(text) == "" {
			return errNoDrive
		}
		if *drive = text; len(text) <= len("C:") {
			*drive = zdm.PartitionKey(text)
		}
		return nil
	})
}

// Contents are the parts that a list includes for each item.
type Contents struct{ Disk, Network, Partition, Repository bool }

// AddTo declares the flags under the API's names.
func (c *Contents) AddTo(cmd *cobra.Command, f *cli.Factory) {
	for _, one := range []struct {
		into  *bool
		name  string
		usage msg.Text
	}{
		{&c.Disk, "disk", msgFlagWithDisk}, {&c.Network, "network", msgFlagWithNetwork},
		{&c.Partition, "partition", msgFlagWithPartition}, {&c.Repository, "repository", msgFlagWithRepository},
	} {
		cmd.Flags().BoolVar(one.into, one.name, false, f.Text(one.usage))
	}
}
