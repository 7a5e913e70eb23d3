-- Accounts that are recorded, and when each is due for its next discovery.
CREATE TABLE config_account (
  account_id        text PRIMARY KEY,
  role_arn          text,
  external_id       text,
  regions           text[] NOT NULL,
  endpoint          text,
  created_at        timestamptz NOT NULL,
  updated_at        timestamptz NOT NULL,
  next_discovery_at timestamptz NOT NULL
);
