-- A counter that looked at the road for a part of an hour knows less about it than one that always did.
alter table observations.roll_up add column weight double precision, add column weighted double precision;
comment on column observations.roll_up.weight is 'Sum of the parts of time that the sensor was up (parameters.uptime, 0 to 1); null where it never says';
comment on column observations.roll_up.weighted is 'Sum of the values, each times that part: divided by weight it is their mean';
