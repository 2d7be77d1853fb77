-- How stations stand, and how far each datastream can be relied on (reliability/).

-- In the classes of Commission decision 2011/850/EU; null: the resident did not say.
alter table observations.registration
  add column area text check (area in ('urban', 'suburban', 'rural')),
  add column influence text check (influence in ('traffic', 'industrial', 'background'));

-- Staff tell how the stations of their body stand (`height`, `outdoors`, `area` and `influence` in the properties), and nothing else.
grant update (properties, updated_at) on observations.thing to square_visitor;
create policy to_stand on observations.thing for update to square_visitor
  using (core.permission() = 'sensors.administer' and core.sees_body(owner))
  with check (core.permission() = 'sensors.administer' and core.sees_body(owner));
