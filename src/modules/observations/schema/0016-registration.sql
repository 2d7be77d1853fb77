-- Residents register a sensor of their own. Each has an owner of its own (`resident:…`), so that its key writes to nothing else.

-- A form that is being filled in.
create table observations.registration_draft (
  id uuid primary key,
  token_hash text not null unique,
  answers jsonb not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  sent_at timestamptz
);
create index registration_draft_by_age on observations.registration_draft (expires_at);
comment on column observations.registration_draft.answers is 'Personal: what somebody filled in. Emptied when it is sent, removed a day after it was begun';

create table observations.registration (
  id uuid primary key,
  owner text not null unique check (owner ~ '^resident:[0-9a-z]{12}$'),
  -- The body whose staff look after it: that of the municipality.
  body text not null,
  municipality text not null,
  kit text not null check (length(kit) <= 60),
  measures text[] not null check (cardinality(measures) between 1 and 20),
  name text check (length(name) between 1 and 80),
  height real check (height between 0 and 200),
  outdoors boolean not null,
  side text not null check (side in ('road', 'garden', 'other')),
  way text not null check (way in ('http', 'mqtt', 'ttn', 'sensor-community')),
  -- How another network calls it.
  outside_number text check (length(outside_number) <= 60),
  licence text not null check (licence in ('CC-BY-4.0', 'CC0-1.0')),
  asked_at timestamptz not null,
  confirmed_at timestamptz,
  -- What staff must do by hand was done.
  connected_at timestamptz,
  thing integer unique references observations.thing on delete set null,
  key uuid references observations.device_key on delete set null,
  paused_at timestamptz,
  hidden_at timestamptz,
  hidden_reason text check (length(hidden_reason) <= 1000),
  objection text check (length(objection) <= 2000),
  ended_at timestamptz,
  -- Its measurements must go too.
  removes boolean not null default false
);
create index registration_by_body on observations.registration (body, asked_at desc);
create index registration_unconfirmed on observations.registration (asked_at) where confirmed_at is null;
create index registration_to_remove on observations.registration (id) where removes;
comment on table observations.registration is 'Sensors that residents registered. What leads to a person is erased when it ends';
comment on column observations.registration.name is 'Personal: as the resident calls it; public. Erased when it ends';
comment on column observations.registration.outside_number is 'Personal: leads to the sensor on another site. Erased when it ends';
comment on column observations.registration.objection is 'Personal: words of the resident. Erased when it ends';

-- Who it is of and where exactly it hangs: no policy lets staff read it.
create table observations.registration_contact (
  registration uuid primary key references observations.registration on delete cascade,
  email text not null check (length(email) <= 254),
  language text not null,
  lon double precision not null check (lon between -180 and 180),
  lat double precision not null check (lat between -90 and 90)
);
create index registration_contact_by_email on observations.registration_contact (lower(email));
comment on column observations.registration_contact.email is 'Personal. Purpose: confirm, and let the resident manage the sensor. Erased when it ends, after seven days when never confirmed';
comment on column observations.registration_contact.lon is 'Personal: where it hangs. Shown to nobody else. Erased with the address';
comment on column observations.registration_contact.lat is 'Personal: see lon';

-- What staff hid: nobody sees these things and datastreams, on pages or by program.
create table observations.hidden (
  datastream integer primary key references observations.datastream on delete cascade,
  thing integer not null references observations.thing on delete cascade
);
create index hidden_by_thing on observations.hidden (thing);
comment on table observations.hidden is 'Datastreams of residents that are not shown';

alter table observations.registration_draft enable row level security;
grant select on observations.hidden to square_visitor;
alter table observations.hidden enable row level security;
create policy to_read on observations.hidden for select to square_visitor using (true);

-- Whether something is one's own: asked by the function, because the policies of both tables would ask each other.
create function observations.is_own_registration(asked uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from observations.registration_contact c where c.registration = asked and core.is_own_email(c.email))
$$;

grant select on observations.registration_contact to square_visitor;
alter table observations.registration_contact enable row level security;
create policy own on observations.registration_contact for select to square_visitor
  using (core.permission() = 'file.own' and core.is_own_email(email));

-- Staff read; what they hide is written by a route that asks first whose it is, since keys and datastreams are the resident's.
grant select on observations.registration to square_visitor;
alter table observations.registration enable row level security;
create policy of_body on observations.registration for select to square_visitor
  using ((select core.permission() in ('sensors.read', 'sensors.administer'))
    and confirmed_at is not null
    and ((select core.sees_all()) or body = any((select core.seen_bodies())::text[])));
create policy own on observations.registration for select to square_visitor
  using (core.permission() = 'file.own' and observations.is_own_registration(id));
