-- A device of a resident at The Things Network that ended: nothing that it still sends is taken in, nor told where it stands.
create table observations.ended_device (
  hash text primary key check (length(hash) = 64),
  ended_at timestamptz not null
);
comment on table observations.ended_device is 'Devices of residents that ended at The Things Network. Forgotten after two years by observations.forget-ended-devices';
comment on column observations.ended_device.hash is 'SHA-256 of the body to which it sent and its name there. Purpose: take in nothing of it any more';
alter table observations.ended_device enable row level security;

-- The body to whose application it sends: that stays so when the sensor moves to another municipality.
alter table observations.registration add column sends_to text;
comment on column observations.registration.sends_to is 'Body that connected it at The Things Network; null: not connected';

-- How a device of a resident is called elsewhere, to find it with each of its messages.
create index registration_by_device on observations.registration (lower(outside_number)) where way = 'ttn' and ended_at is null;

-- Datastreams whose owner wanted every value gone: files of the archive tell nothing of them either.
create table observations.withdrawn_datastream (
  datastream integer primary key,
  withdrawn_at timestamptz not null
);
comment on table observations.withdrawn_datastream is 'Numbers of datastreams that were taken out: the archive does not show them';
alter table observations.withdrawn_datastream enable row level security;

-- A single value at somebody's home names it: it stays as rough as it was then.
alter table observations.feature add column at_home boolean not null default false;
comment on column observations.feature.at_home is 'Observed at somebody''s home: it is told no more precisely than by the middle of a cell';
