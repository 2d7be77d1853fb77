-- Questions that stood in several places, asked in one.

-- Every datastream as it is now: whoever asks for a state or for the newest asks here. What lies ahead of the clock by more than five minutes
-- is not the newest (0015). A plain query, so that the planner sees through it; what a question narrows datastreams by goes along.
create function observations.streams_now(moment timestamptz) returns table (
  id integer, thing integer, observed_property integer, owner text, municipality text, observations bigint,
  newest_at timestamptz, told_until timestamptz, state text
) language sql stable as $$
  select d.id, d.thing, d.observed_property, d.owner, d.municipality, l.observations,
    case when l.last_at > moment + interval '5 minutes' then observations.newest_at(d.id, moment) else l.last_at end,
    t.until, observations.state_of(t.until, coalesce(s.silence_seconds, v.allowance_seconds), d.period_seconds, moment)
  from observations.datastream d
  left join observations.latest l on l.datastream = d.id
  left join observations.level s on s.datastream = d.id
  left join observations.voice v on v.datastream = d.id
  cross join lateral (
    select case when l.last_until > moment + interval '5 minutes' then observations.told_until(d.id, moment) else l.last_until end as until) t
$$;
comment on function observations.streams_now(timestamptz) is
  'Datastreams with their newest moment, until when they told something, and their state: fresh, silent or none';

-- A thing measures when one of its datastreams does.
create or replace function observations.things_where(property text, state text, moment timestamptz) returns setof integer
language sql stable as $$
  select n.thing
  from observations.streams_now(moment) n
  where property is null or n.observed_property = (select p.id from observations.observed_property p where p.key = property)
  group by n.thing
  having things_where.state is null
    or things_where.state = min(n.state) filter (where n.told_until is not null)
    or (things_where.state = 'none' and count(n.told_until) = 0)
$$;

-- What a datastream is called, for people, by its number.
drop function observations.called(observations.datastream);
create function observations.called(of_datastream integer) returns jsonb language sql stable as $$
  select jsonb_build_object('name', d.name, 'thing', t.name, 'property', p.key, 'propertyName', p.name,
    'isTwice', exists (select from observations.datastream o
      where o.thing = d.thing and o.observed_property = d.observed_property and o.id <> d.id))
  from observations.datastream d
  join observations.thing t on t.id = d.thing
  join observations.observed_property p on p.id = d.observed_property
  where d.id = of_datastream
$$;

-- What everybody may see: not what is hidden. An array that is made once a question, so that it changes no plan.
create view observations.shown_thing with (security_invoker = true) as
  select * from observations.thing where id <> all(array(select h.thing from observations.hidden h));
create view observations.shown_datastream with (security_invoker = true) as
  select * from observations.datastream where id <> all(array(select h.datastream from observations.hidden h));
grant select on observations.shown_thing, observations.shown_datastream to square_visitor;

-- These bodies, and the residents who registered a sensor that these others look after.
create function observations.owners_of(bodies text[], residents_of text[]) returns text[] language sql stable as $$
  select bodies || array(select r.owner from observations.registration r where r.body = any(residents_of))
$$;

create or replace function observations.seen_owners() returns text[] language sql stable as $$
  select observations.owners_of(core.seen_bodies()::text[], core.seen_bodies()::text[])
$$;
