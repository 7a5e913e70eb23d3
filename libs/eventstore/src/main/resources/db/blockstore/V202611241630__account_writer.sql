-- The partition that wrote an account last. An append locks the rows of its accounts to the end of
-- its transaction: two partitions with events of one account take turns, and who finds the row in
-- another's hands judges again what is new.
create table account_writer (
  account_id text collate "C" not null,
  partition_number int not null,
  constraint pk_account_writer primary key (account_id)
) with (fillfactor = 50);
