-- Format 2. The facts of a side lie together by relation, so that a page of standings reads no more than it shows.

-- +goose Up
CREATE TABLE fact_sides_2 (side INTEGER NOT NULL, relation INTEGER NOT NULL, fact INTEGER NOT NULL, PRIMARY KEY (side, relation, fact)) WITHOUT ROWID;
INSERT INTO fact_sides_2 SELECT s.side, f.relation, s.fact FROM fact_sides s JOIN facts f ON f.id = s.fact ORDER BY 1, 2, 3;
DROP TABLE fact_sides;
ALTER TABLE fact_sides_2 RENAME TO fact_sides;
-- What a transaction adds to the text index is gathered in memory up to so many bytes: fewer parts to merge later.
INSERT INTO docs_text (docs_text, rank) VALUES ('hashsize', 33554432);
INSERT INTO format VALUES (2, 'facts by side and relation');
