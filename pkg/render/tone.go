package render

import "github.com/zdmctl/zdmctl/pkg/zdm"

// Tone is what a text means to its reader. Where color is wanted, it has that of the tone.
type Tone string

// The tones.
const (
	Plain Tone = ""
	Good  Tone = green
	Risky Tone = yellow
	Bad   Tone = red
	Quiet Tone = dim
)

// StatusTone is the tone of a status as servers write it.
func StatusTone(status string) Tone { return Tone(colorOf(zdm.Status(zdm.Text(status)))) }
