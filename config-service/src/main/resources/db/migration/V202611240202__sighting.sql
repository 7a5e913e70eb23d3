-- Under which names collectors saw resources, since when, and how many complete lists in a row
-- have lacked them.
CREATE TABLE resource_sighting (
  account_id    text NOT NULL,
  region        text NOT NULL,
  resource_type text NOT NULL,
  resource_id   text NOT NULL,
  resource_name text,
  arn           text,
  first_seen_at timestamptz NOT NULL,
  missed        integer NOT NULL DEFAULT 0,
  PRIMARY KEY (account_id, resource_type, region, resource_id)
);
CREATE INDEX resource_sighting_name ON resource_sighting (account_id, resource_type, resource_name);
CREATE INDEX resource_sighting_arn ON resource_sighting (arn);
