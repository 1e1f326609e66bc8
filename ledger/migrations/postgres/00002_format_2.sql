-- Format 2. The facts of a side lie together by relation, so that a page of standings reads no more than it shows.

-- +goose Up
ALTER TABLE fact_sides ADD COLUMN relation BIGINT;
UPDATE fact_sides s SET relation = f.relation FROM facts f WHERE f.id = s.fact;
ALTER TABLE fact_sides ALTER COLUMN relation SET NOT NULL;
ALTER TABLE fact_sides DROP CONSTRAINT fact_sides_pkey;
ALTER TABLE fact_sides ADD PRIMARY KEY (side, relation, fact);
INSERT INTO format VALUES (2, 'facts by side and relation');
