package score_test

import (
	"os"
	"path/filepath"
	"testing"

	"dragoman"
	"dragoman/internal/score"
	"dragoman/segment"
	"dragoman/setting"
	"dragoman/syntax"
)

// TestGeovirus holds the share of toponyms that are found and put within 161 km.
func TestGeovirus(t *testing.T) {
	const floor = 0.86
	dir := os.Getenv("DRAGOMAN_SHARED")
	if dir == "" {
		t.Skip("DRAGOMAN_SHARED is not set: it names the folder whose data/places/geovirus.xml is read")
	}
	f, err := os.Open(filepath.Join(dir, "data/places/geovirus.xml"))
	if err != nil {
		t.Skip(err)
	}
	defer f.Close()
	g, err := setting.Standard()
	if err != nil {
		t.Fatal(err)
	}
	m, err := syntax.English()
	if err != nil {
		t.Skip(err)
	}
	stages := []dragoman.Stage{segment.New().Stage(), syntax.New(m).Stage(), setting.New(g).Stage()}
	w, err := score.Geovirus(f, func(d *dragoman.Document) error {
		for _, s := range stages {
			if err := s.Run(d); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d reports, %d toponyms, %d found, %d within 161 km: %.3f (%d placed in all)", w.Reports, w.Toponyms, w.Found, w.Within, w.Share, w.Placed)
	if w.Share < floor {
		t.Errorf("%.3f of toponyms within 161 km, want %.2f", w.Share, floor)
	}
	if testing.Verbose() {
		for _, m := range w.Misses {
			t.Logf("%q after %q: %s %s %s, %.0f km off", m.Name, m.Before, m.Got.Name, m.Got.Feature, m.Got.Country, m.Kilometres)
		}
	}
}
