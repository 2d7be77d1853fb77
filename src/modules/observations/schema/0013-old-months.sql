-- Each partition is looked at by questions that do not say a time. Of long ago little is known, and a clock that is wrong must not make
-- thousands of them: what is before 1990 stands together, until 2015 by year, and by month from then on.
create or replace function observations.ready_month(first_day date) returns boolean language plpgsql as $$
declare
  from_day date := first_day;
  until_day date := first_day + interval '1 month';
  partition text := 'observation_' || to_char(first_day, 'YYYY_MM');
  years daterange;
  moments text;
begin
  if first_day <> date_trunc('month', first_day)::date then
    raise exception 'ready_month asks for the first day of a month, not %', first_day;
  end if;
  if to_regclass('observations.' || partition) is not null then
    return false;
  end if;
  if first_day < '2015-01-01' then
    years := case when first_day < '1990-01-01' then daterange(null, '1990-01-01')
      else daterange(date_trunc('year', first_day)::date, (date_trunc('year', first_day) + interval '1 year')::date) end;
    -- A square that made months of that time before goes on with months.
    if not exists (
      select from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = 'observations.observation'::regclass and c.relname ~ '^observation_\d{4}_\d{2}$'
        and to_date(substring(c.relname from 13), 'YYYY_MM') <@ years)
    then
      from_day := lower(years);
      until_day := upper(years);
      partition := case when from_day is null then 'observation_before_1990' else 'observation_' || to_char(first_day, 'YYYY') end;
    end if;
  end if;
  if to_regclass('observations.' || partition) is not null then
    return false;
  end if;
  perform pg_advisory_xact_lock(hashtextextended('observations.ready_month', 0));
  -- The catalog itself: what to_regclass remembers may be older than the lock.
  if exists (select from pg_class where relname = partition and relnamespace = 'observations'::regnamespace) then
    return false;
  end if;
  moments := format('from (%s) to (%L)', case when from_day is null then 'minvalue' else quote_literal(from_day::timestamp at time zone 'UTC') end,
    until_day::timestamp at time zone 'UTC');
  execute format('create table observations.%I (like observations.observation including all)', partition);
  execute format('alter table observations.observation attach partition observations.%I for values %s', partition, moments);
  return true;
end $$;
