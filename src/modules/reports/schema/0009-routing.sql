-- Who answers for what: tables of rules that a body edits, tests and publishes. The newest published one that is in force holds.
create table reports.routing_table (
  id uuid primary key,
  body text not null,
  version integer not null check (version > 0),
  rules jsonb not null,
  created_at timestamptz not null,
  in_force_from date,
  published_at timestamptz,
  published_by uuid,
  reason text not null default '' check (length(reason) <= 500),
  demo boolean not null default false,
  unique (body, version),
  check ((published_at is null) = (in_force_from is null))
);
create unique index routing_draft on reports.routing_table (body) where published_at is null;
create index routing_in_force on reports.routing_table (body, in_force_from desc, version desc) where published_at is not null;
comment on table reports.routing_table is 'A version of the rules of a body: a municipality for its own territory, the region office for everywhere. Not published: the draft';
comment on column reports.routing_table.published_by is 'Who of the staff did it. Purpose: account for it. Kept as long as the table';

grant select, insert, update, delete on reports.routing_table to square_visitor;
alter table reports.routing_table enable row level security;
create policy to_read on reports.routing_table for select to square_visitor using (published_at is not null);
create policy of_body on reports.routing_table to square_visitor
  using (core.permission() = 'routing.write' and core.sees_body(body));

-- Which rule sent a report to its body, and what the resident answered to the question that decided.
alter table reports.report add column routed_by text check (length(routed_by) <= 200);
alter table reports.report add column road text check (road in ('municipal', 'regional', 'unknown'));
comment on column reports.report.routed_by is 'Rule that named the body: body/version/rule; null: the municipality, because no rule spoke of it';
comment on column reports.report.road is 'Whose the road is, as far as the reporter or a map of roads knew';

-- Whoever was given a report goes on reading it, and so does the municipality where it is: hand-over hides nothing from them.
create table reports.party (
  report uuid not null references reports.report on delete cascade,
  body text not null,
  since timestamptz not null,
  primary key (report, body)
);
create index party_by_body on reports.party (body, since desc);
comment on table reports.party is 'Bodies that follow a report beside the one that answers for it (report.body)';

-- Two tables whose walls ask about each other: these look behind them, each with one question about the visitor.
create function reports.answers_for(report uuid) returns boolean
  language sql stable security definer set search_path = '' as
  $$ select exists (select from reports.report r where r.id = answers_for.report and core.sees_body(r.body)) $$;
create function reports.reads_along(report uuid) returns boolean
  language sql stable security definer set search_path = '' as
  $$ select exists (select from reports.party p where p.report = reads_along.report and core.sees_body(p.body)) $$;

grant select, insert, delete on reports.party to square_visitor;
alter table reports.party enable row level security;
create policy to_read on reports.party for select to square_visitor
  using (core.permission() in ('reports.read', 'reports.handle', 'residents.help')
    and (core.sees_body(body) or reports.answers_for(report)));
create policy of_owner on reports.party to square_visitor
  using (core.permission() = 'reports.handle' and reports.answers_for(report));

create policy of_party on reports.report for select to square_visitor
  using (core.permission() in ('reports.read', 'reports.handle') and reports.reads_along(id));
-- Who makes rules sees of all reports what everybody sees: where they are, what they are about and who answers. Not a word of them.
create function reports.routed_since(municipalities text[], since timestamptz, most integer)
  returns table (number bigint, municipality text, body text, category text, postal_code text, road text, received_at timestamptz)
  language sql stable security definer set search_path = '' as $$
    select r.number, r.municipality, r.body, r.category, r.postal_code, r.road, r.received_at from reports.report r
    where r.received_at >= since and (municipalities is null or r.municipality = any(municipalities))
    order by r.received_at desc limit most
  $$;
-- Whoever answers for a report may give it to another body; the row then leaves the sight of who did it.
create policy hand_over on reports.report for update to square_visitor
  using (core.permission() = 'reports.handle' and core.sees_body(body)) with check (core.permission() = 'reports.handle');

alter table reports.event add column from_body text, add column to_body text;
alter table reports.event drop constraint event_kind_check, add constraint event_kind_check
  check (kind in ('received', 'status', 'answer', 'note', 'addition', 'hand-over'));
alter table reports.event drop constraint event_check, add constraint event_check
  check (kind = 'hand-over' or (kind in ('received', 'status')) = (status is not null));
alter table reports.event add constraint event_hand_over_check check ((kind = 'hand-over') = (to_body is not null));

-- Roads of the region (Flemish or Brussels), from a file: so that nobody needs to ask whose a road is.
create table reports.regional_road (
  id bigint generated always as identity primary key,
  name text not null,
  west double precision not null, south double precision not null,
  east double precision not null, north double precision not null,
  line jsonb not null
);
create index regional_road_by_place on reports.regional_road (west, east, south, north);
comment on table reports.regional_road is 'One piece of a regional road: positions (lon, lat; WGS84) and the box around them. The whole table is replaced by each import';
grant select on reports.regional_road to square_visitor;
alter table reports.regional_road enable row level security;
create policy to_read on reports.regional_road for select to square_visitor using (true);
