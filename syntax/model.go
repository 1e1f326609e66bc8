package syntax

import (
	"bytes"
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"math/bits"
	"sync"

	"dragoman"
)

// A Model is what training found: frozen tables that all Parsers share. New, read or embedded, it never changes.
type Model struct {
	tags     []jointTag
	clusters wordTable // word -> cluster of its vector
	classes  wordTable // word -> ambiguity class
	allowed  wordTable // word -> tagSet
	sets     []tagSet  // sets[0] is not used
	single   []int16   // for each set, its only tag, or -1
	endings  wordTable // ending and tag -> edit
	edits    []edit
	tagRows  rowTable
	back     actTable // of the reading backwards
	acts     actTable // of the reading forwards
	relRows  rowTable
	levels   [2]int32 // of the margins of back: below the first it is unsure, above the second sure
}

// formatVersion numbers the layout of a model file and what its features mean. 2: a
// reading backwards guides the one forwards.
const formatVersion = 2

const magic = "dragoman syntax\n"

var errCut = fmt.Errorf("it is cut off or damaged: %w", dragoman.ErrCorrupt)

// A model file is the magic, the version (4 bytes), the number of sections (4 bytes), the length of each (4 bytes), and
// the sections, each at a multiple of 8 bytes. All numbers are little-endian.
func joinSections(sections [][]byte) []byte {
	out := []byte(magic)
	out = binary.LittleEndian.AppendUint32(out, formatVersion)
	out = binary.LittleEndian.AppendUint32(out, uint32(len(sections)))
	for _, s := range sections {
		out = binary.LittleEndian.AppendUint32(out, uint32(len(s)))
	}
	for _, s := range sections {
		for len(out)%8 != 0 {
			out = append(out, 0)
		}
		out = append(out, s...)
	}
	return out
}

func splitSections(b []byte, want int) ([][]byte, error) {
	if !bytes.HasPrefix(b, []byte(magic)) {
		return nil, fmt.Errorf("it is no syntax model: %w", dragoman.ErrCorrupt)
	}
	at := len(magic)
	if len(b) < at+8+4*want {
		return nil, errCut
	}
	if v := binary.LittleEndian.Uint32(b[at:]); v != formatVersion {
		return nil, fmt.Errorf("its format is %d, this build reads %d; train it again: %w", v, formatVersion, dragoman.ErrCorrupt)
	}
	if n := binary.LittleEndian.Uint32(b[at+4:]); int(n) != want {
		return nil, errCut
	}
	lengths := b[at+8:]
	at += 8 + 4*want
	sections := make([][]byte, want)
	for i := range sections {
		at = (at + 7) &^ 7
		n := int(binary.LittleEndian.Uint32(lengths[4*i:]))
		if n > len(b)-at {
			return nil, errCut
		}
		sections[i] = b[at : at+n : at+n]
		at += n
	}
	return sections, nil
}

const numSections = 14

func (m *Model) sections() [][]byte {
	var tags, sets []byte
	for _, t := range m.tags {
		tags = append(tags, byte(t.xpos), byte(t.upos))
	}
	for _, s := range m.sets {
		sets = binary.LittleEndian.AppendUint64(sets, s[0])
		sets = binary.LittleEndian.AppendUint64(sets, s[1])
	}
	all := [][]byte{tags, m.clusters, m.classes, m.allowed, sets, m.endings, appendEdits(nil, m.edits),
		m.tagRows.index, m.tagRows.rows, m.acts, m.relRows.index, m.relRows.rows, m.back,
		binary.LittleEndian.AppendUint32(binary.LittleEndian.AppendUint32(nil, uint32(m.levels[0])), uint32(m.levels[1]))}
	for i := range all {
		if slotTables[i] {
			all[i] = pack(all[i])
		}
	}
	return all
}

