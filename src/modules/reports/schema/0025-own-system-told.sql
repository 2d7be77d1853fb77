-- Who manages a body is told what is not in its own system.
alter table reports.open311_delivery add column told_at timestamptz;
comment on column reports.open311_delivery.told_at is 'When who manages the body was last told that something is not there';
create index open311_delivery_dead on reports.open311_delivery (body) where state = 'dead';
create index event_reopened on reports.event (report, at) where kind = 'reopened';
