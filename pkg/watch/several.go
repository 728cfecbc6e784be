package watch

import (
	"bytes"
	"context"
	"encoding/json"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// lookAtSeveral requests the recoveries of a target one by one. Raw is an envelope with all of
// them.
func (r *run) lookAtSeveral(ctx context.Context) (State, error) {
	var data [][]byte
	for _, identifier := range r.target.Several {
		one, err := r.Client.Recovery(ctx, identifier, zdm.RecoveryFilter{Center: r.target.Center})
		if err == nil {
			r.generation = one.Generation
			err = r.member(one.Data).lookAt(ctx, one.Data)
		}
		if err != nil {
			return State{}, err
		}
		var envelope struct{ Data json.RawMessage }
		if json.Unmarshal(one.Raw, &envelope) == nil && len(envelope.Data) > 0 {
			data = append(data, envelope.Data)
		}
	}
	state := r.combined()
	state.Raw = []byte(`{"success":true,"data":[` + string(bytes.Join(data, []byte(","))) + `]}`)
	return state, nil
}
