-- Who and where: municipalities, bodies, people, roles. Facts are filled by `prepare`, demonstration rows say `demo`.

create table region.sub_region (
  id text primary key check (id ~ '^[a-z0-9-]+$'),
  position integer not null,
  nl text not null,
  fr text not null,
  en text not null,
  de text not null
);

create table region.municipality (
  nis text primary key check (nis ~ '^[0-9]{5}$'),
  sub_region text not null references region.sub_region,
  nl text not null,
  fr text not null,
  en text,
  de text,
  lon double precision not null check (lon between -180 and 180),
  lat double precision not null check (lat between -90 and 90),
  area_km2 double precision not null check (area_km2 > 0),
  valid_from date,
  valid_until date,
  check (valid_from is null or valid_until is null or valid_from < valid_until)
);
comment on column region.municipality.nis is 'Code of Statbel (REFNIS). A merger makes a new code; an old one is never used again.';
comment on column region.municipality.lon is 'Centre of gravity of the area, or a point well inside where that falls outside. WGS84.';
comment on column region.municipality.valid_from is 'First day of existence; null when it existed before 2019.';
comment on column region.municipality.valid_until is 'First day on which it no longer exists; null when it still does.';

create table region.postal_code (
  code text not null check (code ~ '^[0-9]{4}$'),
  nis text not null references region.municipality,
  primary key (code, nis)
);
create index postal_code_nis on region.postal_code (nis);
comment on table region.postal_code is 'A postal code may belong to several municipalities. Codes from before a merger stay known.';

create table region.succession (
  old_nis text not null check (old_nis ~ '^[0-9]{5}$'),
  new_nis text not null check (new_nis ~ '^[0-9]{5}$'),
  on_date date not null,
  primary key (old_nis, on_date, new_nis)
);
comment on table region.succession is 'Mergers and new codes in all of Belgium. A municipality that absorbs another and keeps its code succeeds itself.';

create table region.boundary (
  nis text primary key references region.municipality,
  polygons jsonb not null,
  source text not null,
  imported_at timestamptz not null,
  version text not null
);
comment on column region.boundary.polygons is 'Coordinates of a GeoJSON MultiPolygon, WGS84.';
comment on column region.boundary.version is 'SHA-256 of the polygons: the same shape has the same version.';

create table region.body (
  id text primary key check (id ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  kind text not null
    check (kind in ('municipality', 'intermunicipal', 'province', 'region-office', 'company', 'knowledge', 'association')),
  nl text not null,
  fr text not null,
  en text not null,
  de text not null,
  municipality text unique references region.municipality,
  demo boolean not null default false,
  check ((kind = 'municipality') = (municipality is not null))
);

create table region.body_member (
  body text not null references region.body on delete cascade,
  member text not null references region.body on delete cascade,
  since date,
  until date,
  demo boolean not null default false,
  primary key (body, member),
  check (body <> member),
  check (since is null or until is null or since < until)
);
create index body_member_member on region.body_member (member);
comment on column region.body_member.until is 'First day on which it is no longer a member; null when it still is.';

create table region.track (
  nis text not null references region.municipality,
  capability text not null check (capability ~ '^[a-z0-9-]+$'),
  track text not null check (track in ('own', 'shared', 'joint')),
  joint_body text references region.body on delete cascade,
  own_url text check (own_url ~ '^https?://'),
  updated_at timestamptz not null,
  demo boolean not null default false,
  primary key (nis, capability),
  check ((track = 'joint') = (joint_body is not null)),
  check (track = 'own' or own_url is null)
);
comment on table region.track is 'How a municipality works together, per capability. Without a row it is shared.';

create table region.person (
  id uuid primary key,
  name text not null,
  email text,
  demo boolean not null default false,
  created_at timestamptz not null
);
comment on column region.person.name is 'Purpose: show colleagues and residents who handled something. Retention: as long as the person has a role; the night after, it becomes a pseudonym.';
comment on column region.person.email is 'Purpose: send sign-in links and notices of work. Retention: as long as the person has a role; erased the night after.';

create table region.role (
  person uuid not null references region.person on delete cascade,
  body text not null references region.body on delete cascade,
  role text not null check (role in ('reader', 'handler', 'editor', 'administrator', 'operator')),
  primary key (person, body, role)
);
create index role_body on region.role (body);
comment on table region.role is 'Purpose: decide what somebody may do. Retention: until the role is withdrawn.';

create table region.sign_in_link (
  token_hash text primary key,
  person uuid not null references region.person on delete cascade,
  expires_at timestamptz not null,
  used_at timestamptz
);
comment on column region.sign_in_link.token_hash is 'SHA-256 of a token of 128 bits; the token itself is not kept.';
comment on column region.sign_in_link.person is 'Purpose: let this person sign in once. Retention: 7 days after the link expires.';

create table region.session (
  id uuid primary key,
  token_hash text not null unique,
  person uuid not null references region.person on delete cascade,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null
);
create index session_person on region.session (person);
comment on column region.session.token_hash is 'SHA-256 of the token of 256 bits in the cookie; the token itself is not kept.';
comment on column region.session.person is 'Purpose: know who is signed in. Retention: until sign-out, or 7 days after the session ends.';
comment on column region.session.last_seen_at is 'Purpose: end a session that is not used for two hours. Retention: as the session.';
