-- What hangs at somebody's home (properties.precision is area) is kept no more precisely than everybody may know it, whatever way it came in.

-- The middle of its cell on one axis: what place.ts (roughly) does in the application.
create function observations.middle_of(degrees double precision, cell double precision) returns double precision
language sql immutable as $$
  select round(((floor(degrees / cell) + 0.5) * cell)::numeric, 6)::double precision
$$;

-- Makes rough where those of these things stand and stood that hang at a home, and what they observe: features made of these places, the one
-- of their datastreams, and also_features. Other things keep their places.
create function observations.roughen(of_things integer[], also_features integer[] default '{}') returns void
language sql as $$
  with home as materialized (
    select id from observations.thing where id = any(of_things) and properties ->> 'precision' = 'area'
  ), place as materialized (
    select l.id, observations.middle_of(l.lon, 0.00356) as lon, observations.middle_of(l.lat, 0.00225) as lat
    from observations.location l
    where l.lon is not null and l.id in (
      select tl.location from home h join observations.thing_location tl on tl.thing = h.id
      union all
      select hl.location from home h join observations.historical_location hi on hi.thing = h.id
      join observations.historical_location_location hl on hl.historical_location = hi.id)
  ), spot as materialized (
    select f.id, observations.middle_of(f.lon, 0.00356) as lon, observations.middle_of(f.lat, 0.00225) as lat
    from observations.feature f
    where f.lon is not null and (f.made_of in (select id from place)
      or f.id in (select d.feature from home h join observations.datastream d on d.thing = h.id)
      or (f.id = any(also_features) and exists (select from home)))
  ), stood as (
    update observations.location l set lon = p.lon, lat = p.lat,
      location = jsonb_build_object('type', 'Point', 'coordinates', jsonb_build_array(p.lon, p.lat))
    from place p where p.id = l.id
      and l.location <> jsonb_build_object('type', 'Point', 'coordinates', jsonb_build_array(p.lon, p.lat))
  ), seen as (
    update observations.feature f set lon = s.lon, lat = s.lat,
      feature = jsonb_build_object('type', 'Point', 'coordinates', jsonb_build_array(s.lon, s.lat))
    from spot s where s.id = f.id
      and f.feature <> jsonb_build_object('type', 'Point', 'coordinates', jsonb_build_array(s.lon, s.lat))
  )
  update observations.datastream d set observed_area = null from home h where d.thing = h.id and d.observed_area is not null
$$;
comment on function observations.roughen(integer[], integer[]) is 'Keeps places of homes no more precisely than a cell of some 250 metres';

select observations.roughen(array(select id from observations.thing));
