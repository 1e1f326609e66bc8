package main

import (
	"encoding/binary"
	"math"

	"dragoman/setting"
)

// encode writes the file that setting.Open reads; see setting.Gazetteer for its form.
func (w *world) encode() []byte {
	b := []byte(setting.Magic)
	for _, n := range []int{len(w.codes), len(w.admin1), len(w.places), len(w.names)} {
		b = binary.LittleEndian.AppendUint32(b, uint32(n))
	}
	for _, code := range w.codes {
		b = append(b, code...)
	}
	for _, at := range w.admin1 {
		b = binary.LittleEndian.AppendUint32(b, uint32(max(at, 0)))
	}
	var names []byte
	offsets := map[string]uint32{} // a name is stored once
	for i := range w.places {
		s := &w.places[i]
		at, ok := offsets[s.name]
		if !ok {
			at = uint32(len(names))
			offsets[s.name] = at
			names = append(append(names, byte(len(s.name))), s.name...)
		}
		b = put24(b, coordinate(s.lat, 90))
		b = put24(b, coordinate(s.lon, 180))
		b = append(b, s.country, byte(s.feature), size(s.population), s.level)
		b = binary.LittleEndian.AppendUint16(b, s.admin1)
		b = binary.LittleEndian.AppendUint32(b, s.geonames)
		b = binary.LittleEndian.AppendUint32(b, at)
	}
	next := 0
	for bucket := range setting.Buckets + 1 {
		for next < len(w.names) && int(w.names[next].key>>48) < bucket {
			next++
		}
		b = binary.LittleEndian.AppendUint32(b, uint32(next))
	}
	for _, n := range w.names {
		b = put24(b, uint32(n.key>>24)&0xffffff)
		b = put24(b, uint32(n.place))
		b = append(b, n.how)
	}
	return append(b, names...)
}

func put24(b []byte, n uint32) []byte { return append(b, byte(n), byte(n>>8), byte(n>>16)) }

func coordinate(degrees, shift float64) uint32 {
	return min(uint32(math.Round((degrees+shift)*setting.DegreeSteps)), 1<<24-1)
}

// size is 8 × log2 of the population.
func size(population float64) byte {
	if population < 1 {
		return 0
	}
	return byte(min(8*math.Log2(population), 255))
}
