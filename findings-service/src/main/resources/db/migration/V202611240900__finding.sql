-- One row for each problem: (detection, account, region, actor or none, resource or none), or (rule, resource).
CREATE TABLE finding (
    id              uuid        NOT NULL CONSTRAINT pk_finding PRIMARY KEY,
    identity        bytea       NOT NULL CONSTRAINT uq_finding_identity UNIQUE,
    type            text        NOT NULL,
    source          text        NOT NULL,
    title           text        NOT NULL,
    description     text        NOT NULL,
    remediation     text,
    severity        smallint    NOT NULL,
    severity_set    boolean     NOT NULL DEFAULT false,
    account_id      text        NOT NULL,
    region          text        NOT NULL,
    resource_type   text,
    resource_id     text,
    actor           text,
    workflow_status text        NOT NULL,
    record_state    text        NOT NULL,
    note            text,
    note_by         text,
    note_at         timestamptz,
    count           bigint      NOT NULL,
    first_seen      timestamptz NOT NULL,
    last_seen       timestamptz NOT NULL,
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    version         bigint      NOT NULL
);
CREATE INDEX ix_finding_last_seen ON finding (last_seen DESC, id DESC);
CREATE INDEX ix_finding_severity ON finding (severity DESC, last_seen DESC, id DESC);
CREATE INDEX ix_finding_account_last_seen ON finding (account_id, last_seen DESC, id DESC);
CREATE INDEX ix_finding_account_resource ON finding (account_id, resource_id) WHERE resource_id IS NOT NULL;
CREATE INDEX ix_finding_account_actor ON finding (account_id, actor) WHERE actor IS NOT NULL;
CREATE INDEX ix_finding_source ON finding (source, last_seen DESC);

-- Each event that a detection matched, once and for good: what makes counts exact under redelivery.
-- event_key: the first 128 bits of SHA-256 over (account, eventID, eventTime).
CREATE TABLE matched_event (
    detection_id text NOT NULL,
    event_key    uuid NOT NULL,
    CONSTRAINT pk_matched_event PRIMARY KEY (detection_id, event_key)
);

-- The events kept as evidence: a bounded number for each finding, its first and its latest.
CREATE TABLE finding_event (
    finding_id        uuid        NOT NULL CONSTRAINT fk_finding_event_finding REFERENCES finding ON DELETE CASCADE,
    event_key         uuid        NOT NULL,
    event_id          text        NOT NULL,
    event_time        timestamptz NOT NULL,
    event_name        text        NOT NULL,
    event_source      text        NOT NULL,
    principal_arn     text,
    source_ip_address text,
    matched           text        NOT NULL,
    CONSTRAINT pk_finding_event PRIMARY KEY (finding_id, event_key)
);
CREATE INDEX ix_finding_event_time ON finding_event (finding_id, event_time DESC, event_id DESC);

-- The versions of the resource that a rule judged non-compliant: a bounded number for each finding.
CREATE TABLE finding_item (
    finding_id             uuid        NOT NULL CONSTRAINT fk_finding_item_finding REFERENCES finding ON DELETE CASCADE,
    configuration_state_id bigint      NOT NULL,
    evaluated_at           timestamptz NOT NULL,
    capture_time           timestamptz NOT NULL,
    arn                    text,
    resource_name          text,
    annotation             text,
    CONSTRAINT pk_finding_item PRIMARY KEY (finding_id, configuration_state_id, evaluated_at)
);

-- Who changed what; occurrences are counted in the finding, not told here.
CREATE TABLE finding_history (
    id         uuid        NOT NULL CONSTRAINT pk_finding_history PRIMARY KEY,
    finding_id uuid        NOT NULL CONSTRAINT fk_finding_history_finding REFERENCES finding ON DELETE CASCADE,
    changed_at timestamptz NOT NULL,
    changed_by text        NOT NULL,
    field      text        NOT NULL,
    old_value  text,
    new_value  text
);
CREATE INDEX ix_finding_history_finding ON finding_history (finding_id, id DESC);
