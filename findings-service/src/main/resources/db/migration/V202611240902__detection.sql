-- The rules people added: one Sigma document each, as sent.
CREATE TABLE detection (
    id         text        NOT NULL CONSTRAINT pk_detection PRIMARY KEY,
    title      text        NOT NULL,
    source     text        NOT NULL,
    created_at timestamptz NOT NULL,
    created_by text        NOT NULL,
    updated_at timestamptz NOT NULL,
    updated_by text        NOT NULL
);

-- Rules that are switched off, whether people's own or shipped ones.
CREATE TABLE detection_disabled (
    detection_id text        NOT NULL CONSTRAINT pk_detection_disabled PRIMARY KEY,
    disabled_at  timestamptz NOT NULL,
    disabled_by  text        NOT NULL
);

-- Rises with every change to the two tables above; each replica compares it before each batch.
CREATE TABLE detection_revision (
    only_row boolean NOT NULL DEFAULT true CONSTRAINT pk_detection_revision PRIMARY KEY CHECK (only_row),
    revision bigint  NOT NULL
);
INSERT INTO detection_revision (revision) VALUES (1);

-- How many events were judged, per partition of trail.event.recorded.v1, deliveries of a record again included.
CREATE TABLE detection_progress (
    kafka_partition integer     NOT NULL CONSTRAINT pk_detection_progress PRIMARY KEY,
    evaluated       bigint      NOT NULL,
    not_evaluated   bigint      NOT NULL,
    updated_at      timestamptz NOT NULL
);
