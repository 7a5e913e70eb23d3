-- What correlations remember: one row a group of one correlation, one a match that counts in it. Written with the batch that
-- brought the matches. group_key: 128 bits of SHA-256 over the correlation's text and the values of its group-by, so that
-- a correlation that was changed begins anew. fired: ends of its windows that fired, by spaces. wake_at: when the group is to be judged or forgotten.
CREATE TABLE correlation_group (
    detection_id text        NOT NULL,
    group_key    uuid        NOT NULL,
    rule_version uuid        NOT NULL,
    group_values text        NOT NULL,
    entries      integer     NOT NULL,
    fired        text        NOT NULL,
    opened_at    timestamptz,
    wake_at      timestamptz NOT NULL,
    CONSTRAINT pk_correlation_group PRIMARY KEY (detection_id, group_key)
);
CREATE INDEX ix_correlation_group_wake ON correlation_group (wake_at);

-- position: the order of arrival. witness: what a finding's evidence needs of the event, as JSON.
CREATE TABLE correlation_entry (
    detection_id text        NOT NULL,
    group_key    uuid        NOT NULL,
    position     bigint      GENERATED ALWAYS AS IDENTITY,
    event_time   timestamptz NOT NULL,
    member_id    text        NOT NULL,
    value        text,
    event_key    text        NOT NULL,
    witness      text        NOT NULL,
    CONSTRAINT pk_correlation_entry PRIMARY KEY (detection_id, group_key, position),
    CONSTRAINT fk_correlation_entry_group FOREIGN KEY (detection_id, group_key)
        REFERENCES correlation_group ON DELETE CASCADE
);

-- Each time a correlation fired for a group, once and for good: at most one in a timespan, whatever comes again.
CREATE TABLE correlation_firing (
    detection_id text             NOT NULL,
    group_key    uuid             NOT NULL,
    fired_at     timestamptz      NOT NULL,
    first_at     timestamptz      NOT NULL,
    value        double precision NOT NULL,
    recorded_at  timestamptz      NOT NULL,
    CONSTRAINT pk_correlation_firing PRIMARY KEY (detection_id, group_key, fired_at)
);

-- What correlations could not take into account, since the service was installed.
CREATE TABLE correlation_loss (
    only_row  boolean NOT NULL DEFAULT true CONSTRAINT pk_correlation_loss PRIMARY KEY CHECK (only_row),
    late      bigint  NOT NULL,
    trimmed   bigint  NOT NULL,
    forgotten bigint  NOT NULL
);
INSERT INTO correlation_loss (late, trimmed, forgotten) VALUES (0, 0, 0);
