-- A report of somebody who was signed in to "my file", or who got a printed code at the counter, belongs to that account.
alter table reports.report add column resident uuid;
create index report_by_resident on reports.report (resident) where resident is not null;
create index report_by_reporter on reports.report (lower(reporter_email)) where reporter_email is not null;
comment on column reports.report.resident is 'Personal. Account of the resident. Purpose: show it in "my file". Kept as the name of the reporter';
