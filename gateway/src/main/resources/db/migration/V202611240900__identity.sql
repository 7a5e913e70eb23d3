-- Who may ask: users of the suite's own account, their access keys, and the policies attached to them.
CREATE TABLE iam_user (
    user_name  text        NOT NULL CONSTRAINT pk_iam_user PRIMARY KEY,
    user_id    text        NOT NULL CONSTRAINT uq_iam_user_user_id UNIQUE,
    created_at timestamptz NOT NULL
);

-- The secret is sealed by AES-256-GCM under a key that is not in the database.
CREATE TABLE access_key (
    access_key_id text        NOT NULL CONSTRAINT pk_access_key PRIMARY KEY,
    user_name     text        NOT NULL CONSTRAINT fk_access_key_user REFERENCES iam_user,
    sealed_secret bytea       NOT NULL,
    active        boolean     NOT NULL,
    created_at    timestamptz NOT NULL
);
CREATE INDEX ix_access_key_user ON access_key (user_name);

CREATE TABLE policy (
    policy_name text        NOT NULL CONSTRAINT pk_policy PRIMARY KEY,
    document    text        NOT NULL,
    shipped     boolean     NOT NULL,
    created_at  timestamptz NOT NULL
);

CREATE TABLE user_policy (
    user_name   text NOT NULL CONSTRAINT fk_user_policy_user REFERENCES iam_user,
    policy_name text NOT NULL CONSTRAINT fk_user_policy_policy REFERENCES policy,
    CONSTRAINT pk_user_policy PRIMARY KEY (user_name, policy_name)
);
CREATE INDEX ix_user_policy_policy ON user_policy (policy_name);

-- The pair that signs bearer tokens; the private half is sealed like the secrets.
CREATE TABLE token_key (
    key_id         text        NOT NULL CONSTRAINT pk_token_key PRIMARY KEY,
    public_key     bytea       NOT NULL,
    sealed_private bytea       NOT NULL,
    created_at     timestamptz NOT NULL
);
