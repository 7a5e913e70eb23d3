-- Day of the event in UTC; null for what was noted before this column, which is never packed.
ALTER TABLE matched_event ADD COLUMN event_day date;
CREATE INDEX ix_matched_event_day ON matched_event USING brin (event_day) WITH (pages_per_range = 16);

-- Older days of matched_event, up to a thousand keys a row: the same knowledge in a tenth of the room. An event may come
-- again at any time (a log imported again after its store was lost), so nothing of it is ever thrown away.
CREATE TABLE matched_event_pack (
    detection_id text   NOT NULL,
    event_day    date   NOT NULL,
    first_key    uuid   NOT NULL,
    last_key     uuid   NOT NULL,
    event_keys   uuid[] NOT NULL,
    CONSTRAINT pk_matched_event_pack PRIMARY KEY (detection_id, event_day, first_key)
);
