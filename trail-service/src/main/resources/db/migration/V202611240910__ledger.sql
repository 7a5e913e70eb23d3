-- What became of the records of each source. A row per Kafka partition (slot) and one for what was
-- refused at the door (slot -1), so that writers never wait for each other; sums are the truth.
create table ledger_count (
  source_id text not null,
  slot int not null,
  stored bigint not null default 0,
  duplicate bigint not null default 0,
  conflict bigint not null default 0,
  refused bigint not null default 0,
  last_event_time timestamptz,
  last_received_at timestamptz not null,
  constraint pk_ledger_count primary key (source_id, slot)
);

-- Batches that the broker has and the writer has not stored yet.
create table ledger_flight (
  partition_number int not null,
  record_offset bigint not null,
  source_id text not null,
  record_count int not null,
  accepted_at timestamptz not null,
  constraint pk_ledger_flight primary key (partition_number, record_offset)
);

-- Files: uploaded ones and objects of S3 sources.
create table ledger_object (
  source_id text not null,
  object_name text not null,
  state text not null,
  size_bytes bigint,
  etag text,
  expected bigint,
  stored bigint not null default 0,
  duplicate bigint not null default 0,
  conflict bigint not null default 0,
  refused bigint not null default 0,
  code text,
  detail text,
  remedy text,
  attempts int not null default 0,
  next_attempt_at timestamptz,
  first_seen_at timestamptz not null,
  updated_at timestamptz not null,
  constraint pk_ledger_object primary key (source_id, object_name),
  constraint ck_ledger_object_state check (state in ('PENDING', 'READ', 'UNREADABLE'))
);
create index ix_ledger_object_retry on ledger_object (source_id, next_attempt_at) where next_attempt_at is not null;
create index ix_ledger_object_unreadable on ledger_object (source_id, object_name) where state = 'UNREADABLE';

-- Single records that were refused or that conflict with what is stored; bytes are in dead_letter.
create table ledger_refusal (
  id uuid not null,
  source_id text not null,
  object_name text,
  record_index int,
  code text not null,
  detail text not null,
  dead_letter_id uuid not null,
  refused_at timestamptz not null,
  constraint pk_ledger_refusal primary key (id)
);
create index ix_ledger_refusal_source on ledger_refusal (source_id, id);
