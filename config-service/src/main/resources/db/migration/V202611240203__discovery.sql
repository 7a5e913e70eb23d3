-- Discovery jobs and their units of work: one (account, region, type) each. A unit that is running
-- is leased; when its worker dies, the lease runs out and another takes it.
CREATE TABLE discovery_job (
  job_id       uuid PRIMARY KEY,
  account_id   text NOT NULL,
  trigger      text NOT NULL,
  requested_by text,
  state        text NOT NULL,
  error        text,
  created_at   timestamptz NOT NULL,
  started_at   timestamptz,
  ended_at     timestamptz
);
CREATE INDEX discovery_job_account ON discovery_job (account_id, job_id DESC);
CREATE UNIQUE INDEX discovery_job_active ON discovery_job (account_id) WHERE ended_at IS NULL;

CREATE TABLE discovery_unit (
  job_id        uuid NOT NULL REFERENCES discovery_job ON DELETE CASCADE,
  ordinal       integer NOT NULL,
  account_id    text NOT NULL,
  region        text NOT NULL,
  resource_type text NOT NULL,
  run           text NOT NULL,
  leads         boolean NOT NULL,
  state         text NOT NULL,
  listed        integer NOT NULL DEFAULT 0,
  discovered    integer NOT NULL DEFAULT 0,
  changed       integer NOT NULL DEFAULT 0,
  unchanged     integer NOT NULL DEFAULT 0,
  deleted       integer NOT NULL DEFAULT 0,
  stale         integer NOT NULL DEFAULT 0,
  calls         bigint NOT NULL DEFAULT 0,
  error         text,
  failures      jsonb NOT NULL DEFAULT '{}',
  attempts      integer NOT NULL DEFAULT 0,
  started_at    timestamptz,
  ended_at      timestamptz,
  lease_until   timestamptz,
  PRIMARY KEY (job_id, ordinal)
);
CREATE INDEX discovery_unit_open ON discovery_unit (job_id, ordinal) WHERE ended_at IS NULL;
