-- Detections that are not simply on: DISABLED, or SILENT, which counts matches and tells nobody.
CREATE TABLE detection_state (
    detection_id text        NOT NULL CONSTRAINT pk_detection_state PRIMARY KEY,
    state        text        NOT NULL,
    changed_at   timestamptz NOT NULL,
    changed_by   text        NOT NULL
);
INSERT INTO detection_state SELECT detection_id, 'DISABLED', disabled_at, disabled_by FROM detection_disabled;
DROP TABLE detection_disabled;

-- What silent detections matched: the exact count, and the latest matches with their evidence as JSON.
CREATE TABLE silent_tally (
    detection_id text        NOT NULL CONSTRAINT pk_silent_tally PRIMARY KEY,
    since        timestamptz NOT NULL,
    count        bigint      NOT NULL,
    first_seen   timestamptz NOT NULL,
    last_seen    timestamptz NOT NULL
);
CREATE TABLE silent_match (
    id           uuid        NOT NULL CONSTRAINT pk_silent_match PRIMARY KEY,
    detection_id text        NOT NULL CONSTRAINT fk_silent_match_tally REFERENCES silent_tally ON DELETE CASCADE,
    event_time   timestamptz NOT NULL,
    match        text        NOT NULL
);
CREATE INDEX ix_silent_match_detection ON silent_match (detection_id, event_time DESC, id DESC);

-- Detections tried over the events that Kafka still holds.
CREATE TABLE detection_trial (
    id            uuid        NOT NULL CONSTRAINT pk_detection_trial PRIMARY KEY,
    detection_id  text        NOT NULL,
    state         text        NOT NULL,
    from_time     timestamptz NOT NULL,
    started_at    timestamptz NOT NULL,
    started_by    text        NOT NULL,
    updated_at    timestamptz NOT NULL,
    finished_at   timestamptz,
    events        bigint      NOT NULL,
    not_evaluated bigint      NOT NULL,
    matches       bigint      NOT NULL,
    findings      bigint      NOT NULL,
    error         text,
    sample        text        NOT NULL
);
CREATE INDEX ix_detection_trial_detection ON detection_trial (detection_id, id DESC);
