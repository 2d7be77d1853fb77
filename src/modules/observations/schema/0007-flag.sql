-- What is asked about quality is mostly a flag of QARTOD (1 good, 2 not evaluated, 3 suspect, 4 fail, 9 missing) and a time: the flag
-- stands apart, and what is not good has an index. A float, as SensorThings compares numbers.
alter table observations.observation add column flag smallint;
comment on column observations.observation.flag is 'The member flag of quality, where that is a small whole number';
create index observation_flagged on observations.observation ((flag::float8), at) where flag::float8 > 2;
