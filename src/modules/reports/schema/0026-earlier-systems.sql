-- A body may have had another own system before: what was sent there stays there. A report that was handed over has a place in two.
alter table reports.open311_endpoint
  drop constraint open311_endpoint_body_key,
  add column replaced_at timestamptz,
  add column server uuid,
  add column sends_keyed boolean not null default false;
-- They are asked anew what they know: also whether they are a square.
update reports.open311_endpoint set worked_at = null;
create unique index open311_endpoint_of_body on reports.open311_endpoint (body) where replaced_at is null;
comment on column reports.open311_endpoint.replaced_at is 'When another system took its place: from then on it is neither asked nor told anything';
comment on column reports.open311_endpoint.server is 'The id that it tells of itself, when it is a square too';
comment on column reports.open311_endpoint.sends_keyed is 'Whether reports go there that came in with a key of the body itself: its keys are of other systems then';

alter table reports.open311_delivery
  drop constraint open311_delivery_pkey,
  add primary key (report, endpoint),
  add column left_at timestamptz;
create index open311_delivery_left on reports.open311_delivery (body) where left_at is not null;
comment on column reports.open311_delivery.left_at is 'Since when it stays behind in a system that was replaced';

alter table reports.open311_addition
  drop constraint open311_addition_pkey,
  add primary key (event, endpoint);

-- Who manages the system is told which open reports stayed behind, without seeing the reports.
create function reports.left_behind(body text) returns table (number bigint)
  language sql stable security definer set search_path = '' as
  $$ select r.number from reports.open311_delivery d join reports.report r on r.id = d.report
     where d.body = left_behind.body and d.left_at is not null and d.state = 'sent' and r.body = d.body and r.closed_at is null
       and core.permission() = 'connections.administer' and core.sees_body(d.body)
     order by r.number $$;

-- Squares recognise themselves and each other, so that no report goes round.
create table reports.open311_server (
  id uuid primary key default gen_random_uuid(),
  only_one boolean not null unique default true check (only_one)
);
insert into reports.open311_server default values;
comment on table reports.open311_server is 'By which id other squares know this one: made by chance, once';
grant select on reports.open311_server to square_visitor;
alter table reports.open311_server enable row level security;
create policy to_read on reports.open311_server for select to square_visitor using (true);

create table reports.open311_passed (
  report uuid not null references reports.report on delete cascade,
  server uuid not null,
  primary key (report, server)
);
comment on table reports.open311_passed is 'The squares through which a report came here: it is not sent back to them';
-- Read and written by routes for anyone and by jobs, which run as the owner.
alter table reports.open311_passed enable row level security;

-- Two of the staff at one letter make one report; a photo that could not be read is told of.
alter table reports.letter_in
  add column report uuid references reports.report on delete set null,
  add column photo_unread boolean not null default false;
create index letter_in_by_report on reports.letter_in (report) where report is not null;
comment on column reports.letter_in.report is 'The report that was made of it';
comment on column reports.letter_in.photo_unread is 'A picture came along that could not be read, such as HEIC';
