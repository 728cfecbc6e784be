package sandbox

import (
	"github.com/zdmctl/zdmctl/pkg/sandbox/inventory"
)

// Info describes a server.
type Info struct {
	Path       string // path of the store
	APIVersion string
	Email      string // email of the demo account, which every server has
	Password   string
	Speed      float64
	Jobs       int // number of registered jobs
	Schedules  int // number of stored schedules
	Inventory  *inventory.Inventory
}

// Describe returns a description of the server and its contents.
func (s *Server) Describe() (Info, error) {
	jobs, schedules, err := s.store.counts()
	demo, _ := inventory.Find(s.cfg.Inventory.Users, DemoEmail)
	return Info{
		Path:       s.cfg.Path,
		APIVersion: s.current.Load().cfg.APIVersion,
		Email:      demo.Email,
		Password:   demo.Password,
		Speed:      s.cfg.Speed,
		Jobs:       jobs,
		Schedules:  schedules,
		Inventory:  s.cfg.Inventory,
	}, err
}

// Reset empties a store: it deletes jobs and schedules, restores the inventory's schedules and
// invalidates issued tokens. It keeps the file, because another process may be waiting for its
// lock. As with Open, the error is a *StoreError. A file that is damaged or is not a store is left
// unchanged.
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
