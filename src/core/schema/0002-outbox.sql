-- Facts told upwards: written in the transaction of what happened, handed on after it. Gone once everybody heard them.
create table core.outbox (
  id bigint generated always as identity primary key,
  fact text not null,
  payload jsonb not null,
  announced_at timestamptz not null default now(),
  spread boolean not null default false
);
create index outbox_to_spread on core.outbox (id) where not spread;

-- Who listens. The lease lets one process at a time hand facts to a listener, so that their order is kept.
create table core.outbox_listener (
  name text primary key,
  lease uuid,
  leased_until timestamptz
);

-- One line for each fact that a listener still has to hear.
create table core.outbox_delivery (
  fact_id bigint not null references core.outbox (id) on delete cascade,
  listener text not null references core.outbox_listener (name) on delete cascade,
  tries integer not null default 0,
  due_at timestamptz, -- null: at once
  dead_at timestamptz, -- given up on: stays until an operator decides
  error text,
  primary key (listener, fact_id)
);
create index outbox_delivery_fact on core.outbox_delivery (fact_id);
create index outbox_delivery_open on core.outbox_delivery (listener, fact_id) where dead_at is null;
