-- The office of the region changes the rules (judging/ruling/).

-- What is being prepared of a property: one at a time, for the whole office. Nothing of it counts before it is published.
create table observations.rule_draft (
  property text primary key check (property ~ '^[a-z][a-z0-9-]{0,59}$'),
  -- Another one with every change, so that nobody publishes what was never seen.
  edition uuid not null,
  unit text not null check (length(unit) <= 60),
  rules jsonb not null check (jsonb_typeof(rules) = 'array'),
  changed_at timestamptz not null,
  changed_by uuid,
  -- Of the look at the last month: how many of how many parts are done, and what came out.
  done integer not null default 0 check (done >= 0),
  parts integer check (parts >= 0),
  found jsonb check (jsonb_typeof(found) = 'object'),
  looked_at timestamptz
);
comment on table observations.rule_draft is 'Rules of an observed property that are being prepared, with what they would have done in the last month';
comment on column observations.rule_draft.changed_by is 'Who changed it last (region.person)';

-- How values are judged concerns every municipality: the office of the region says so.
grant insert on observations.rule_set to square_visitor;
create policy to_publish on observations.rule_set for insert to square_visitor
  with check (core.permission() = 'sensors.administer' and core.sees_body('region-office'));
grant select, insert, update, delete on observations.rule_draft to square_visitor;
alter table observations.rule_draft enable row level security;
create policy to_prepare on observations.rule_draft to square_visitor
  using (core.permission() = 'sensors.administer' and core.sees_body('region-office'))
  with check (core.permission() = 'sensors.administer' and core.sees_body('region-office'));
