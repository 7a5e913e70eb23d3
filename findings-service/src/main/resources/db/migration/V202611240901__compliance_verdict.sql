-- The latest verdict taken of each rule on each resource: what puts verdicts in order and takes each once.
CREATE TABLE compliance_verdict (
    config_rule_name       text        NOT NULL,
    account_id             text        NOT NULL,
    region                 text        NOT NULL,
    resource_type          text        NOT NULL,
    resource_id            text        NOT NULL,
    configuration_state_id bigint      NOT NULL,
    evaluated_at           timestamptz NOT NULL,
    compliance_type        text        NOT NULL,
    CONSTRAINT pk_compliance_verdict PRIMARY KEY (account_id, region, resource_type, resource_id, config_rule_name)
);
