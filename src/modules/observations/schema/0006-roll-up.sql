-- What many values come to in an hour, a day or a month: made of raw values by a job, and always to be made again.
create table observations.roll_up (
  datastream integer not null references observations.datastream on delete cascade,
  -- h: an hour; d: a day and m: a month as the clocks of the region have them, so that a day has 23, 24 or 25 hours.
  span "char" not null check (span in ('h', 'd', 'm')),
  start timestamptz not null,
  count integer not null check (count > 0),
  -- Seconds of it that were measured; null where nobody knows how long a value counts.
  covered double precision,
  -- Of numbers only.
  total double precision,
  low double precision,
  high double precision,
  -- The values as centroids with their weights (roll-up/digest.ts): percentiles of many can be had of these.
  means real[] not null default '{}',
  weights real[] not null default '{}',
  primary key (datastream, span, start)
);
comment on table observations.roll_up is 'Values by hour, day and month; a span without values has no row, so that a gap stays a gap';

grant select on observations.roll_up to square_visitor;
alter table observations.roll_up enable row level security;
create policy to_read on observations.roll_up for select to square_visitor using (true);
