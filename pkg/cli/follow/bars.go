package follow

import (
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/render"
	"github.com/zdmctl/zdmctl/pkg/watch"
)

// bars draws on a terminal, in place.
type bars struct {
	following *Following
	live      render.Live
	last      *watch.State
}

func (b *bars) show(s watch.State) error {
	b.last = &s
	return b.draw(!s.Over)
}

// close draws the last state, without the parts that only apply during the watch.
func (b *bars) close() error {
	if b.last == nil || b.last.Over {
		return nil
	}
	return b.draw(false)
}

func (b *bars) draw(running bool) error {
	w, s := b.following, b.last
	p := render.Progress{Head: []string{w.headline(*s)}}
	if width, _ := b.live.Size(); render.Width(render.Brief(p.Head[0])) >= width {
		short := *s
		short.Source, short.Target = "", ""
		p.Head = []string{w.headline(short)}
	}
	if s.Known && len(s.Parts) > 1 {
		p.Parts = append(p.Parts, render.PartProgress{Name: msgWatchWhole.In(w.Factory.Lang), Percent: s.Percent, Known: true, Text: s.Status, Phase: s.Phase})
	}
	for i := range s.Parts {
		part := s.Parts[i]
		name := s.Title(&s.Parts[i])
		if len(s.Jobs) > 1 {
			name = withJob(part.Job, name)
		}
		p.Parts = append(p.Parts, render.PartProgress{
			Name: name, Percent: part.Percent, Known: part.Known, Text: textOf(part), Remaining: w.left(part.Remaining), Phase: part.Phase,
		})
	}
	if running {
		p.Foot = b.foot(*s)
	}
	return b.live.Draw(p)
}

// foot returns the lines below the bars during the watch.
func (b *bars) foot(s watch.State) []string {
	w, f := b.following, b.following.Factory
	var all []msg.Message
	if s.Same > 1 {
		all = append(all, msgWatchNewest.With(s.Same, s.Name, s.ID))
	}
	if s.Failing != nil {
		all = append(all, msgWatchFailing.With(clock(s.Since), w.why(s.Failing)))
	} else if waits := w.waits(s); !waits.IsZero() {
		all = append(all, waits)
	}
	if !f.Global.Quiet {
		all = append(all, msgWatchCtrlC.With())
	}
	texts := make([]string, len(all))
	for i, m := range all {
		texts[i] = m.In(f.Lang)
	}
	return texts
}
