// Package dragoman holds the nouns of the project: the types that every stage of the way
//
//	text ▸ intake ▸ segment ▸ truecase ▸ syntax ▸ mention ▸ setting ▸ actor ▸ code ▸ ledger ▸ record
//
// reads and writes, and the kinds of error that every door knows. It imports the standard library alone.
//
// A Document starts as an Article (text that nobody edits) and is filled in, stage by stage: all that is
// known of it is an index into that text. For example, after segment and syntax,
//
//	d.Word(3)          // "met"
//	d.Lemmas[3]        // "meet"
//	d.Tokens[3].UPOS   // VERB
//	d.Tokens[3].Head   // the index of its head in d.Tokens, or -1 for a root
package dragoman

// A Layer is something known of a Document. A Stage needs some layers and adds others.
type Layer uint16

// The layers, in the order in which the standard pipeline adds them.
const (
	LayerText     Layer = 1 << iota // the Article
	LayerTokens                     // Blocks, Tokens (spans only), Sentences
	LayerCase                       // Cased
	LayerTree                       // UPOS, XPOS, Lemmas, Head, Deprel
	LayerMentions                   // Mentions, Chains
	LayerParties                    // Parties, Roles
	LayerSetting                    // Times, Places
	LayerRecords                    // Events, Standings
)

// A Stage is one step of the way as a value. Run fills the layers in Adds, and may read those in Needs. It is called by
// one goroutine at a time: a Stage that keeps scratch memory belongs to one worker.
type Stage struct {
	Name  string
	Needs Layer
	Adds  Layer
	Run   func(*Document) error
}

// A Document is an Article and all that is known of it. Its slices are flat and are filled in by one stage each; Reset
// keeps their memory, so that a warm Document is filled without allocation. Indexes are into the slice that the name
// says; -1 is none.
type Document struct {
	// Cased is Text as it is read: Text itself, but where a sentence is in capitals a copy that has it as it is usually written,
	// as long and with the same spans. What is read is Cased, what is quoted is Text.
	Cased string

	Article
	ID ID // of the Article

	Blocks    []Block
	Tokens    []Token
	Lemmas    []string // one for each token
	Sentences []Sentence

	Mentions []Mention
	Chains   []Chain
	Members  []int32 // chain indexes: what plural chains are made of (Chain.Parts)

	Parties []Party // resolved actors; Chain.Party points here
	Roles   []Role

	Times  []Time
	Places []PlaceMention

	Events    []Event
	Standings []Standing
}

// Reset makes d the Document of a, with nothing known of it yet, and keeps the memory of all slices.
func (d *Document) Reset(a Article) {
	clear(d.Lemmas) // let go of the last text
	*d = Document{
		Article: a, ID: a.ID(), Cased: a.Text,
		Blocks: d.Blocks[:0], Tokens: d.Tokens[:0], Lemmas: d.Lemmas[:0], Sentences: d.Sentences[:0],
		Mentions: d.Mentions[:0], Chains: d.Chains[:0], Members: d.Members[:0],
		Parties: d.Parties[:0], Roles: d.Roles[:0],
		Times: d.Times[:0], Places: d.Places[:0],
		Events: d.Events[:0], Standings: d.Standings[:0],
	}
}

// Word returns the text of token i.
func (d *Document) Word(i int32) string { return d.Slice(d.Tokens[i].Span) }

// Slice returns the text of a span as it is read.
func (d *Document) Slice(s Span) string { return d.Cased[s.Start:s.End] }

// Quote returns the text of a span as the report has it.
func (d *Document) Quote(s Span) string { return d.Text[s.Start:s.End] }

// TokenSpan returns the span of text from the first token to the last of [first, end).
func (d *Document) TokenSpan(first, end int32) Span {
	return Span{d.Tokens[first].Span.Start, d.Tokens[end-1].Span.End}
}

// A BlockKind says what a block of text is in the report.
type BlockKind uint8

// The kinds of block.
const (
	Paragraph BlockKind = iota
	Headline            // the title, or a heading between paragraphs
	Byline              // "TLE DESK:", "By Jane Doe"
	Dateline            // "GENEVA, May 15 (Reuters) -"
)

var blockKindNames = []string{"paragraph", "headline", "byline", "dateline"}

func (k BlockKind) String() string { return blockKindNames[k] }

