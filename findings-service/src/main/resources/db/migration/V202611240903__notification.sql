-- Whom to tell. The lease gives a target to one replica at a time, which keeps its messages in order.
CREATE TABLE notification_target (
    id                 uuid        NOT NULL CONSTRAINT pk_notification_target PRIMARY KEY,
    name               text        NOT NULL CONSTRAINT uq_notification_target_name UNIQUE,
    kind               text        NOT NULL,
    url                text,
    topic_arn          text,
    role_arn           text,
    external_id        text,
    endpoint           text,
    sealed_secret      text,
    types              text[]      NOT NULL,
    min_severity       smallint    NOT NULL,
    account_ids        text[]      NOT NULL,
    occasions          text[]      NOT NULL,
    recurring_interval bigint      NOT NULL,
    enabled            boolean     NOT NULL,
    created_at         timestamptz NOT NULL,
    created_by         text        NOT NULL,
    updated_at         timestamptz NOT NULL,
    updated_by         text        NOT NULL,
    leased_until       timestamptz,
    paused_until       timestamptz,
    failures           integer     NOT NULL DEFAULT 0
);

-- One message to one target. gathering: takes up further occurrences until it is first tried.
CREATE TABLE notification_delivery (
    id              uuid        NOT NULL CONSTRAINT pk_notification_delivery PRIMARY KEY,
    target_id       uuid        NOT NULL CONSTRAINT fk_notification_delivery_target
                                REFERENCES notification_target ON DELETE CASCADE,
    event_id        text        NOT NULL,
    change          text        NOT NULL,
    finding_id      uuid,
    verdict         text,
    gathering       boolean     NOT NULL,
    gathered        integer     NOT NULL,
    state           text        NOT NULL,
    attempts        integer     NOT NULL,
    next_attempt_at timestamptz NOT NULL,
    created_at      timestamptz NOT NULL,
    finished_at     timestamptz,
    last_error      text,
    CONSTRAINT uq_notification_delivery_event UNIQUE (target_id, event_id)
);
CREATE INDEX ix_notification_delivery_due ON notification_delivery (target_id, id) WHERE state = 'PENDING';
CREATE INDEX ix_notification_delivery_listed ON notification_delivery (target_id, id DESC);
CREATE UNIQUE INDEX uq_notification_delivery_gathering ON notification_delivery (target_id, finding_id) WHERE gathering;

-- Events that deliveries were planned for, also those taken up by a gathering one: each is planned once.
CREATE TABLE notification_inbox (
    event_id   text        NOT NULL CONSTRAINT pk_notification_inbox PRIMARY KEY,
    planned_at timestamptz NOT NULL
);
