-- Looks asked for by events and not done yet; one row a resource, or a type (empty
-- resource_id). A row that is done stays quiet for a moment, so that what follows is gathered.
CREATE TABLE look (
  account_id    text NOT NULL,
  region        text NOT NULL,
  resource_type text NOT NULL,
  resource_id   text NOT NULL,
  first_at      timestamptz NOT NULL,
  last_at       timestamptz NOT NULL,
  deleting      boolean NOT NULL,
  asked         bigint NOT NULL DEFAULT 1,
  step          integer NOT NULL DEFAULT 0,
  due_at        timestamptz NOT NULL,
  quiet_until   timestamptz,
  lease_until   timestamptz,
  PRIMARY KEY (account_id, region, resource_type, resource_id)
);
CREATE INDEX look_due ON look (due_at);
