package apply

import (
	"fmt"
	"io"
	"time"

	"github.com/zdmctl/zdmctl/pkg/render"
)

const (
	barWidth  = 30                     // maximum
	drawPause = 100 * time.Millisecond // minimum time between redraws
	clearLine = "\r\x1b[K"
)

// progress is a line on a terminal that is redrawn in place. A nil progress draws nothing.
type progress struct {
	out   io.Writer
	style render.Style
	now   func() time.Time
	size  func() (width, height int)
	total int

	start, last time.Time
	before      int // already done at the start
	shown       bool
}

// draw shows how many requests are done. It returns without drawing if it drew very recently.
func (p *progress) draw(done, failed int) {
	if p == nil {
		return
	}
	now := p.now()
	if p.start.IsZero() {
		p.start, p.before = now, done
	}
	if now.Sub(p.last) < drawPause {
		return
	}
	p.last, p.shown = now, true
	text := msgProgressStart.With(done, p.total, failed)
	if took := now.Sub(p.start); took > 0 && done > p.before {
		rate := float64(done-p.before) / took.Seconds()
		left := time.Duration(float64(p.total-done) / rate * float64(time.Second)).Round(time.Second)
		text = msgProgressLine.With(done, p.total, failed, int(rate+0.5), left)
	}
	fmt.Fprint(p.out, clearLine, p.fit(text.In(p.style.Lang), done))
}

// fit puts a bar before the text and cuts the line at the width of the terminal, because a wrapped
// line could not be cleared.
func (p *progress) fit(text string, done int) string {
	width, _ := p.size()
	room := width - 1 - render.Width(text)
	if bar := min(barWidth, room-len("[]  ")); bar > 0 {
		return "[" + p.style.Bar(float64(done)/float64(p.total), bar) + "]  " + text
	}
	letters := []rune(text)
	for len(letters) > 0 && render.Width(string(letters)) >= width {
		letters = letters[:len(letters)-1]
	}
	return string(letters)
}

// clear erases the line.
func (p *progress) clear() {
	if p != nil && p.shown {
		fmt.Fprint(p.out, clearLine)
		p.shown = false
	}
}
