-- In which order the events of an append came: blocks hold them by time and key. Needed until they
-- are told; merged blocks have none.
alter table open_block add column batch bigint not null default 0;
alter table open_block add column arrival bytea;
alter table open_block alter column arrival set storage external;
