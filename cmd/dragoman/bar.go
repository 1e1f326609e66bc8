package main

import (
	"fmt"
	"io"
	"sync/atomic"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
)

// A bar shows on a terminal how far the reading has come: the share of bytes, reports, their rate, and the time that is left. While it is
// there, what is written to standard error goes above it.
type bar struct {
	d       *door
	stderr  io.Writer
	box     *mpb.Progress
	line    *mpb.Bar
	reports atomic.Int64
	start   time.Time
}

func newBar(d *door, inputs []string) *bar {
	b := &bar{d: d, stderr: d.stderr, start: time.Now()}
	b.box = mpb.NewWithContext(d.ctx, mpb.WithOutput(d.stderr), mpb.WithWidth(40), mpb.WithRefreshRate(300*time.Millisecond))
	b.line = b.box.AddBar(sizeOf(inputs),
		mpb.BarFillerClearOnComplete(),
		mpb.PrependDecorators(decor.Any(func(s decor.Statistics) string {
			n := b.reports.Load()
			return fmt.Sprintf("%d reports, %.0f/s ", n, float64(n)/max(time.Since(b.start).Seconds(), 0.001))
		})),
		mpb.AppendDecorators(decor.NewPercentage("%d ", decor.WCSyncSpace), decor.AverageETA(decor.ET_STYLE_GO)))
	d.stderr = b
	return b
}

// Write writes above the bar.
func (b *bar) Write(p []byte) (int, error) { return b.box.Write(p) }

func (b *bar) read(n int) { b.line.IncrBy(n) }

func (b *bar) report() { b.reports.Add(1) }

// end takes the bar away.
func (b *bar) end() {
	b.line.SetTotal(-1, true)
	b.box.Wait()
	b.d.stderr = b.stderr
}
