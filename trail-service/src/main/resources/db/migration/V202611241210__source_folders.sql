-- Each folder (account and region) of a listed source has its own time to be looked at: a busy one soon, a quiet one less
-- often. Folders are found again by listing, and files that were read are known by the ledger, so nothing is copied.
drop table trail_source_folder;
create table trail_source_folder (
  source_id uuid not null,
  folder text not null,
  account_id text not null,
  region text not null,
  last_key text collate "C",
  keys_listed bigint not null default 0,
  caught_up boolean not null default false,
  quiet_looks int not null default 0,
  next_look_at timestamptz not null,
  next_late_look_at timestamptz not null,
  constraint pk_trail_source_folder primary key (source_id, folder),
  constraint fk_trail_source_folder_source foreign key (source_id) references trail_source (id) on delete cascade
);
create index ix_trail_source_folder_due on trail_source_folder (source_id, next_look_at);

alter table trail_source
  add column requester_pays boolean not null default false,
  add column next_discovery_at timestamptz,
  add column other_folders text[] not null default '{}',
  add column list_calls bigint not null default 0;
