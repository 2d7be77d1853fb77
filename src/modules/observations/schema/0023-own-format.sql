-- A format that somebody wrote of their own, as it was with the last import of that file: what waits in quarantine is read again by it.
alter table observations.import add column own_format jsonb;
comment on column observations.import.own_format is 'The format as its file says it; null: one of ours, by its name';
