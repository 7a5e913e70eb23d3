-- Configuration items, append only; message holds the exact bytes of AWS Config's message form.
-- Months to come get partitions of their own (item.ItemPartitions); what is older than the
-- installation, imported history for instance, lies in the default one.
CREATE TABLE configuration_item (
    account_id             text COLLATE "C" NOT NULL,
    region                 text COLLATE "C" NOT NULL,
    resource_type          text COLLATE "C" NOT NULL,
    resource_id            text COLLATE "C" NOT NULL,
    capture_time           timestamptz      NOT NULL,
    configuration_state_id bigint           NOT NULL,
    status                 text             NOT NULL,
    origin                 text             NOT NULL,
    -- The last look before this item that saw everything; null where the resource was new or the
    -- item came by push or import.
    previous_look_at       timestamptz,
    recorded_at            timestamptz      NOT NULL,
    message                bytea            NOT NULL,
    CONSTRAINT pk_configuration_item PRIMARY KEY
        (account_id, region, resource_type, resource_id, capture_time, configuration_state_id)
) PARTITION BY RANGE (capture_time);

CREATE TABLE configuration_item_default PARTITION OF configuration_item DEFAULT;
