-- Devices and other systems bring observations in with a key.
create table observations.device_key (
  id uuid primary key,
  hash text not null unique,
  label text not null check (length(label) between 1 and 100),
  body text,
  scopes text[] not null check (scopes <@ array['observations', 'entities'] and cardinality(scopes) > 0),
  per_minute integer not null check (per_minute between 1 and 600000),
  created_at timestamptz not null,
  created_by uuid,
  used_on date,
  withdrawn_at timestamptz
);
create index device_key_by_body on observations.device_key (body);

comment on table observations.device_key is 'Keys with which devices and other systems bring observations in';
comment on column observations.device_key.hash is 'SHA-256 of the key, which is shown once and kept nowhere';
comment on column observations.device_key.body is 'Whose things and datastreams it may write to; null: those of the whole region';
comment on column observations.device_key.label is 'Whose devices they are: mostly an organisation, perhaps a person. Removed a year after withdrawal by observations.forget-keys';
comment on column observations.device_key.created_by is 'Who of the staff made it. Purpose: account for it';

grant select, insert, update on observations.device_key to square_visitor;
alter table observations.device_key enable row level security;
create policy of_body on observations.device_key to square_visitor
  using (core.permission() = 'keys.administer' and core.sees_body(coalesce(body, '*')));
