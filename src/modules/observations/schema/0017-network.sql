-- What staff see of the sensors of their body: what is silent, what was refused, what came in.

create index datastream_by_owner on observations.datastream (owner);

-- Values by the hour that they are about, counted every ten minutes (network/count-hours.ts): looking through 100,000 datastreams takes a second.
create table observations.network_hour (
  owner text not null,
  municipality text not null,
  hour timestamptz not null,
  observations bigint not null,
  datastreams integer not null,
  counted_at timestamptz not null,
  primary key (owner, municipality, hour)
);
create index network_hour_by_age on observations.network_hour (hour);
comment on table observations.network_hour is 'How much came in of each owner by hour, of the last day; municipality is empty for what is in none';

-- The bodies that the visitor looks after, and the residents who registered a sensor in their municipality.
create function observations.seen_owners() returns text[] language sql stable as $$
  select core.seen_bodies() || array(select r.owner from observations.registration r where r.body = any(core.seen_bodies()))
$$;

grant select on observations.network_hour to square_visitor;
alter table observations.network_hour enable row level security;
create policy of_owner on observations.network_hour for select to square_visitor
  using ((select core.permission() in ('sensors.read', 'sensors.administer'))
    and ((select core.sees_all()) or owner = any((select observations.seen_owners())::text[])));

drop policy of_owner on observations.quarantine;
create policy of_owner on observations.quarantine to square_visitor
  using ((select core.permission() in ('sensors.read', 'sensors.administer'))
    and ((select core.sees_all()) or owner = any((select observations.seen_owners())::text[])));
create index quarantine_by_reason on observations.quarantine (owner, source, reason, id desc) where state = 'waiting';

grant select on observations.import to square_visitor;
create policy of_owner on observations.import for select to square_visitor
  using ((select core.permission() in ('sensors.read', 'sensors.administer'))
    and ((select core.sees_all()) or owner = any((select core.seen_bodies())::text[])));
