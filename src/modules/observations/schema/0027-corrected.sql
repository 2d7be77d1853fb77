-- What corrected values are computed with, when somebody asks for them (calibrating/). Raw input stays as it is.

alter table observations.calibration
  add column humidity integer references observations.datastream on delete set null,
  add column temperature integer references observations.datastream on delete set null,
  add column sensor_unit text check (length(sensor_unit) <= 60);
comment on column observations.calibration.humidity is 'The datastream that told humidity (%) while it was learned: of the same thing, else of the reference';
comment on column observations.calibration.temperature is 'The datastream that told temperature (°C) while it was learned';
comment on column observations.calibration.sensor_unit is 'Of the datastream while it was learned (UCUM): in another one nothing is corrected';
create index calibration_by_humidity on observations.calibration (humidity);
create index calibration_by_temperature on observations.calibration (temperature);

-- What is in force was learned with what hangs at the same thing, else with what hangs at the reference: as it is still.
update observations.calibration c set sensor_unit = d.ucum,
  humidity = case when c.found -> 'model' -> 'seen' -> 'humidity' is not null then coalesce(
    (select min(h.id) from observations.datastream h join observations.observed_property p on p.id = h.observed_property
      where h.thing = d.thing and h.result_kind = 'number' and h.ucum = '%' and p.key = 'relative-humidity'),
    (select min(h.id) from observations.datastream h join observations.observed_property p on p.id = h.observed_property
      where h.thing = r.thing and h.result_kind = 'number' and h.ucum = '%' and p.key = 'relative-humidity')) end,
  temperature = case when c.found -> 'model' -> 'seen' -> 'temperature' is not null then coalesce(
    (select min(h.id) from observations.datastream h join observations.observed_property p on p.id = h.observed_property
      where h.thing = d.thing and h.result_kind = 'number' and h.ucum = 'Cel' and p.key = 'air-temperature'),
    (select min(h.id) from observations.datastream h join observations.observed_property p on p.id = h.observed_property
      where h.thing = r.thing and h.result_kind = 'number' and h.ucum = 'Cel' and p.key = 'air-temperature')) end
from observations.datastream d, observations.datastream r
where d.id = c.datastream and r.id = c.reference;
