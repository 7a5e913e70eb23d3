-- One row for each event, by month of its time; partitions are made on demand (EventPartitions).
-- Text sorts by bytes, so that the order of pages is the order of the index.
create table event (
  event_time timestamptz not null,
  event_id text collate "C" not null,
  account_id text collate "C" not null,
  region text collate "C",
  event_name text collate "C",
  event_source text collate "C",
  username text collate "C",
  access_key_id text collate "C",
  read_only boolean,
  error_code text collate "C",
  source_ip_address text collate "C",
  principal_arn text collate "C",
  resource_names text[] collate "C" not null,
  resource_types text[] collate "C" not null,
  raw bytea not null,
  constraint pk_event primary key (event_time, event_id, account_id)
) partition by range (event_time);

create index ix_event_event_id on event (event_id);
create index ix_event_account_id on event (account_id, event_time, event_id);
create index ix_event_event_name on event (event_name, event_time, event_id);
create index ix_event_event_source on event (event_source, event_time, event_id);
create index ix_event_username on event (username, event_time, event_id);
create index ix_event_access_key_id on event (access_key_id, event_time, event_id);
create index ix_event_source_ip_address on event (source_ip_address, event_time, event_id);
create index ix_event_principal_arn on event (principal_arn, event_time, event_id);
create index ix_event_region on event (region, event_time, event_id);
create index ix_event_error_code on event (error_code, event_time, event_id) where error_code is not null;
create index ix_event_write on event (event_time, event_id) where not read_only;
create index ix_event_resource on event using gin (resource_names, resource_types);

-- The one writer of each Kafka partition and the first record that is not stored yet. The row is
-- locked while a batch is written, so a writer with an older epoch finds nothing to update.
create table writer_lease (
  partition_number int not null,
  epoch bigint not null,
  next_offset bigint not null,
  next_batch bigint not null,
  constraint pk_writer_lease primary key (partition_number)
);

-- What a committed batch stored newly, in order, until it is told; arrays of one length.
create table event_batch (
  partition_number int not null,
  batch_number bigint not null,
  event_times timestamptz[] not null,
  event_ids text[] not null,
  account_ids text[] not null,
  constraint pk_event_batch primary key (partition_number, batch_number)
);
