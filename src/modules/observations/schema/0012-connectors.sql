-- Where measurements are fetched: a connector asks another system every so often. One row for each, with how it goes.
create table observations.connector (
  id uuid primary key,
  -- Whose things and datastreams it makes.
  owner text not null check (length(owner) between 1 and 60),
  kind text not null check (kind ~ '^[a-z][a-z-]{0,59}$'),
  title text not null check (length(title) between 1 and 100),
  settings jsonb not null check (jsonb_typeof(settings) = 'object'),
  every_seconds integer not null check (every_seconds between 60 and 604800),
  -- Sealed for the connector and its address; empty: none.
  api_key text not null default '' check (length(api_key) <= 4000),
  enabled boolean not null default true,
  due_at timestamptz not null,
  -- Until then the other side asked to be left alone.
  not_before timestamptz,
  leased_until timestamptz,
  lease uuid,
  failures integer not null default 0,
  ran_at timestamptz,
  worked_at timestamptz,
  -- Why it did not work the last time: a code of ingest/pull/failure.ts, and what was answered.
  problem text not null default '' check (problem ~ '^[a-z-]{0,40}$'),
  detail text not null default '' check (length(detail) <= 500),
  came_in bigint not null default 0,
  stored bigint not null default 0,
  known bigint not null default 0,
  refused bigint not null default 0,
  -- How often it asked on this day (UTC), and when last.
  asked_on date,
  asked integer not null default 0,
  asked_at timestamptz,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  check (came_in = stored + known + refused)
);
create index connector_by_owner on observations.connector (owner);
create index connector_due on observations.connector (due_at) where enabled;
comment on table observations.connector is 'Other systems of which measurements are fetched';
comment on column observations.connector.lease is 'Which run holds it until leased_until: another run takes it only then';

-- What is known of each part that it asks for: a series, a counter, a list.
create table observations.connector_part (
  connector uuid not null references observations.connector on delete cascade,
  part text not null check (length(part) <= 200),
  -- Everything before this moment is here, unless it comes later there.
  cursor_at timestamptz,
  -- What the last answer could be known by (RFC 9110, 8.8), and the URL for which that holds.
  url text not null default '' check (length(url) <= 8000),
  etag text not null default '' check (length(etag) <= 500),
  last_modified text not null default '' check (length(last_modified) <= 100),
  told jsonb not null default '{}',
  asked_at timestamptz not null,
  primary key (connector, part)
);
comment on table observations.connector_part is 'How far a connector is with each thing that it asks for';

grant select, insert, update, delete on observations.connector to square_visitor;
alter table observations.connector enable row level security;
create policy of_owner on observations.connector to square_visitor
  using (core.permission() = 'keys.administer' and core.sees_body(owner));
-- Only the work in the background writes how far it is; who changes what is fetched lets it begin anew.
grant select, delete on observations.connector_part to square_visitor;
alter table observations.connector_part enable row level security;
create policy of_owner on observations.connector_part to square_visitor
  using (exists (select from observations.connector c where c.id = connector));

-- A record that is fetched again and is refused again is kept once: it has no line, but it is known by what it says.
alter table observations.quarantine add column fingerprint text check (length(fingerprint) = 64);
create unique index quarantine_once_by_content on observations.quarantine (source, fingerprint, reason, detail)
  where fingerprint is not null;
comment on column observations.quarantine.fingerprint is 'SHA-256 of a record that has no line';

-- What the fields of LoRaWAN devices mean, for each application of a body.
create table observations.lorawan_application (
  id uuid primary key,
  owner text not null check (length(owner) between 1 and 60),
  application text not null check (length(application) between 1 and 100),
  mapping jsonb not null check (jsonb_typeof(mapping) = 'object'),
  created_at timestamptz not null,
  changed_at timestamptz not null,
  unique (owner, application)
);
comment on table observations.lorawan_application is 'What the fields that a decoder gives mean: property and unit';
grant select, insert, update, delete on observations.lorawan_application to square_visitor;
alter table observations.lorawan_application enable row level security;
create policy of_owner on observations.lorawan_application to square_visitor
  using (core.permission() = 'keys.administer' and core.sees_body(owner));
