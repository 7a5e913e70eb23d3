-- Lists of what is wrong, in both orders: few of many verdicts, so small and cheap to keep.
CREATE INDEX ix_compliance_wrong_by_rule ON compliance
    (config_rule_name, account_id, region, resource_type, resource_id)
    WHERE compliance_type <> 'COMPLIANT';

CREATE INDEX ix_compliance_wrong_by_resource ON compliance
    (account_id, region, resource_type, resource_id, config_rule_name)
    WHERE compliance_type <> 'COMPLIANT';
