-- A municipality that keeps its own system gets its reports there, and tells from there what happens: the square as a client of Open311.
create table reports.open311_endpoint (
  id uuid primary key,
  body text not null unique,
  base_url text not null check (length(base_url) <= 500),
  jurisdiction text not null default '' check (length(jurisdiction) <= 100),
  api_key text not null default '',
  format text not null default 'json' check (format in ('json', 'xml')),
  services jsonb not null default '{}',
  shares_reporter boolean not null default false,
  enabled boolean not null default false,
  knows_client_id boolean not null default false,
  updates_since timestamptz not null,
  failures integer not null default 0,
  paused_until timestamptz,
  reason text not null default '',
  worked_at timestamptz,
  changed_at timestamptz not null
);

comment on table reports.open311_endpoint is 'The own system of a body to which its reports are sent';
comment on column reports.open311_endpoint.api_key is 'Sealed for the address; empty: none';
comment on column reports.open311_endpoint.services is 'For each category the code of the service there, with fixed answers after a question mark';
comment on column reports.open311_endpoint.shares_reporter is 'Whether the name and address of the reporter go along';
comment on column reports.open311_endpoint.knows_client_id is 'Whether it says to know client_request_id: sending again then makes no second one';
comment on column reports.open311_endpoint.updates_since is 'What happened there before is known here';
comment on column reports.open311_endpoint.failures is 'How often in a row it did not work; from the fifth on it is left alone until paused_until';

grant select, insert, update on reports.open311_endpoint to square_visitor;
alter table reports.open311_endpoint enable row level security;
create policy of_body on reports.open311_endpoint to square_visitor
  using (core.permission() = 'connections.administer' and core.sees_body(body));

create table reports.open311_delivery (
  report uuid primary key references reports.report on delete cascade,
  number bigint not null,
  body text not null,
  endpoint uuid not null references reports.open311_endpoint on delete cascade,
  state text not null check (state in ('waiting', 'sending', 'asked', 'sent', 'dead', 'dropped')),
  tries integer not null default 0,
  due_at timestamptz not null,
  leased_until timestamptz,
  first_try_at timestamptz,
  may_be_there boolean not null default false,
  send_anyway boolean not null default false,
  reason text not null default '',
  token text,
  remote_id text,
  checked_at timestamptz,
  queued_at timestamptz not null,
  ended_at timestamptz,
  unique (endpoint, remote_id)
);
create index open311_delivery_due on reports.open311_delivery (due_at) where state in ('waiting', 'sending', 'asked');
create index open311_delivery_by_body on reports.open311_delivery (body, state, queued_at desc);

comment on table reports.open311_delivery is 'A report on its way to the own system of its body';
comment on column reports.open311_delivery.state is 'waiting for its turn; sending: held until leased_until; asked: there as a token; sent: there; dead: given up; dropped: staff say it need not go';
comment on column reports.open311_delivery.may_be_there is 'A try ended without an answer: before the next one we ask whether it is there';
comment on column reports.open311_delivery.send_anyway is 'Staff looked: it is not there';

grant select, update on reports.open311_delivery to square_visitor;
alter table reports.open311_delivery enable row level security;
create policy of_body on reports.open311_delivery to square_visitor
  using (core.permission() = 'connections.administer' and core.sees_body(body));
