-- Format 1. Words, parties and reports are numbered once; assertions are numbered without gaps and never change.
-- events, sides, facts, fact_sides, tellings and ended are indexes: they can be made again from assertions.

-- +goose Up
PRAGMA application_id = 1146242893; -- "DRGM"

CREATE TABLE format (number INTEGER PRIMARY KEY, note TEXT NOT NULL);
INSERT INTO format VALUES (1, 'the first: two clocks, full text, copies, judgements');

-- One row: the last number given out, and when. Who writes holds it.
CREATE TABLE head (one INTEGER PRIMARY KEY CHECK (one = 1), seq INTEGER NOT NULL, recorded INTEGER NOT NULL);
INSERT INTO head VALUES (1, 0, 0);

CREATE TABLE terms (id INTEGER PRIMARY KEY, term TEXT NOT NULL UNIQUE);
CREATE TABLE actors (id INTEGER PRIMARY KEY, ident TEXT NOT NULL UNIQUE);
-- A party as a record tells of it: the same actor may be a rebel in one year and a president in the next.
CREATE TABLE parties (id INTEGER PRIMARY KEY, actor INTEGER NOT NULL, country INTEGER NOT NULL, state INTEGER NOT NULL,
  name TEXT NOT NULL, body TEXT NOT NULL UNIQUE);
CREATE INDEX parties_name ON parties (name);
CREATE INDEX parties_actor ON parties (actor);
CREATE TABLE editions (id INTEGER PRIMARY KEY, name TEXT NOT NULL, rank INTEGER NOT NULL, UNIQUE (name, rank));

-- at: the head before the report came; root: the first report it is a copy of, itself where it is none.
CREATE TABLE docs (id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, ident INTEGER, publisher INTEGER NOT NULL,
  published INTEGER NOT NULL, at INTEGER NOT NULL, root INTEGER NOT NULL, edition INTEGER NOT NULL, body BLOB NOT NULL);
CREATE INDEX docs_ident ON docs (ident) WHERE ident IS NOT NULL;
CREATE INDEX docs_publisher ON docs (publisher);
-- Two families of copies that a later report, doc, showed to be one.
CREATE TABLE copies (root INTEGER NOT NULL, into_root INTEGER NOT NULL, doc INTEGER NOT NULL, PRIMARY KEY (root, into_root)) WITHOUT ROWID;
CREATE TABLE shingles (hash INTEGER NOT NULL, doc INTEGER NOT NULL, PRIMARY KEY (hash, doc)) WITHOUT ROWID;
CREATE VIRTUAL TABLE docs_text USING fts5 (title, text, content='', tokenize='porter unicode61 remove_diacritics 2');

-- A reading is one report read by one edition: assertions first .. first+n-1.
CREATE TABLE readings (id INTEGER PRIMARY KEY, doc INTEGER NOT NULL, edition INTEGER NOT NULL, recorded INTEGER NOT NULL,
  first INTEGER NOT NULL, n INTEGER NOT NULL);
CREATE INDEX readings_doc ON readings (doc);
CREATE INDEX readings_recorded ON readings (recorded);
-- kind: 0 event, 1 standing, 2 retraction.
CREATE TABLE assertions (seq INTEGER PRIMARY KEY, reading INTEGER NOT NULL, kind INTEGER NOT NULL, fact INTEGER NOT NULL,
  record BLOB NOT NULL, body BLOB NOT NULL);
CREATE INDEX assertions_record ON assertions (record);

-- until: the assertion that took this one's place, 0 where none did.
CREATE TABLE events (seq INTEGER PRIMARY KEY, until INTEGER NOT NULL, doc INTEGER NOT NULL, day INTEGER NOT NULL,
  last INTEGER NOT NULL, type INTEGER NOT NULL, mode INTEGER NOT NULL, quad INTEGER NOT NULL, modality INTEGER NOT NULL,
  score REAL NOT NULL, intensity REAL NOT NULL, source INTEGER NOT NULL, target INTEGER NOT NULL, source_country INTEGER NOT NULL,
  target_country INTEGER NOT NULL, publisher INTEGER NOT NULL, place INTEGER NOT NULL, place_country INTEGER NOT NULL,
  lat REAL, lon REAL);
CREATE INDEX events_day ON events (day);
CREATE INDEX events_type ON events (type, day);
CREATE INDEX events_doc ON events (doc);
CREATE INDEX events_group ON events (source, target, type);
CREATE INDEX events_place ON events (place, day) WHERE place <> 0;
CREATE INDEX events_place_country ON events (place_country, day) WHERE place_country <> 0;
CREATE INDEX events_box ON events (lat, lon) WHERE lat IS NOT NULL;
-- Who is on either side: an actor, or -country. Standings that begin or end are here too, as items of a timeline.
CREATE TABLE sides (side INTEGER NOT NULL, day INTEGER NOT NULL, seq INTEGER NOT NULL, other INTEGER NOT NULL,
  other_country INTEGER NOT NULL, type INTEGER NOT NULL, PRIMARY KEY (side, day, seq)) WITHOUT ROWID;

CREATE TABLE facts (id INTEGER PRIMARY KEY, relation INTEGER NOT NULL, subject INTEGER NOT NULL, object INTEGER NOT NULL,
  value INTEGER NOT NULL, UNIQUE (subject, relation, object, value));
CREATE INDEX facts_object ON facts (object, relation, value);
CREATE TABLE fact_sides (side INTEGER NOT NULL, fact INTEGER NOT NULL, PRIMARY KEY (side, fact)) WITHOUT ROWID;
-- What is told of a fact: up to 64 assertions to a row, the first of number first, packed as tellings.go says.
CREATE TABLE tellings (fact INTEGER NOT NULL, first INTEGER NOT NULL, n INTEGER NOT NULL, body BLOB NOT NULL, PRIMARY KEY (fact, first)) WITHOUT ROWID;
-- Standings whose place another assertion took.
CREATE TABLE ended (fact INTEGER NOT NULL, seq INTEGER NOT NULL, until INTEGER NOT NULL, PRIMARY KEY (fact, seq)) WITHOUT ROWID;

-- A person's word on a record. words: what makes two readings of the same words the same, whatever else differs.
CREATE TABLE judgements (seq INTEGER PRIMARY KEY, doc INTEGER NOT NULL, record BLOB NOT NULL, words BLOB NOT NULL,
  person INTEGER NOT NULL, verdict INTEGER NOT NULL, judged INTEGER NOT NULL, reason TEXT NOT NULL);
CREATE INDEX judgements_doc ON judgements (doc);
