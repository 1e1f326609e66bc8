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
	"dragoman/internal/packed"
)

// A Model is what training found: tables and nets that all Parsers share. New, read or embedded, it never changes.
type Model struct {
	tags     []jointTag
	pieces   wordTable // pieces of words -> their numbers
	clusters wordTable // word -> cluster of its vector
	classes  wordTable // word -> ambiguity class
	allowed  wordTable // word -> tagSet
	lemmas   wordTable // lemma -> its number
	sets     []tagSet  // sets[0] is not used
	single   []int16   // for each set, its only tag, or -1
	endings  wordTable // ending and tag -> edit
	edits    []edit
	sizes    sizes
	tagNet   *frozen
	backNet  *frozen // of the reading backwards
	actNet   *frozen // of the reading forwards
	relNet   *frozen
	levels   [2]int32 // of the margins of backNet: below the first it is unsure, above the second sure
}

// formatVersion numbers the layout of a model file and what its inputs mean. 3: nets.
const formatVersion = 3

const magic = "dragoman syntax\n"

var errCut = fmt.Errorf("it is cut off or damaged: %w", dragoman.ErrCorrupt)

// A model file is the magic, the version (4 bytes, little-endian as all numbers), and, packed by zstd, the length of each section (4 bytes) and the
// sections.
func joinSections(sections [][]byte) []byte {
	var all []byte
	for _, s := range sections {
		all = binary.LittleEndian.AppendUint32(all, uint32(len(s)))
	}
	for _, s := range sections {
		all = append(all, s...)
	}
	return packed.Append(binary.LittleEndian.AppendUint32([]byte(magic), formatVersion), all)
}

// maxModel bounds the sections of a model.
const maxModel = 128 << 20

func splitSections(b []byte, want int) ([][]byte, error) {
	if !bytes.HasPrefix(b, []byte(magic)) {
		return nil, fmt.Errorf("it is no syntax model: %w", dragoman.ErrCorrupt)
	}
	if b = b[len(magic):]; len(b) < 4 {
		return nil, errCut
	}
	if v := binary.LittleEndian.Uint32(b); v != formatVersion {
		return nil, fmt.Errorf("its format is %d, this build reads %d; train it again: %w", v, formatVersion, dragoman.ErrCorrupt)
	}
	all, err := packed.Open(b[4:], maxModel)
	if err != nil || len(all) < 4*want {
		return nil, errCut
	}
	lengths, rest := all[:4*want], all[4*want:]
	sections := make([][]byte, want)
	for i := range sections {
		n := uint64(binary.LittleEndian.Uint32(lengths[4*i:]))
		if n > uint64(len(rest)) {
			return nil, errCut
		}
		sections[i], rest = rest[:n:n], rest[n:]
	}
	return sections, nil
}

// The sections of a model file.
const (
	secTags = iota
	secSets
	secEdits
	secSizes // and the levels
	secPieces
	secClusters
	secClasses
	secAllowed
	secLemmas
	secEndings
	secTagNet
	secBackNet
	secActNet
	secRelNet

	numSections
)

// tables returns the tables of words, in the order of their sections.
func (m *Model) tables() [6]*wordTable {
	return [6]*wordTable{&m.pieces, &m.clusters, &m.classes, &m.allowed, &m.lemmas, &m.endings}
}

// sections writes all but the nets.
func (m *Model) sections() [numSections][]byte {
	var s [numSections][]byte
	for _, t := range m.tags {
		s[secTags] = append(s[secTags], byte(t.xpos), byte(t.upos))
	}
	for _, t := range m.sets {
		s[secSets] = binary.LittleEndian.AppendUint64(s[secSets], t[0])
		s[secSets] = binary.LittleEndian.AppendUint64(s[secSets], t[1])
	}
	s[secEdits] = appendEdits(nil, m.edits)
	for _, n := range m.sizes.numbers() {
		s[secSizes] = binary.LittleEndian.AppendUint32(s[secSizes], uint32(*n))
	}
	for _, n := range m.levels {
		s[secSizes] = binary.LittleEndian.AppendUint32(s[secSizes], uint32(n))
	}
	for i, t := range m.tables() {
		s[secPieces+i] = pack(*t)
	}
	return s
}