// A Block is a stretch of text that is segmented on its own. Blocks are in order and do not overlap.
type Block struct {
	Span Span
	Kind BlockKind
}

// A Token is a word of the text in the sense of Universal Dependencies.
type Token struct {
	Span   Span
	Head   int32 // index of the head token in Document.Tokens; -1 for the root of a sentence
	UPOS   UPOS
	XPOS   XPOS
	Deprel Deprel
	Flags  TokenFlags
}

// TokenFlags say how a token stands in the text.
type TokenFlags uint8

// The flags of a token.
const (
	NoSpaceBefore TokenFlags = 1 << iota // joined to the token before it: "do|n't", "word|,"
	InQuotes                             // inside quotation marks (set by segment)
)

// A Sentence is a run of tokens [First, End) of one block.
type Sentence struct {
	Span       Span
	First, End int32
	Block      int32
}

// A MentionKind says how a mention names its thing.
type MentionKind uint8

// The kinds of mention.
const (
	Name      MentionKind = iota // "Ahmed al-Sharaa", "the White House"
	Nominal                      // "the rebel alliance", "his US counterpart"
	Pronoun                      // "he", "their", "who"
	Adjective                    // a nationality adjective that stands for a party: "Israeli" in "Israeli strikes"
)

var mentionKindNames = []string{"name", "nominal", "pronoun", "adjective"}

func (k MentionKind) String() string { return mentionKindNames[k] }

// An EntityType is the kind of thing a mention is of.
type EntityType uint8

// The types of entity. A country is a Place until the actor stage finds that it acts.
const (
	OtherEntity EntityType = iota
	PersonEntity
	OrganizationEntity
	PlaceEntity
)

var entityTypeNames = []string{"other", "person", "organization", "place"}

func (t EntityType) String() string { return entityTypeNames[t] }

// Number is grammatical number.
type Number uint8

// The numbers.
const (
	AnyNumber Number = iota
	Singular
	Plural
)

// Gender is the gender of who is meant, as far as the words tell.
type Gender uint8

// The genders.
const (
	AnyGender Gender = iota
	Masculine
	Feminine
	Neuter
)

// A Mention is words that name, describe or stand for a thing: tokens [First, End) with the head Head.
type Mention struct {
	First, End, Head int32
	Sentence         int32
	Chain            int32 // index in Document.Chains
	Next             int32 // the chain's next mention, -1 at its last
	Kind             MentionKind
	Type             EntityType
	Number           Number
	Gender           Gender
	Person           uint8 // grammatical person of a pronoun: 1, 2, 3; 0 otherwise
	Link             Link  // why it is in its chain
}

// A Link says why a mention was joined to the chain it is in.
type Link uint8

// The reasons for a link.
const (
	LinkFirst       Link = iota // the first of its chain
	LinkSameName                // the same name, or a part of it
	LinkAcronym                 // "HTS" for "Hayat Tahrir al-Sham"
	LinkAppos                   // an apposition or a title
	LinkCopula                  // "X is the leader of Y"
	LinkSameHead                // "the rebel alliance" … "the alliance"
	LinkPronoun                 // a personal, possessive or reflexive pronoun and its antecedent
	LinkRelative                // "whose", "who", "which" and the noun they hang on
	LinkSpeaker                 // "I" inside a quotation and its speaker
	LinkCataphor                // a pronoun before its noun
	LinkRole                    // "the Syrian leader" and who that is on the day (set by actor)
	LinkPlural                  // "the two leaders": Chain.Parts holds the antecedents
	LinkFormer                  // "the former", "the latter"
	LinkCounterpart             // "his US counterpart"
)

var linkNames = []string{"first", "same name", "acronym", "apposition", "copula", "same head", "pronoun", "relative",
	"speaker", "cataphor", "role", "plural", "former or latter", "counterpart"}

func (l Link) String() string { return linkNames[l] }

// A Chain is all mentions of one thing in a Document.
type Chain struct {
	First int32 // first mention; follow Mention.Next
	Best  int32 // the mention that names it best
	Party int32 // index in Document.Parties, -1 before the actor stage, or where it is no party
	// Parts is a range of Document.Members: the chains a plural chain is made of ("the two leaders"). Empty for most.
	Parts [2]int32
	Type  EntityType
}
