-- A row that the broker will never take is set aside, so that it does not stop those behind it.
ALTER TABLE outbox ADD COLUMN parked_at timestamptz, ADD COLUMN parked_reason text;
CREATE INDEX ix_outbox_parked ON outbox (sequence) WHERE parked_at IS NOT NULL;
