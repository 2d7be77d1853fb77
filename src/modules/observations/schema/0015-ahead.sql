-- The newest that a datastream told: not what lies ahead of the clock by more than five minutes (a forecast, a clock that is wrong), for then
-- what was really measured would never be shown again. Only for those that told something ahead these functions are asked.

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

create or replace function observations.things_where(property text, state text, moment timestamptz) returns setof integer
language sql stable as $$
  select d.thing
  from observations.datastream d
  left join observations.latest l on l.datastream = d.id
  left join observations.level s on s.datastream = d.id
  left join observations.voice v on v.datastream = d.id
  cross join lateral (
    select case when l.last_until > moment + interval '5 minutes' then observations.told_until(d.id, moment) else l.last_until end as until) t
  where property is null or d.observed_property = (select p.id from observations.observed_property p where p.key = property)
  group by d.thing
  having state is null
    or state = min(observations.state_of(t.until, coalesce(s.silence_seconds, v.allowance_seconds), d.period_seconds, moment))
      filter (where t.until is not null)
    or (state = 'none' and count(t.until) = 0)
$$;
