-- What the service still has to tell; rows are deleted when the broker has them.
CREATE TABLE outbox (
    sequence       bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT pk_outbox PRIMARY KEY,
    event_id       uuid        NOT NULL,
    topic          text        NOT NULL,
    record_key     text        NOT NULL,
    payload        bytea       NOT NULL,
    headers        text,
    correlation_id text,
    added_at       timestamptz NOT NULL DEFAULT now()
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
