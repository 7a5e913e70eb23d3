-- What a finding is found by: the words of its title, description, source, resource, actor and note, in lower case. A table
-- of its own, since counting changes the finding's row and not its words.
CREATE TABLE finding_text (
    finding_id uuid     NOT NULL CONSTRAINT pk_finding_text PRIMARY KEY
                        CONSTRAINT fk_finding_text_finding REFERENCES finding ON DELETE CASCADE,
    words      tsvector NOT NULL
);
INSERT INTO finding_text
SELECT id, array_to_tsvector(ARRAY(
    SELECT DISTINCT left(word, 64) FROM (
        SELECT lower(regexp_replace(t, '([[:lower:][:digit:]])([[:upper:]])', '\1 \2', 'g')) || ' ' || lower(t) AS t
        FROM (SELECT concat_ws(' ', title, left(description, 4096), source, resource_type, resource_id, actor, note) AS t) a) b,
        regexp_split_to_table(b.t, '[^[:alnum:]]+') AS word
    WHERE word <> '' LIMIT 500))
FROM finding;
CREATE INDEX ix_finding_text_words ON finding_text USING gin (words);
