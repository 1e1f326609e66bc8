package code

import "dragoman"

// writings are the nouns of words that are written or said by somebody.
var writings = setOf(`letter petition statement resolution complaint note message declaration communique communiqué report motion bill law decree post
	tweet video article editorial banner placard leaflet appeal memorandum telegram cable memo paper document dossier lawsuit slogan op-ed essay speech
	ruling verdict order ultimatum demarche démarche email broadcast edict fatwa directive manifesto notice advertisement sign poster chant`)

// author is whose words the noun h is: its owner, else who does with it what the verb above it says.
func (t *tree) author(h int32, depth int) int32 {
	if p := t.child(h, dragoman.RelNmodPoss); p >= 0 {
		return p
	}
	for k := t.first[h]; k >= 0; k = t.next[k] {
		if t.rel(k) == dragoman.RelNmod && t.hasChild(k, dragoman.RelCase, "by", "from") {
			return k
		}
	}
	if g := t.head(h); g >= 0 && t.isVerb(g) && t.rel(h) == dragoman.RelObj && issues[t.lemma(g)] {
		return t.subjectAt(g, depth+1)
	}
	return -1
}

// issues are the verbs of who writes, signs or sends out words.
var issues = setOf(`issue adopt pass sign send write publish release approve deliver file lodge submit present post circulate draft table carry wave hold
	hand unveil read broadcast endorse make put record produce print launch enact decree introduce give bring`)
