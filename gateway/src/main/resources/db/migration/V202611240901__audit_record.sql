-- What the broker has not acknowledged yet of the gateway's own audit trail. A row with final = false
-- belongs to a changing request under way; one that grows old was left by a crash.
CREATE TABLE audit_record (
    event_id       uuid        NOT NULL CONSTRAINT pk_audit_record PRIMARY KEY,
    record         bytea       NOT NULL,
    final          boolean     NOT NULL,
    correlation_id text        NOT NULL,
    recorded_at    timestamptz NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
CREATE INDEX ix_audit_record_due ON audit_record (final, recorded_at);
