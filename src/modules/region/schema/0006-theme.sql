-- How the pages of a body look: colours that its staff chose, and its logo. Every version stays, so that one can go back.

create table region.logo (
  hash text primary key check (hash ~ '^[0-9a-f]{64}$'),
  data text not null check (length(data) <= 40000),
  width integer not null check (width between 1 and 1000),
  height integer not null check (height between 1 and 1000),
  plate text not null check (plate in ('light', 'dark')),
  created_at timestamptz not null
);
comment on column region.logo.hash is 'SHA-256 of the picture';
comment on column region.logo.data is 'WebP in base64, as it stands in the style sheet';
comment on column region.logo.plate is 'On which background it can be seen';

create table region.theme (
  body text not null references region.body on delete cascade,
  version integer not null check (version > 0),
  tokens jsonb,
  logo text references region.logo,
  logo_texts jsonb not null default '{}',
  changed_at timestamptz not null,
  changed_by uuid references region.person on delete set null,
  demo boolean not null default false,
  primary key (body, version)
);
create index theme_changed_by on region.theme (changed_by);
create index theme_logo on region.theme (logo);
comment on table region.theme is 'The highest version is in force. Versions are never changed.';
comment on column region.theme.tokens is 'Colours by name, as "#rrggbb"; null: those of the region again';
comment on column region.theme.logo_texts is 'What the logo says, by language; a language that is left out has the name of the body';
comment on column region.theme.changed_by is 'Who published it, for colleagues. Purpose: account for it. Kept as long as the person';
