-- "What failed of this datastream in a month" looked at all that failed in that month: the datastream stands in the index too.
drop index observations.observation_flagged;
create index observation_flagged on observations.observation ((flag::float8), at, datastream) where flag::float8 > 2;
