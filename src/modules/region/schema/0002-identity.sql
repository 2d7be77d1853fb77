-- Who signs in, and how: residents beside staff, passkeys, providers of bodies (OpenID Connect).

create table region.resident (
  id uuid primary key,
  email text unique check (email = lower(email) and length(email) <= 254),
  name text check (length(name) <= 100),
  language text not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null
);
comment on table region.resident is 'A resident who opened "my file". Made when a link, a printed code or a provider is used for the first time.';
comment on column region.resident.email is 'Personal. Purpose: find what this address reported, send sign-in links. Proven by a link. Kept until the resident erases it, or two years after the last sign-in';
comment on column region.resident.name is 'Personal. Purpose: greet the resident. Kept as the address';

alter table region.session
  alter column person drop not null,
  add column resident uuid references region.resident on delete cascade,
  add column method text not null default 'link' check (method in ('link', 'code', 'passkey', 'openid')),
  add column device text not null default '' check (length(device) <= 100),
  add column body text references region.body on delete cascade,
  add constraint session_of_one check (num_nonnulls(person, resident) = 1);
create index session_resident on region.session (resident);
comment on column region.session.device is 'Kind of browser and system, such as "Firefox, Android". Purpose: recognise one''s own sessions. Kept as the session';
comment on column region.session.body is 'Signed in by the provider of this body: only roles at this body count';

alter table region.sign_in_link
  alter column person drop not null,
  add column resident uuid references region.resident on delete cascade,
  add column email text check (email = lower(email) and length(email) <= 254),
  add column method text not null default 'link' check (method in ('link', 'code')),
  add constraint link_of_one check ((person is not null) <> (resident is not null or email is not null));
create index sign_in_link_resident on region.sign_in_link (resident);
comment on table region.sign_in_link is 'A one-time link or printed code: for staff (person), for a known resident (resident), for whoever reads an address (email), or to add an address to a resident (both).';
comment on column region.sign_in_link.email is 'Personal. Purpose: know which address the link proves. Erased within an hour after the link is used or expires';

create table region.passkey (
  id text primary key check (length(id) <= 1400),
  person uuid not null references region.person on delete cascade,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  name text not null check (length(name) between 1 and 100),
  created_at timestamptz not null,
  last_used_at timestamptz
);
create index passkey_person on region.passkey (person);
comment on column region.passkey.id is 'Credential id of WebAuthn, base64url';
comment on column region.passkey.name is 'What the person calls the device. Purpose: tell one''s passkeys apart. Kept until the passkey is removed';

create table region.spent_challenge (
  hash text primary key,
  expires_at timestamptz not null
);
comment on table region.spent_challenge is 'Challenges of WebAuthn that were answered, so that no answer counts twice. Kept until they expire.';

create table region.openid_provider (
  id text primary key check (id ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(id) <= 60),
  body text not null references region.body on delete cascade,
  for_residents boolean not null default false,
  label text not null check (length(label) between 1 and 80),
  issuer text not null check (issuer ~ '^https?://' and length(issuer) <= 500),
  client_id text not null check (length(client_id) between 1 and 300),
  auth text not null check (auth in ('client_secret_basic', 'client_secret_post', 'private_key_jwt')),
  secret text not null,
  scope text not null default 'openid profile email',
  role_claim text check (length(role_claim) between 1 and 100),
  roles jsonb not null default '{}',
  created_at timestamptz not null
);
create index openid_provider_body on region.openid_provider (body);
comment on column region.openid_provider.secret is 'Client secret, or private key (JWK), sealed with the key of this installation: see core/sealing.ts';
comment on column region.openid_provider.roles is 'Which value of the role claim gives which role at the body: {"value": "handler"}. Empty: nobody is let in who is not known';

create table region.openid_account (
  provider text not null references region.openid_provider on delete cascade,
  subject text not null check (length(subject) between 1 and 300),
  person uuid references region.person on delete cascade,
  resident uuid references region.resident on delete cascade,
  created_at timestamptz not null,
  primary key (provider, subject),
  check (num_nonnulls(person, resident) = 1)
);
create index openid_account_person on region.openid_account (person);
create index openid_account_resident on region.openid_account (resident);
comment on column region.openid_account.subject is 'Pseudonym that the provider gives this person. Purpose: recognise who comes back. Kept as long as the person or resident';
