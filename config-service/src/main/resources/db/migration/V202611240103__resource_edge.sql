-- Relationships of existing resources as their current items name them. Reverse edges are read from
-- these through the two indexes on the other end.
CREATE TABLE resource_edge (
    account_id    text COLLATE "C" NOT NULL,
    region        text COLLATE "C" NOT NULL,
    resource_type text COLLATE "C" NOT NULL,
    resource_id   text COLLATE "C" NOT NULL,
    ordinal       integer          NOT NULL,
    name          text             NOT NULL,
    other_type    text COLLATE "C" NOT NULL,
    other_id      text COLLATE "C",
    other_name    text,
    CONSTRAINT pk_resource_edge PRIMARY KEY
        (account_id, region, resource_type, resource_id, ordinal)
);

CREATE INDEX ix_resource_edge_other_id ON resource_edge (account_id, other_type, other_id);
CREATE INDEX ix_resource_edge_other_name ON resource_edge (account_id, other_type, other_name);
