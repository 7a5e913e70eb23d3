-- What rules are set to; a rule without a row runs with its defaults.
CREATE TABLE rule_setting (
    config_rule_name text        NOT NULL CONSTRAINT pk_rule_setting PRIMARY KEY,
    enabled          boolean     NOT NULL,
    parameters       jsonb       NOT NULL,
    updated_at       timestamptz NOT NULL,
    updated_by       text        NOT NULL
);

-- How far each rule has judged what was recorded before it, or before it was changed.
CREATE TABLE rule_progress (
    config_rule_name text        NOT NULL CONSTRAINT pk_rule_progress PRIMARY KEY,
    fingerprint      text        NOT NULL,
    cursor_key       text,
    evaluated        bigint      NOT NULL,
    total            bigint      NOT NULL,
    started_at       timestamptz NOT NULL,
    finished_at      timestamptz
);

-- The verdict that stands, one a rule and resource.
CREATE TABLE compliance (
    account_id             text COLLATE "C" NOT NULL,
    region                 text COLLATE "C" NOT NULL,
    resource_type          text COLLATE "C" NOT NULL,
    resource_id            text COLLATE "C" NOT NULL,
    config_rule_name       text COLLATE "C" NOT NULL,
    compliance_type        text             NOT NULL,
    annotation             text,
    evaluated_at           timestamptz      NOT NULL,
    configuration_state_id bigint           NOT NULL,
    CONSTRAINT pk_compliance PRIMARY KEY
        (account_id, region, resource_type, resource_id, config_rule_name)
);

-- Rule first, against the habit of tenant first: the list by rule runs over all accounts.
CREATE INDEX ix_compliance_rule ON compliance
    (config_rule_name, account_id, region, resource_type, resource_id);

-- Every change of a verdict, append only.
CREATE TABLE compliance_change (
    id                     uuid             NOT NULL,
    account_id             text COLLATE "C" NOT NULL,
    region                 text COLLATE "C" NOT NULL,
    resource_type          text COLLATE "C" NOT NULL,
    resource_id            text COLLATE "C" NOT NULL,
    config_rule_name       text COLLATE "C" NOT NULL,
    configuration_state_id bigint           NOT NULL,
    old_compliance_type    text,
    new_compliance_type    text             NOT NULL,
    annotation             text,
    evaluated_at           timestamptz      NOT NULL,
    CONSTRAINT pk_compliance_change PRIMARY KEY (evaluated_at, id)
) PARTITION BY RANGE (evaluated_at);

CREATE TABLE compliance_change_default PARTITION OF compliance_change DEFAULT;

CREATE INDEX ix_compliance_change_resource ON compliance_change
    (account_id, region, resource_type, resource_id, configuration_state_id);
