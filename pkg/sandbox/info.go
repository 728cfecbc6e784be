package sandbox

import (
	"github.com/zdmctl/zdmctl/pkg/sandbox/inventory"
)

// Info is what there is to know about a server.
type Info struct {
	Path       string // of the store
	APIVersion string
	Email      string // of the demo account, which is always there
	Password   string
	Speed      float64
	Jobs       int // registered
	Schedules  int // stored
	Inventory  *inventory.Inventory
}

// Describe tells what the server is and holds.
func (s *Server) Describe() (Info, error) {
	jobs, schedules, err := s.store.counts()
	demo, _ := inventory.Find(s.inventory.Users, DemoEmail)
	return Info{
		Path:       s.cfg.Path,
		APIVersion: s.cfg.APIVersion,
		Email:      demo.Email,
		Password:   demo.Password,
		Speed:      s.cfg.Speed,
		Jobs:       jobs,
		Schedules:  schedules,
		Inventory:  s.inventory,
	}, err
}

// Reset empties a store: jobs and schedules go, the schedules of the inventory come back, and tokens of
// before are no longer good. The file stays the same, for another process may wait for its lock. The error is a
// *StoreError as that of Open is; a file that is no store, or a damaged one, is left alone.
func Reset(cfg Config) error {
	cfg, err := cfg.complete()
	if err != nil {
		return err
	}
	store, err := lockStore(cfg, func(s *store) error {
		if _, err := s.settings(); err != nil {
			return err
		}
		return s.fill(cfg.Inventory.Schedules, cfg.Now())
	})
	if err != nil {
		return err
	}
	return store.close()
}
