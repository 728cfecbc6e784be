package render

import "github.com/zdmctl/zdmctl/pkg/zdm"

// Tone is the meaning of a text, which determines its color.
type Tone string

// The tones.
const (
	Plain Tone = ""
	Good  Tone = green
	Risky Tone = yellow
	Bad   Tone = red
	Quiet Tone = dim
)

// StatusTone returns the tone of a status as servers spell it.
func StatusTone(status string) Tone { return Tone(colorOf(zdm.Status(zdm.Text(status)))) }
