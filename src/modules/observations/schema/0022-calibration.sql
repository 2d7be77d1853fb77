-- What sensors are calibrated with, and what was found of each (calibrating/). Raw input stays as it is.

create table observations.reference (
  datastream integer primary key references observations.datastream on delete cascade,
  set_at timestamptz not null,
  set_by uuid
);
comment on table observations.reference is 'Datastreams that others are calibrated with: the office of the region says which';
comment on column observations.reference.set_by is 'Who said so (region.person)';

create table observations.calibration (
  datastream integer not null references observations.datastream on delete cascade,
  version integer not null check (version > 0),
  -- Beside which it stood; null once that one was removed.
  reference integer references observations.datastream on delete set null,
  verdict text not null check (verdict in ('raw', 'calibrated', 'unfit')),
  reason text not null check (reason in ('first', 'renewed', 'drifted')),
  -- Model, spread and scores, as calibration/calibrate.ts gives them, in the unit of the reference (UCUM).
  found jsonb not null check (jsonb_typeof(found) = 'object'),
  unit text not null check (length(unit) <= 60),
  begun_at timestamptz not null,
  ended_at timestamptz,
  primary key (datastream, version)
);
create unique index calibration_in_force on observations.calibration (datastream) where ended_at is null;
create index calibration_by_reference on observations.calibration (reference);
comment on table observations.calibration is 'What makes a sensor say what its reference says, by version; the one without an end is in force';

grant select on observations.reference, observations.calibration to square_visitor;
alter table observations.reference enable row level security;
create policy to_read on observations.reference for select to square_visitor using (true);
alter table observations.calibration enable row level security;
create policy to_read on observations.calibration for select to square_visitor using (true);

-- What others are calibrated with concerns every municipality: the office of the region says so.
grant insert, delete on observations.reference to square_visitor;
create policy to_set on observations.reference for insert to square_visitor
  with check (core.permission() = 'sensors.administer' and core.sees_body('region-office'));
create policy to_remove on observations.reference for delete to square_visitor
  using (core.permission() = 'sensors.administer' and core.sees_body('region-office'));
