-- Custom policy rules: Guard that users wrote. What they are set to stands in rule_setting, as for any rule.
CREATE TABLE custom_rule (
    config_rule_name text        NOT NULL CONSTRAINT pk_custom_rule PRIMARY KEY,
    description      text        NOT NULL,
    severity         text        NOT NULL,
    remediation      text,
    resource_types   text[]      NOT NULL,
    policy_runtime   text        NOT NULL,
    policy_text      text        NOT NULL,
    -- another one after each change of the row, so that a process knows what it has compiled
    version          text        NOT NULL,
    changed_at       timestamptz NOT NULL,
    changed_by       text        NOT NULL
);
