-- How things are with datastreams now. The newest that one told is not what lies ahead of the clock by more than five minutes (a forecast, a
-- clock that is wrong), for then what was really measured would never be shown again. Only for those that told something ahead newest_at and
-- told_until look through their observations.

create function observations.newest_at(of_datastream integer, moment timestamptz) returns timestamptz
language sql stable as $$
  select o.at from observations.observation o
  where o.datastream = of_datastream and o.replaced_at is null and o.at <= moment + interval '5 minutes'
  order by o.at desc limit 1
$$;
comment on function observations.newest_at(integer, timestamptz) is 'The moment of the newest value that does not lie ahead';

create function observations.told_until(of_datastream integer, moment timestamptz) returns timestamptz
language sql stable as $$
  select case when o.until <= moment + interval '5 minutes' then o.until else o.at end from observations.observation o
  where o.datastream = of_datastream and o.replaced_at is null and o.at <= moment + interval '5 minutes'
  order by o.at desc limit 1
$$;
comment on function observations.told_until(integer, timestamptz) is 'Until when what was told reaches that does not lie ahead';

-- It measures, it stopped, it never told anything. It stopped when it told nothing for longer than it may be silent, as somebody set or as was
-- learned; where neither is known for three times as long as it usually takes, and for three hours; or for a day, where nobody knows how often
-- it tells something.
create function observations.state_of(last_until timestamptz, allowed_seconds integer, period_seconds integer, moment timestamptz) returns text
language sql immutable as $$
  select case when last_until is null then 'none'
    when extract(epoch from moment - last_until) <= coalesce(allowed_seconds, greatest(10800, 3::bigint * period_seconds), 86400)
    then 'fresh' else 'silent' end
$$;
comment on function observations.state_of(timestamptz, integer, integer, timestamptz) is 'fresh, silent or none';

-- Every datastream as it is now: whoever asks for a state or for the newest asks here. A plain query, so that the planner sees through it; what
-- a question narrows datastreams by goes along.
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
create function observations.things_where(property text, state text, moment timestamptz) returns setof integer
language sql stable as $$
  select n.thing
  from observations.streams_now(moment) n
  where property is null or n.observed_property = (select p.id from observations.observed_property p where p.key = property)
  group by n.thing
  having things_where.state is null
    or things_where.state = min(n.state) filter (where n.told_until is not null)
    or (things_where.state = 'none' and count(n.told_until) = 0)
$$;
comment on function observations.things_where(text, text, timestamptz) is
  'The things that measure a property (null: anything) and are in a state (null: any): fresh, silent or none';
