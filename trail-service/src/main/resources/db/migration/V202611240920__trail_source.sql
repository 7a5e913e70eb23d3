-- Where log files are fetched from.
create table trail_source (
  id uuid not null,
  name text not null,
  kind text not null,
  bucket text,
  prefix text not null,
  region text not null,
  endpoint text,
  queue_url text,
  role_arn text,
  external_id text,
  organization_id text,
  account_ids text[] not null,
  regions text[] not null,
  account_id text,
  start_date date,
  enabled boolean not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version bigint not null default 1,
  next_poll_at timestamptz not null,
  locked_until timestamptz,
  locked_by uuid,
  last_poll_at timestamptz,
  failures int not null default 0,
  code text,
  detail text,
  remedy text,
  constraint pk_trail_source primary key (id),
  constraint uq_trail_source_name unique (name),
  constraint ck_trail_source_kind check (kind in ('S3_LISTING', 'S3_SQS'))
);

-- How far each folder (account and region) of a listed source was read.
create table trail_source_folder (
  source_id uuid not null,
  folder text not null,
  last_key text not null,
  constraint pk_trail_source_folder primary key (source_id, folder),
  constraint fk_trail_source_folder_source foreign key (source_id) references trail_source (id) on delete cascade
);