// Read makes a Model of the bytes that Train returned. An error is an ErrCorrupt.
func Read(b []byte) (*Model, error) {
	s, err := splitSections(b, numSections)
	if err != nil {
		return nil, fmt.Errorf("read syntax model: %w", err)
	}
	m := new(Model)
	for i, t := range m.tables() {
		if *t, err = unpack(s[secPieces+i]); err != nil {
			return nil, fmt.Errorf("read syntax model: table %d: %w", i, err)
		}
	}
	for i := 0; i+1 < len(s[secTags]); i += 2 {
		t := jointTag{dragoman.XPOS(s[secTags][i]), dragoman.UPOS(s[secTags][i+1])}
		if t.xpos >= dragoman.NumXPOS || t.upos >= dragoman.NumUPOS {
			return nil, fmt.Errorf("read syntax model: tag %d: %w", i/2, errCut)
		}
		m.tags = append(m.tags, t)
	}
	for b := s[secSets]; len(b) >= 16; b = b[16:] {
		m.sets = append(m.sets, tagSet{binary.LittleEndian.Uint64(b), binary.LittleEndian.Uint64(b[8:])})
	}
	if m.edits, err = readEdits(s[secEdits]); err != nil {
		return nil, fmt.Errorf("read syntax model: edits: %w", err)
	}
	if err := m.readSizes(s[secSizes]); err != nil {
		return nil, fmt.Errorf("read syntax model: sizes: %w", err)
	}
	m.finish()
	if err := m.check(); err != nil {
		return nil, fmt.Errorf("read syntax model: %w", err)
	}
	if err := m.readNets(s[secTagNet:]); err != nil {
		return nil, fmt.Errorf("read syntax model: %w", err)
	}
	return m, nil
}

// maxSize bounds the values of an input.
const maxSize = 1 << 16

func (m *Model) readSizes(b []byte) error {
	numbers := m.sizes.numbers()
	if len(b) != 4*(len(numbers)+len(m.levels)) {
		return errCut
	}
	for i, n := range numbers {
		*n = int32(binary.LittleEndian.Uint32(b[4*i:]))
		if *n < firstLemma || *n > maxSize {
			return errCut
		}
	}
	for i := range m.levels {
		m.levels[i] = int32(binary.LittleEndian.Uint32(b[4*(len(numbers)+i):]))
	}
	return nil
}

func (m *Model) readNets(s [][]byte) error {
	layouts := m.layouts()
	var errs [4]error
	var all sync.WaitGroup
	for i, n := range [4]struct {
		net     **frozen
		classes int
	}{{&m.tagNet, len(m.tags)}, {&m.backNet, numActions}, {&m.actNet, numActions}, {&m.relNet, dragoman.NumDeprel}} {
		all.Go(func() { *n.net, errs[i] = thaw(s[i], layouts[i], n.classes) }) // a fifth of the start
	}
	all.Wait()
	for i, err := range errs {
		if err != nil {
			return fmt.Errorf("net %d: %w", i, err)
		}
	}
	return nil
}

// layouts returns those of the tagger, the actions backwards and forwards, and the relations.
func (m *Model) layouts() [4]layout {
	var x inputs
	var all [4]layout
	m.tagInputs(&x, nil, 0, noTag, noTag, 0)
	all[0] = x.layout()
	for i, p := range []*parse{{backwards: true}, {guided: true}} {
		p.resize(0)
		p.end()
		s := p.begin()
		p.actInputs(&x, &s, &m.sizes)
		all[1+i] = x.layout()
		if p.guided {
			p.relInputs(&x, &p.nodes[0], &p.nodes[1], &m.sizes)
			all[3] = x.layout()
		}
	}
	return all
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

// check makes sure that no lookup can run out of a table, and that what it finds is below the size of its input.
func (m *Model) check() error {
	if len(m.tags) == 0 || len(m.tags) > maxTags || len(m.sets) == 0 || m.sizes.tags != int32(len(m.tags))+parserTag {
		return fmt.Errorf("%d tags, %d tag sets: %w", len(m.tags), len(m.sets), dragoman.ErrCorrupt)
	}
	for i, s := range m.sets {
		for tag := len(m.tags); tag < maxTags; tag++ {
			if s.has(tag) {
				return fmt.Errorf("tag set %d has the tag %d: %w", i, tag, dragoman.ErrCorrupt)
			}
		}
	}
	below := [...]int32{maxSize, fineSize + 1<<coarseShift, m.sizes.ambs - 1, int32(len(m.sets)), m.sizes.lemmas, int32(len(m.edits)) + 1}
	for i, t := range m.tables() {
		if len(*t) < 8 || len(*t)%4 != 0 || !hasFree(*t) {
			return fmt.Errorf("table %d has %d bytes: %w", i, len(*t), dragoman.ErrCorrupt)
		}
		if most := t.most(); int32(most) >= below[i] {
			return fmt.Errorf("table %d has the number %d: %w", i, most, dragoman.ErrCorrupt)
		}
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
