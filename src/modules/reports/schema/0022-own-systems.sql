-- What the statuses of an own system mean, and whether additions of reporters go there.
alter table reports.open311_endpoint
  add column meanings jsonb not null default '{}',
  add column takes_additions boolean not null default false,
  add column knows_additions boolean not null default false;
comment on column reports.open311_endpoint.meanings is 'For each status of its own what it is here: status and closing. What is not declared and only says closed, does not count as solved';
comment on column reports.open311_endpoint.takes_additions is 'The body says that what a reporter adds goes there too';
comment on column reports.open311_endpoint.knows_additions is 'It says itself to know additions of reporters (the extension reporter_additions)';

-- Staff who read a report see which number it has in the own system.
create policy to_read on reports.open311_delivery for select to square_visitor
  using (core.permission() in ('reports.read', 'reports.handle') and (reports.answers_for(report) or reports.reads_along(report)));

-- What a reporter adds after a report was sent, on its way to that system.
create table reports.open311_addition (
  event uuid primary key references reports.event on delete cascade,
  report uuid not null references reports.report on delete cascade,
  endpoint uuid not null references reports.open311_endpoint on delete cascade,
  state text not null check (state in ('waiting', 'sending', 'sent', 'dead')),
  tries integer not null default 0,
  due_at timestamptz not null,
  leased_until timestamptz,
  reason text not null default '' check (length(reason) <= 500),
  ended_at timestamptz
);
create index open311_addition_due on reports.open311_addition (due_at) where state in ('waiting', 'sending');
create index open311_addition_by_report on reports.open311_addition (report);
create index event_addition on reports.event (at, report) where kind = 'addition';
comment on table reports.open311_addition is 'Additions of reporters to reports that are in an own system. The words stay in the event';
comment on column reports.open311_addition.state is 'waiting for its turn; sending: held until leased_until; sent: there; dead: given up, staff must tell it';

grant select on reports.open311_addition to square_visitor;
alter table reports.open311_addition enable row level security;
create policy to_read on reports.open311_addition for select to square_visitor
  using (core.permission() in ('reports.read', 'reports.handle') and (reports.answers_for(report) or reports.reads_along(report)));
