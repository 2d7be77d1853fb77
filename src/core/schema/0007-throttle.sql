-- Who tried too often. The key is a signature over what was tried, so no address of a person can be read here.
create table core.throttle (
  key text primary key,
  tries integer not null,
  blocked_until timestamptz,
  forget_at timestamptz not null
);
create index throttle_forget on core.throttle (forget_at);
