-- The walls: staff see the reports of the bodies where they have the permission that is asked for, residents their own.

grant usage on schema reports to square_visitor;
grant select, update on reports.report to square_visitor;
alter table reports.report enable row level security;
create policy of_body on reports.report to square_visitor
  using (core.permission() in ('reports.read', 'reports.handle', 'residents.help') and core.sees_body(body));
create policy own on reports.report to square_visitor
  using (core.permission() = 'file.own' and (resident = core.visitor() or (resident is null and core.is_own_email(reporter_email))))
  -- A row that was just erased is nobody's own any more.
  with check (core.permission() = 'file.own');

grant select, insert, update on reports.event to square_visitor;
alter table reports.event enable row level security;
-- The policies of the report decide here too.
create policy of_report on reports.event to square_visitor
  using (exists (select from reports.report r where r.id = event.report));

-- A form that is being filled in is opened by its secret address, on routes for anyone.
alter table reports.draft enable row level security;
