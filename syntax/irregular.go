package syntax

import (
	"strings"

	"dragoman"
	"dragoman/internal/inflect"
)

// irregularVerbs lists verbs of the news whose past forms the treebanks have too seldom to be learnt: lemma, past tense, past participle.
const irregularVerbs = `
arise arose arisen
bear bore borne
beat beat beaten
bind bound bound
bid bid bid
bring brought brought
broadcast broadcast broadcast
build built built
buy bought bought
catch caught caught
cling clung clung
deal dealt dealt
draw drew drawn
drive drove driven
fall fell fallen
feed fed fed
fight fought fought
flee fled fled
fly flew flown
forbid forbade forbidden
foresee foresaw foreseen
forgive forgave forgiven
freeze froze frozen
grow grew grown
hide hid hidden
hold held held
lead led led
lay laid laid
leave left left
lose lost lost
meet met met
overcome overcame overcome
override overrode overridden
oversee oversaw overseen
overtake overtook overtaken
overthrow overthrew overthrown
pay paid paid
repay repaid repaid
rebuild rebuilt rebuilt
rise rose risen
seek sought sought
sell sold sold
send sent sent
shake shook shaken
shoot shot shot
shrink shrank shrunk
sink sank sunk
slay slew slain
speak spoke spoken
spread spread spread
spring sprang sprung
stand stood stood
steal stole stolen
strike struck struck
strive strove striven
swear swore sworn
sweep swept swept
swing swung swung
take took taken
teach taught taught
tear tore torn
think thought thought
throw threw thrown
undergo underwent undergone
undertake undertook undertaken
uphold upheld upheld
win won won
withdraw withdrew withdrawn
withhold withheld withheld
withstand withstood withstood
wound wounded wounded
`

// rareVerbs are irregular verbs for whose lemmas the model has learnt the ending of another: it made "go" of "lent", as of "went". They say how
// a form is told back to its lemma, and nothing to training.
const rareVerbs = `
bend bent bent
bid bade bidden
bind bound bound
bite bit bitten
breed bred bred
dig dug dug
dwell dwelt dwelt
fling flung flung
forgo forwent forgone
forsake forsook forsaken
grind ground ground
kneel knelt knelt
leap leapt leapt
lend lent lent
mislead misled misled
outbid outbid outbid
redraw redrew redrawn
resend resent resent
retake retook retaken
rewrite rewrote rewritten
shed shed shed
shine shone shone
slide slid slid
smite smote smitten
speed sped sped
spell spelt spelt
spill spilt spilt
spit spat spat
sting stung stung
string strung strung
tie tied tied
tread trod trodden
unfreeze unfroze unfrozen
untie untied untied
vie vied vied
weave wove woven
wring wrung wrung
`

// regularVerbs are verbs of the news whose lemmas the model gets wrong by the ending of another: it made "boycot" of "boycotted", "riote" of
// "rioted" and "fin" of "fined". A plus doubles the last letter.
const regularVerbs = `
absorb accede adhere aid air annul+ apologize applaud atone axe bang bankroll barricade blast blitz boast boom boycott buckle buzz cajole
cane cannonade carp cede chafe chair cheat chime choke clasp clothe compile concede condole condone contravene convene curb dare daub dazzle
deem demarche destine dethrone dynamite egg energize enthrone entreat equip+ esteem eulogize excuse exile explode extradite eye fast fete
feud fine float flout fulfil+ fulfill gang garrotte gas+ gloat grope hassle headbutt heap heckle hole ignite imagine impale impede
inaugurate infringe intercede interfere joke knife lambast lambaste laud lean lie line loose maltreat massacre mete mine mistreat muzzle
nod+ nuke opine parachute parole paste perturb phone pile pipe poke postpone prime prod+ quarantine quell quip+ quiz+ rake range rankle reap
rebuke recede reconcile reignite repair repute reroute reshuffle retreat revere revile rile riot roam roar roast rout ruffle saturate scale
scapegoat scuffle scythe seat secede seem seethe shackle shore shout sideswipe site snake snipe square squat stare stifle stockpile stoke
stone strafe stroll stud+ style stymie subpoena summons swipe tackle teargas+ telephone tie toast tone trickle troll tussle unearth unite
unload unseat vacuum vie wade whinge wipe
`

// strong tells the forms of those verbs back to their lemmas.
var strong = func() map[string]string {
	lemmas := make(map[string]string, 1000)
	for entry := range strings.FieldsSeq(regularVerbs) {
		verb := inflect.Read(entry)
		lemmas[verb.Past()], lemmas[verb.Gerund()] = verb.Lemma, verb.Lemma
	}
	for line := range strings.Lines(irregularVerbs + rareVerbs) {
		if f := strings.Fields(line); len(f) == 3 {
			lemmas[f[1]], lemmas[f[2]] = f[0], f[0]
		}
	}
	return lemmas
}()

// irregular calls yield with the past forms of irregularVerbs, their lemmas and tags.
func irregular(yield func(form, lemma string, xpos dragoman.XPOS)) {
	for line := range strings.Lines(irregularVerbs) {
		if f := strings.Fields(line); len(f) == 3 {
			yield(f[1], f[0], dragoman.VBD)
			yield(f[2], f[0], dragoman.VBN)
		}
	}
}

// isOtherWord reports whether a past form is another word too, which training has to tell apart.
func isOtherWord(form string) bool {
	switch form {
	case "beat", "bid", "broadcast", "bound", "bore", "fell", "fed", "left", "lay", "rose", "shot", "spread", "thought", "overcome", "wounded", "frozen",
		"hidden", "shaken", "led", "sworn", "beaten", "stole", "slew", "borne":
		return true
	}
	return false
}
