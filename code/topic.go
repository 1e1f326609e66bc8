package code

// offTopic reports whether the reading stands where words of conflict are a manner of speaking: sport, films, cooking.
func (r *reader) offTopic(x *reading) bool {
	s := &r.d.Sentences[x.sent]
	play, civic := 0, 0
	for i := s.First; i < s.End; i++ {
		w := r.d.Lemmas[i]
		if playWords[w] {
			play++
		}
		if m := r.mentionAt[i]; m >= 0 && r.d.Mentions[m].Chain >= 0 {
			if p := r.d.Chains[r.d.Mentions[m].Chain].Party; p >= 0 && len(r.d.Parties[p].Sectors) > 0 {
				civic++
			}
		}
	}
	return play >= 2 || play == 1 && civic == 0 && r.playful(x)
}

// playful reports whether the trigger is a word that play has of its own: "beat", "win", "attack".
func (r *reader) playful(x *reading) bool { return playTriggers[r.tree.lemma(x.trigger)] }

var playTriggers = setOf(`beat defeat attack defend fight shoot strike hit kill destroy win lose battle clash hold meet face challenge capture crush bomb`)

// playWords are words of games, shows and kitchens.
var playWords = setOf(`goal goalkeeper striker midfielder quarterback innings wicket batsman bowler homer touchdown playoff semi-final semifinal
	quarter-final quarterfinal league season coach team-mate teammate tournament championship cup fifa uefa nba nfl nhl mlb penalty-kick referee
	halftime half-time scoreline medal olympics olympic marathon grand-slam wimbledon tennis football soccer basketball baseball cricket rugby
	golf boxing wrestler hockey stadium fixture defender midfield rebound dunk pitcher inning set-piece header derby
	movie film novel album song band actor actress plot sequel character episode director's screenplay villain superhero trailer soundtrack
	comedy drama thriller game gamer player console level boss recipe oven tablespoon teaspoon sauce dough flour butter garlic salad dish`)
