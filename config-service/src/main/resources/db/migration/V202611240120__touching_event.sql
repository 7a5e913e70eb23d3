-- Write events by the resources they touched; what changes are joined with when they are read. A
-- row whose resource_id is empty touched some resource of its type that the event does not name.
CREATE TABLE touching_event (
    account_id         text COLLATE "C" NOT NULL,
    region             text COLLATE "C" NOT NULL,
    resource_type      text COLLATE "C" NOT NULL,
    resource_id        text COLLATE "C" NOT NULL,
    event_time         timestamptz      NOT NULL,
    event_account_id   text COLLATE "C" NOT NULL,
    event_id           text COLLATE "C" NOT NULL,
    event_name         text             NOT NULL,
    event_source       text             NOT NULL,
    principal_arn      text,
    principal_type     text,
    user_name          text,
    session_issuer_arn text,
    source_identity    text,
    access_key_id      text,
    source_ip_address  text,
    user_agent         text,
    recorded_at        timestamptz      NOT NULL,
    CONSTRAINT pk_touching_event PRIMARY KEY
        (account_id, region, resource_type, resource_id, event_time, event_account_id, event_id)
) PARTITION BY RANGE (event_time);

CREATE TABLE touching_event_default PARTITION OF touching_event DEFAULT;
