package cli

import (
	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/manifest"
)

// ShardVar declares --shard.
func ShardVar(cmd *cobra.Command, f *Factory, shard *manifest.Shard) {
	cmd.Flags().Var(shardFlag{shard}, "shard", f.Text(msgFlagShard))
}

// shardFlag is a flag that may be given once.
type shardFlag struct{ *manifest.Shard }

func (s shardFlag) Set(text string) error {
	if s.Given() {
		return errTwice
	}
	return s.Shard.Set(text)
}

// String also returns "" for the zero value, whose default pflag asks for.
func (s shardFlag) String() string {
	if s.Shard == nil {
		return ""
	}
	return s.Shard.String()
}
