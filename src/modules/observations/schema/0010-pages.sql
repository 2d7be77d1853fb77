-- What pages ask: things by name, and things and datastreams by the words of their names.
create index thing_by_name on observations.thing (name, id);
alter table observations.thing add column found_words tsvector generated always as (core.search_document(name)) stored;
create index thing_found_words on observations.thing using gin (found_words);
alter table observations.datastream add column found_words tsvector generated always as (core.search_document(name)) stored;
create index datastream_found_words on observations.datastream using gin (found_words);

-- The things that are shown to stand in a part of the earth. What hangs at a home is shown in the middle of its cell, and is in or out with
-- that middle: otherwise a narrow question would tell where it really is (place.ts).
create function observations.things_within(
  west float8, south float8, east float8, north float8, cell_lon float8, cell_lat float8
) returns setof integer language sql stable as $$
  select tl.thing
  from observations.location l
  join observations.thing_location tl on tl.location = l.id
  join observations.thing t on t.id = tl.thing
  where l.lat between south - cell_lat and north + cell_lat and l.lon between west - cell_lon and east + cell_lon
    and case when t.properties ->> 'precision' = 'area'
      then (floor(l.lon / cell_lon) + 0.5) * cell_lon between west and east and (floor(l.lat / cell_lat) + 0.5) * cell_lat between south and north
      else l.lon between west and east and l.lat between south and north end
$$;
comment on function observations.things_within(float8, float8, float8, float8, float8, float8) is
  'The things that are shown to stand within a box: west, south, east, north, and the size of a cell, in degrees';
