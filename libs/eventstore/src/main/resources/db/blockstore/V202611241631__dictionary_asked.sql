-- The size a dictionary was to have, whatever it got: when a much larger one can be made, it is.
alter table dictionary add column asked int not null default 0;
