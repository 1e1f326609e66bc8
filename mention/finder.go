// Package mention is the stage that finds what a report speaks of: a tree goes in, mentions and chains come out.
//
//	text ▸ intake ▸ segment ▸ truecase ▸ syntax ▸ MENTION ▸ setting ▸ actor ▸ code ▸ ledger ▸ record
//
// A mention is words that name a thing ("Ahmed al-Sharaa"), describe it ("the Syrian leader"), stand for it ("he", "whose"), or point
// to a nation ("Israeli" in "Israeli strikes"); a chain is all mentions of one thing. In
//
//	Sharaa, whose alliance overthrew Bashar al-Assad, said he would meet his US counterpart.
//
// "Sharaa", "whose", "he" and "his" are one chain; "alliance", "Bashar al-Assad", "US" and "counterpart" begin others.
//
// Names are classified by a log-linear model of words, classes of words and the tree; chains are made by a few rules that rarely err
// (Raghunathan et al. 2010) and by a log-linear model that ranks the mentions before (Denis and Baldridge 2008, Durrett and
// Klein 2013). Trees are Universal Dependencies.
package mention

import (
	_ "embed"
	"sync"

	"dragoman"
)

//go:generate go run ./compile -o .

//go:embed names.bin
var namesFile []byte

//go:embed chains.bin
var chainsFile []byte

//go:embed clusters.bin
var clustersFile []byte

//go:embed places.bin
var placesFile []byte

//go:embed people.bin
var peopleFile []byte

//go:embed vectors.bin
var vectorsFile []byte

//go:embed listed.bin
var listedFile []byte

// A Model is the weights of a Finder. It does not change, and many Finders share it.
type Model struct {
	names   linear
	chains  linear
	words   Words
	classes map[uint64]wordClass
	nations map[uint64]uint16
}

// English returns the built-in model.
var English = sync.OnceValue(func() *Model {
	w, err := builtInWords()
	if err != nil {
		panic(err) // the files are part of the build
	}
	m, err := Open(namesFile, chainsFile, w)
	if err != nil {
		panic(err) // the files are part of the build
	}
	return m
})

// Words is what is known of words before any training on trees.
type Words struct {
	clusters clusters
	places   placeSet
	people   people
	vectors  wordVectors
	listed   listed
}

// WordFiles are the files that TrainClusters, TrainPlaces, TrainPeople, TrainVectors and TrainListed wrote.
type WordFiles struct{ Clusters, Places, People, Vectors, Listed []byte }

// OpenWords reads the files. The error is ErrCorrupt where one is none.
func OpenWords(files WordFiles) (w Words, err error) {
	if w.clusters, err = openClusters(files.Clusters); err != nil {
		return w, err
	}
	if w.places, err = openPlaces(files.Places); err != nil {
		return w, err
	}
	if w.people, err = openPeople(files.People); err != nil {
		return w, err
	}
	if w.vectors, err = openVectors(files.Vectors); err != nil {
		return w, err
	}
	w.listed, err = openListed(files.Listed)
	return w, err
}

func builtInWords() (Words, error) {
	return OpenWords(WordFiles{clustersFile, placesFile, peopleFile, vectorsFile, listedFile})
}

// BuiltInWords returns the words of the built-in model.
var BuiltInWords = sync.OnceValues(builtInWords)

// Open reads a model from the bytes that TrainNames and TrainChains wrote. The error is ErrCorrupt where they are none.
func Open(names, chains []byte, words Words) (m *Model, err error) {
	m = &Model{words: words, classes: classes(), nations: nations()}
	if m.names, err = openLinear(names, nameWidth); err != nil {
		return nil, err
	}
	m.chains, err = openLinear(chains, 1)
	return m, err
}

// A Finder finds mentions and chains. It keeps scratch memory and belongs to one goroutine.
type Finder struct {
	model *Model
	d     *dragoman.Document

	tokens   []token
	mentions []detail // beside Document.Mentions
	headOf   []int32  // token -> the mention it heads, -1
	features []uint64
	scores   [][nameClasses]float32 // of each token that is classified

	labels labeller
	source source // of the text
	ranker ranker
}

// New returns a Finder.
func New(m *Model) *Finder { return &Finder{model: m} }

// Stage returns the Finder as a step of the way.
func (f *Finder) Stage() dragoman.Stage {
	return dragoman.Stage{Name: "mention", Needs: dragoman.LayerTokens | dragoman.LayerTree, Adds: dragoman.LayerMentions, Run: f.Run}
}

// Run fills Mentions, Chains and Members. It never fails.
func (f *Finder) Run(d *dragoman.Document) error {
	f.find(d)
	f.link()
	return nil
}

// find fills the mentions, each in no chain yet.
func (f *Finder) find(d *dragoman.Document) {
	f.d = d
	d.Mentions, d.Chains, d.Members = d.Mentions[:0], d.Chains[:0], d.Members[:0]
	f.scan()
	f.label()
	f.mend()
	f.collect()
}
