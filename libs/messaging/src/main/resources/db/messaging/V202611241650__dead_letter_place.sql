-- A topic that was made anew starts again at offset 0: a letter at an old place is another one, unless its bytes are equal.
ALTER TABLE dead_letter DROP CONSTRAINT uq_dead_letter_place;
CREATE UNIQUE INDEX uq_dead_letter_place ON dead_letter (topic, kafka_partition, kafka_offset, sha256(payload));
