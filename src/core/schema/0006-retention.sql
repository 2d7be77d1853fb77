-- What the retention job deleted: counts, never contents. Kept for two years.
create table core.retention_run (
  id bigint generated always as identity primary key,
  rule text not null,
  ran_at timestamptz not null,
  deleted bigint not null check (deleted > 0)
);
create index retention_run_at on core.retention_run (ran_at);
