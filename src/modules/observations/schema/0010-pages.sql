-- What pages ask: things by name, and things and datastreams by the words of their names.
create index thing_by_name on observations.thing (name, id);
alter table observations.thing add column found_words tsvector generated always as (core.search_document(name)) stored;
create index thing_found_words on observations.thing using gin (found_words);
alter table observations.datastream add column found_words tsvector generated always as (core.search_document(name)) stored;
create index datastream_found_words on observations.datastream using gin (found_words);

-- How things are with a datastream: it measures, it stopped, it never told anything. It stopped when it told nothing for three times as
-- long as it usually takes, and for three hours; or for a day, where nobody knows how often it tells something.
create function observations.state_of(last_until timestamptz, period_seconds integer, moment timestamptz) returns text
language sql immutable as $$
  select case when last_until is null then 'none'
    when extract(epoch from moment - last_until) <= coalesce(greatest(10800, 3::bigint * period_seconds), 86400) then 'fresh' else 'silent' end
$$;
comment on function observations.state_of(timestamptz, integer, timestamptz) is 'fresh, silent or none';

-- A thing measures when one of its datastreams does. A plain query, so that the planner sees through it.
create function observations.things_where(property text, state text, moment timestamptz) returns setof integer
language sql stable as $$
  select d.thing
  from observations.datastream d left join observations.latest l on l.datastream = d.id
  where property is null or d.observed_property = (select p.id from observations.observed_property p where p.key = property)
  group by d.thing
  having state is null
    or state = min(observations.state_of(l.last_until, d.period_seconds, moment)) filter (where l.last_until is not null)
    or (state = 'none' and count(l.last_until) = 0)
$$;
comment on function observations.things_where(text, text, timestamptz) is
  'The things that measure a property (null: anything) and are in a state (null: any): fresh, silent or none';
