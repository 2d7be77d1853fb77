-- What this installation decided once and must remember, such as the key that signs links.
create table core.setting (
  name text primary key,
  value jsonb not null,
  created_at timestamptz not null default now()
);
