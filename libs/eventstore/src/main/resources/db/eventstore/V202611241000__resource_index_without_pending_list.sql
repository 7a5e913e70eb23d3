-- A look-up must not read through entries that wait to be sorted in; ingest pays about a tenth for it.
drop index ix_event_resource;
create index ix_event_resource on event using gin (resource_names, resource_types) with (fastupdate = off);
