-- How far the rows of the store before (one row an event) have been moved into blocks. The row is
-- there while rows are moved; it is changed in the transaction that stores their blocks.
create table row_move (
  one boolean not null default true,
  moved bigint not null,
  total bigint not null,
  event_time timestamptz not null,
  event_id text not null,
  account_id text not null,
  constraint pk_row_move primary key (one),
  constraint ck_row_move_one check (one)
);
