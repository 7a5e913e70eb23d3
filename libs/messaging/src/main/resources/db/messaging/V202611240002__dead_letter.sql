-- Records that could not be processed, with their original bytes, until someone deletes them.
CREATE TABLE dead_letter (
    id              uuid        NOT NULL CONSTRAINT pk_dead_letter PRIMARY KEY,
    topic           text        NOT NULL,
    kafka_partition integer,
    kafka_offset    bigint,
    record_key      text        NOT NULL,
    payload         bytea       NOT NULL,
    headers         text        NOT NULL,
    reason          text        NOT NULL,
    correlation_id  text,
    failed_at       timestamptz NOT NULL,
    replayed_at     timestamptz,
    CONSTRAINT uq_dead_letter_place UNIQUE (topic, kafka_partition, kafka_offset)
);