// Read makes a Model of the bytes that Train returned. It reads the rows of weights in place: b must not change afterwards.
// An error is an ErrCorrupt.
func Read(b []byte) (*Model, error) {
	s, err := splitSections(b, numSections)
	if err != nil {
		return nil, fmt.Errorf("read syntax model: %w", err)
	}
	for i := range s {
		if slotTables[i] {
			if s[i], err = unpack(s[i]); err != nil {
				return nil, fmt.Errorf("read syntax model: section %d: %w", i, err)
			}
		}
	}
	m := &Model{clusters: s[1], classes: s[2], allowed: s[3], endings: s[5], acts: s[9], back: s[12]}
	for i := 0; i+1 < len(s[0]); i += 2 {
		t := jointTag{dragoman.XPOS(s[0][i]), dragoman.UPOS(s[0][i+1])}
		if t.xpos >= dragoman.NumXPOS || t.upos >= dragoman.NumUPOS {
			return nil, fmt.Errorf("read syntax model: tag %d: %w", i/2, errCut)
		}
		m.tags = append(m.tags, t)
	}
	for i := 0; i+15 < len(s[4]); i += 16 {
		m.sets = append(m.sets, tagSet{binary.LittleEndian.Uint64(s[4][i:]), binary.LittleEndian.Uint64(s[4][i+8:])})
	}
	if m.edits, err = readEdits(s[6]); err != nil {
		return nil, fmt.Errorf("read syntax model: edits: %w", err)
	}
	m.tagRows, m.relRows = rowTable{s[7], s[8]}, rowTable{s[10], s[11]}
	if len(s[13]) != 8 {
		return nil, fmt.Errorf("read syntax model: levels: %w", errCut)
	}
	m.levels = [2]int32{int32(binary.LittleEndian.Uint32(s[13])), int32(binary.LittleEndian.Uint32(s[13][4:]))}
	m.finish()
	return m, m.check()
}

// finish derives what is not stored.
func (m *Model) finish() {
	m.single = make([]int16, len(m.sets))
	for i, s := range m.sets {
		m.single[i] = -1
		if i > 0 && bits.OnesCount64(s[0])+bits.OnesCount64(s[1]) == 1 {
			m.single[i] = int16(bits.TrailingZeros64(s[0]))
			if s[0] == 0 {
				m.single[i] = int16(64 + bits.TrailingZeros64(s[1]))
			}
		}
	}
}

// check makes sure that no lookup can run out of a table.
func (m *Model) check() error {
	if len(m.tags) == 0 || len(m.tags) > maxTags || len(m.sets) == 0 {
		return fmt.Errorf("read syntax model: %d tags, %d tag sets: %w", len(m.tags), len(m.sets), dragoman.ErrCorrupt)
	}
	for i, t := range [][]byte{m.clusters, m.classes, m.allowed, m.endings, m.acts, m.back, m.tagRows.index, m.relRows.index} {
		if len(t) < 8 || len(t)%4 != 0 || !hasFree(t) {
			return fmt.Errorf("read syntax model: table %d has %d bytes: %w", i, len(t), dragoman.ErrCorrupt)
		}
	}
	if !m.tagRows.valid(len(m.tags)) || !m.relRows.valid(dragoman.NumDeprel) {
		return fmt.Errorf("read syntax model: a row of weights leaves its table: %w", dragoman.ErrCorrupt)
	}
	return nil
}

// hasFree reports whether a table has a free slot, at which a probe ends.
func hasFree(t []byte) bool {
	for i := 0; i+4 <= len(t); i += 4 {
		if binary.LittleEndian.Uint32(t[i:]) == 0 {
			return true
		}
	}
	return false
}

//go:embed english.bin
var englishBytes []byte

var english = sync.OnceValues(func() (*Model, error) {
	if len(englishBytes) == 0 {
		return nil, errors.New("this build has no English model: run dragoman train syntax")
	}
	return Read(englishBytes)
})

// English returns the model that is built in.
func English() (*Model, error) { return english() }
