-- Other systems send reports with a key, and tell what happened to them: Open311 GeoReport v2.
alter table reports.report drop constraint report_channel_check,
  add constraint report_channel_check
    check (channel in ('web', 'telephone', 'counter', 'paper', 'email', 'street', 'import', 'open311'));

-- Systems that follow the square ask for what changed.
create index report_by_update on reports.report (updated_at);
create index event_by_time on reports.event (at, id) where kind in ('status', 'answer');

create table reports.open311_key (
  id uuid primary key,
  hash text not null unique,
  label text not null check (length(label) between 1 and 100),
  body text,
  scopes text[] not null check (scopes <@ array['reports', 'updates'] and cardinality(scopes) > 0),
  per_minute integer not null check (per_minute between 1 and 6000),
  media_hosts text[] not null default '{}' check (cardinality(media_hosts) <= 10),
  created_at timestamptz not null,
  created_by uuid,
  used_on date,
  minute timestamptz,
  used_in_minute integer not null default 0,
  withdrawn_at timestamptz
);
create index open311_key_by_body on reports.open311_key (body);

comment on table reports.open311_key is 'Keys with which other systems speak to the square';
comment on column reports.open311_key.hash is 'SHA-256 of the key, which is shown once and kept nowhere';
comment on column reports.open311_key.body is 'For whose municipality it may be used; null: the whole region';
comment on column reports.open311_key.label is 'Whose system it is: mostly an organisation, perhaps a person. Removed a year after withdrawal by reports.forget-keys';
comment on column reports.open311_key.created_by is 'Who of the staff made it. Purpose: account for it';
comment on column reports.open311_key.used_in_minute is 'How often in that minute: the limit of a key holds over all processes';

grant select, insert, update on reports.open311_key to square_visitor;
alter table reports.open311_key enable row level security;
create policy of_body on reports.open311_key to square_visitor
  using (core.permission() = 'keys.administer' and core.sees_body(coalesce(body, '*')));

-- What another system told and was taken over: each of its updates once.
create table reports.open311_update (
  source text not null,
  update_id text not null check (length(update_id) <= 200),
  event uuid references reports.event on delete cascade,
  primary key (source, update_id)
);
create index open311_update_by_event on reports.open311_update (event);
comment on table reports.open311_update is 'Updates of other systems that were taken over, so that none is taken twice';
comment on column reports.open311_update.source is 'key:<id> for what came in with a key, endpoint:<id> for what was fetched';
comment on column reports.open311_update.event is 'What it became here; null: it said nothing new';

-- Read and written by routes for anyone and by jobs, which run as the owner.
alter table reports.open311_update enable row level security;
