-- What sensors measure, everybody may read. It is written by devices with a key and by imports, which run as the owner of the database.

grant usage on schema observations to square_visitor;
grant select on observations.thing, observations.location, observations.thing_location, observations.historical_location,
  observations.historical_location_location, observations.sensor, observations.observed_property, observations.feature,
  observations.datastream, observations.observation, observations.latest to square_visitor;
alter table observations.thing enable row level security;
create policy to_read on observations.thing for select to square_visitor using (true);
alter table observations.location enable row level security;
create policy to_read on observations.location for select to square_visitor using (true);
alter table observations.thing_location enable row level security;
create policy to_read on observations.thing_location for select to square_visitor using (true);
alter table observations.historical_location enable row level security;
create policy to_read on observations.historical_location for select to square_visitor using (true);
alter table observations.historical_location_location enable row level security;
create policy to_read on observations.historical_location_location for select to square_visitor using (true);
alter table observations.sensor enable row level security;
create policy to_read on observations.sensor for select to square_visitor using (true);
alter table observations.observed_property enable row level security;
create policy to_read on observations.observed_property for select to square_visitor using (true);
alter table observations.feature enable row level security;
create policy to_read on observations.feature for select to square_visitor using (true);
alter table observations.datastream enable row level security;
create policy to_read on observations.datastream for select to square_visitor using (true);
alter table observations.observation enable row level security;
create policy to_read on observations.observation for select to square_visitor using (true);
alter table observations.latest enable row level security;
create policy to_read on observations.latest for select to square_visitor using (true);
