-- How a target's messages are gathered, and from when on the next one may go.
ALTER TABLE notification_target ADD COLUMN gather_window bigint NOT NULL DEFAULT 60000;
ALTER TABLE notification_target ADD COLUMN listed smallint NOT NULL DEFAULT 5;
ALTER TABLE notification_target ADD COLUMN quiet_until timestamptz;

-- One change that one target is to be told of; written with the change, put into a message later.
CREATE TABLE notification_mention (
    id           uuid        NOT NULL CONSTRAINT pk_notification_mention PRIMARY KEY,
    target_id    uuid        NOT NULL CONSTRAINT fk_notification_mention_target
                             REFERENCES notification_target ON DELETE CASCADE,
    delivery_id  uuid        CONSTRAINT fk_notification_mention_delivery
                             REFERENCES notification_delivery ON DELETE CASCADE,
    change       text        NOT NULL,
    finding_id   uuid,
    title        text        NOT NULL,
    finding_type text        NOT NULL,
    severity     smallint    NOT NULL,
    account_id   text        NOT NULL,
    verdict      text,
    seen_at      timestamptz NOT NULL,
    history      boolean     NOT NULL,
    gathered     integer     NOT NULL,
    due_at       timestamptz NOT NULL,
    created_at   timestamptz NOT NULL
);
CREATE INDEX ix_notification_mention_due ON notification_mention (target_id, due_at, id)
    WHERE delivery_id IS NULL AND NOT history;
CREATE INDEX ix_notification_mention_history ON notification_mention (target_id, created_at, id)
    WHERE delivery_id IS NULL AND history;
CREATE INDEX ix_notification_mention_finding ON notification_mention (target_id, finding_id, id DESC)
    WHERE delivery_id IS NULL;
CREATE INDEX ix_notification_mention_delivery ON notification_mention (delivery_id, severity DESC, id)
    WHERE delivery_id IS NOT NULL;

INSERT INTO notification_mention
SELECT d.id, d.target_id, d.id, d.change, d.finding_id,
    coalesce(f.title, d.verdict::jsonb ->> 'configRuleName', ''), coalesce(f.type, 'compliance'),
    coalesce(f.severity, array_position(ARRAY['informational', 'low', 'medium', 'high', 'critical'],
        d.verdict::jsonb ->> 'severity') - 1, 0),
    coalesce(f.account_id, d.verdict::jsonb ->> 'accountId', ''), d.verdict, coalesce(f.last_seen, d.created_at),
    false, d.gathered, d.next_attempt_at, d.created_at
FROM notification_delivery d LEFT JOIN finding f ON f.id = d.finding_id;

-- A message tells of its mentions. What was planned twice before is planned with the change now, hence once.
ALTER TABLE notification_delivery DROP COLUMN event_id;
ALTER TABLE notification_delivery DROP COLUMN verdict;
ALTER TABLE notification_delivery DROP COLUMN gathering;
ALTER TABLE notification_delivery DROP COLUMN gathered;
ALTER TABLE notification_delivery ADD COLUMN mentions integer NOT NULL DEFAULT 1;
DROP TABLE notification_inbox;
