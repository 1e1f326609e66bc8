package syntax

import (
	"strings"

	"dragoman"
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
