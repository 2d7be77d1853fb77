-- The walls of the table that grows most, as conditions that an index answers.
drop policy of_body on reports.report;
create policy of_body on reports.report to square_visitor
  using ((select core.permission() in ('reports.read', 'reports.handle', 'residents.help'))
    and ((select core.sees_all()) or body = any((select core.seen_bodies())::text[])));

drop policy of_party on reports.report;
create policy of_party on reports.report for select to square_visitor
  using ((select core.permission() in ('reports.read', 'reports.handle'))
    and id in (select p.report from reports.party p where p.body = any((select core.seen_bodies())::text[])));

-- The policy of a party asks about its report, and that of a report about its parties: what is asked here is only of the own bodies.
drop policy to_read on reports.party;
create policy of_body on reports.party for select to square_visitor
  using ((select core.permission() in ('reports.read', 'reports.handle', 'residents.help'))
    and ((select core.sees_all()) or body = any((select core.seen_bodies())::text[])));
create policy of_owner_reading on reports.party for select to square_visitor
  using ((select core.permission() in ('reports.read', 'residents.help')) and reports.answers_for(report));

-- What came in lately, of a municipality and of everything, and what is still open.
create index report_open on reports.report (body, received_at desc, id) where closed_at is null;
create index report_open_here on reports.report (municipality, category, received_at desc, id) where closed_at is null;
