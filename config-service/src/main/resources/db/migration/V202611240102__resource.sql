-- One row a resource: where it stands now.
CREATE TABLE resource (
    account_id             text COLLATE "C" NOT NULL,
    region                 text COLLATE "C" NOT NULL,
    resource_type          text COLLATE "C" NOT NULL,
    resource_id            text COLLATE "C" NOT NULL,
    resource_name          text,
    arn                    text,
    availability_zone      text,
    resource_creation_time timestamptz,
    tags                   jsonb            NOT NULL,
    status                 text             NOT NULL,
    deleted                boolean          NOT NULL,
    capture_time           timestamptz      NOT NULL,
    configuration_state_id bigint           NOT NULL,
    first_recorded_at      timestamptz      NOT NULL,
    -- The last look, and the last one that saw every part.
    observed_at            timestamptz      NOT NULL,
    settled_at             timestamptz      NOT NULL,
    -- Hash of what is compared; null after a push or an import.
    fingerprint            bytea,
    stale_parts            text[]           NOT NULL,
    -- Those of them of which no value was ever known.
    unknown_parts          text[]           NOT NULL,
    CONSTRAINT pk_resource PRIMARY KEY (account_id, region, resource_type, resource_id)
) WITH (fillfactor = 80);

CREATE INDEX ix_resource_type ON resource (account_id, resource_type, region, resource_id);
CREATE INDEX ix_resource_name ON resource (account_id, resource_type, resource_name);
CREATE INDEX ix_resource_began ON resource (account_id, region, first_recorded_at);
CREATE INDEX ix_resource_tags ON resource USING gin (tags);
