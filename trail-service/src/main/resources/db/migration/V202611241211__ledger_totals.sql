-- Sums over files, kept as they change: counting millions of rows for each look at the ledger would take seconds.
create table ledger_file_total (
  source_id text not null,
  files_read bigint not null default 0,
  expected bigint not null default 0,
  constraint pk_ledger_file_total primary key (source_id)
);
insert into ledger_file_total
  select source_id, count(*) filter (where state = 'READ'), coalesce(sum(expected), 0)
  from ledger_object group by source_id;
create index ix_ledger_object_pending on ledger_object (source_id, object_name) where state = 'PENDING';

-- Records that were accepted and that Kafka no longer had when they were to be stored.
alter table ledger_count add column lost bigint not null default 0;
