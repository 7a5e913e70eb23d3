-- The event store in blocks: docs/architecture/event-store.md tells what is in each table and byte.
-- Times are microseconds since 1970; days are UTC. Partitions of a day are made on demand.

create sequence block_id;
create sequence run_id;

-- Up to 1,024 events of one day. EXTERNAL: not compressed again, so that a slice can be read alone.
create table block (
  id bigint not null,
  day date not null,
  n smallint not null,
  first_time bigint not null,
  last_time bigint not null,
  dictionary_id int not null,
  keys bytea not null,
  payload bytea not null,
  constraint pk_block primary key (id, day)
) partition by list (day);
alter table block alter column keys set storage external;
alter table block alter column payload set storage external;

-- The index of each block that no run holds yet. The only table with many deletes. Partition -1:
-- merged from blocks that were told.
create table open_block (
  id bigint not null,
  day date not null,
  partition_number int not null,
  n smallint not null,
  first_time bigint not null,
  last_time bigint not null,
  idx bytea not null,
  stored_at timestamptz not null default now(),
  constraint pk_open_block primary key (id)
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
alter table open_block alter column idx set storage external;

-- Sealed blocks of one day, up to about a million events.
create table run (
  id bigint not null,
  day date not null,
  n int not null,
  first_time bigint not null,
  last_time bigint not null,
  buckets int not null,
  meta bytea not null,
  constraint pk_run primary key (id)
);
alter table run alter column meta set storage external;

-- One attribute of one chunk of a run.
create table run_column (
  run_id bigint not null,
  attribute smallint not null,
  chunk smallint not null,
  day date not null,
  data bytea not null,
  constraint pk_run_column primary key (run_id, attribute, chunk, day)
) partition by list (day);
alter table run_column alter column data set storage external;

-- Where the terms of a run occur, about 130 terms a row.
create table run_bucket (
  run_id bigint not null,
  bucket int not null,
  data bytea not null,
  constraint pk_run_bucket primary key (run_id, bucket)
);
alter table run_bucket alter column data set storage external;

create table dictionary (
  id int not null generated always as identity,
  bytes bytea not null,
  constraint pk_dictionary primary key (id)
);
alter table dictionary alter column bytes set storage external;

-- The secret under which terms are hashed; one row.
create table store_key (
  one boolean not null default true,
  k0 bigint not null,
  k1 bigint not null,
  constraint pk_store_key primary key (one),
  constraint ck_store_key_one check (one)
);
insert into store_key (k0, k1)
select ('x' || substr(h, 1, 16))::bit(64)::bigint, ('x' || substr(h, 17, 16))::bit(64)::bigint
from (select md5(gen_random_uuid()::text || gen_random_uuid()::text) as h) r;

-- The last block of the partition that was told; later ones are neither merged nor sealed.
alter table writer_lease add column told_block bigint not null default 0;
