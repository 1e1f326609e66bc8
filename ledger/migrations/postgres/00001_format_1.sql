-- Format 1. Words, parties and reports are numbered once; assertions are numbered without gaps and never change.
-- events, sides, facts, fact_sides, tellings and ended are indexes: they can be made again from assertions.

-- +goose Up
CREATE TABLE format (number BIGINT PRIMARY KEY, note TEXT NOT NULL);
INSERT INTO format VALUES (1, 'the first: two clocks, full text, copies, judgements');

-- One row: the last number given out, and when. Who writes holds it.
CREATE TABLE head (one BIGINT PRIMARY KEY CHECK (one = 1), seq BIGINT NOT NULL, recorded BIGINT NOT NULL);
INSERT INTO head VALUES (1, 0, 0);

CREATE TABLE terms (id BIGINT PRIMARY KEY, term TEXT COLLATE "C" NOT NULL UNIQUE);
CREATE TABLE actors (id BIGINT PRIMARY KEY, ident TEXT COLLATE "C" NOT NULL UNIQUE);
-- A party as a record tells of it: the same actor may be a rebel in one year and a president in the next.
CREATE TABLE parties (id BIGINT PRIMARY KEY, actor BIGINT NOT NULL, country BIGINT NOT NULL, state BIGINT NOT NULL,
  name TEXT COLLATE "C" NOT NULL, body TEXT COLLATE "C" NOT NULL UNIQUE);
CREATE INDEX parties_name ON parties (name);
CREATE INDEX parties_actor ON parties (actor);
CREATE TABLE editions (id BIGINT PRIMARY KEY, name TEXT COLLATE "C" NOT NULL, rank BIGINT NOT NULL, UNIQUE (name, rank));

-- at: the head before the report came; root: the first report it is a copy of, itself where it is none.
CREATE TABLE docs (id BIGINT PRIMARY KEY, hash BYTEA NOT NULL UNIQUE, ident BIGINT, publisher BIGINT NOT NULL,
  published BIGINT NOT NULL, at BIGINT NOT NULL, root BIGINT NOT NULL, edition BIGINT NOT NULL, body BYTEA NOT NULL);
CREATE INDEX docs_ident ON docs (ident) WHERE ident IS NOT NULL;
CREATE INDEX docs_publisher ON docs (publisher);
-- Two families of copies that a later report, doc, showed to be one.
CREATE TABLE copies (root BIGINT NOT NULL, into_root BIGINT NOT NULL, doc BIGINT NOT NULL, PRIMARY KEY (root, into_root));
CREATE TABLE shingles (hash BIGINT NOT NULL, doc BIGINT NOT NULL, PRIMARY KEY (hash, doc));
CREATE TABLE docs_text (doc BIGINT PRIMARY KEY, words TSVECTOR NOT NULL);
CREATE INDEX docs_text_words ON docs_text USING gin (words);

-- A reading is one report read by one edition: assertions first .. first+n-1.
CREATE TABLE readings (id BIGINT PRIMARY KEY, doc BIGINT NOT NULL, edition BIGINT NOT NULL, recorded BIGINT NOT NULL,
  first BIGINT NOT NULL, n BIGINT NOT NULL);
CREATE INDEX readings_doc ON readings (doc);
CREATE INDEX readings_recorded ON readings (recorded);
-- kind: 0 event, 1 standing, 2 retraction.
CREATE TABLE assertions (seq BIGINT PRIMARY KEY, reading BIGINT NOT NULL, kind BIGINT NOT NULL, fact BIGINT NOT NULL,
  record BYTEA NOT NULL, body BYTEA NOT NULL);
CREATE INDEX assertions_record ON assertions (record);

-- until: the assertion that took this one's place, 0 where none did.
CREATE TABLE events (seq BIGINT PRIMARY KEY, until BIGINT NOT NULL, doc BIGINT NOT NULL, day BIGINT NOT NULL,
  last BIGINT NOT NULL, type BIGINT NOT NULL, mode BIGINT NOT NULL, quad BIGINT NOT NULL, modality BIGINT NOT NULL,
  score DOUBLE PRECISION NOT NULL, intensity DOUBLE PRECISION NOT NULL, source BIGINT NOT NULL, target BIGINT NOT NULL, source_country BIGINT NOT NULL,
  target_country BIGINT NOT NULL, publisher BIGINT NOT NULL, place BIGINT NOT NULL, place_country BIGINT NOT NULL,
  lat DOUBLE PRECISION, lon DOUBLE PRECISION);
CREATE INDEX events_day ON events (day, seq);
CREATE INDEX events_type ON events (type, day, seq);
CREATE INDEX events_doc ON events (doc);
CREATE INDEX events_group ON events (source, target, type);
CREATE INDEX events_place ON events (place, day, seq) WHERE place <> 0;
CREATE INDEX events_place_country ON events (place_country, day, seq) WHERE place_country <> 0;
CREATE INDEX events_box ON events (lat, lon) WHERE lat IS NOT NULL;
-- Who is on either side: an actor, or -country. Standings that begin or end are here too, as items of a timeline.
CREATE TABLE sides (side BIGINT NOT NULL, day BIGINT NOT NULL, seq BIGINT NOT NULL, other BIGINT NOT NULL,
  other_country BIGINT NOT NULL, type BIGINT NOT NULL, PRIMARY KEY (side, day, seq));

CREATE TABLE facts (id BIGINT PRIMARY KEY, relation BIGINT NOT NULL, subject BIGINT NOT NULL, object BIGINT NOT NULL,
  value BIGINT NOT NULL, UNIQUE (subject, relation, object, value));
CREATE INDEX facts_object ON facts (object, relation, value);
CREATE TABLE fact_sides (side BIGINT NOT NULL, fact BIGINT NOT NULL, PRIMARY KEY (side, fact));
-- What is told of a fact: up to 64 assertions to a row, the first of number first, packed as tellings.go says.
CREATE TABLE tellings (fact BIGINT NOT NULL, first BIGINT NOT NULL, n BIGINT NOT NULL, body BYTEA NOT NULL, PRIMARY KEY (fact, first));
-- Standings whose place another assertion took.
CREATE TABLE ended (fact BIGINT NOT NULL, seq BIGINT NOT NULL, until BIGINT NOT NULL, PRIMARY KEY (fact, seq));

-- A person's word on a record. words: what makes two readings of the same words the same, whatever else differs.
CREATE TABLE judgements (seq BIGINT PRIMARY KEY, doc BIGINT NOT NULL, record BYTEA NOT NULL, words BYTEA NOT NULL,
  person BIGINT NOT NULL, verdict BIGINT NOT NULL, judged BIGINT NOT NULL, reason TEXT NOT NULL);
CREATE INDEX judgements_doc ON judgements (doc);
