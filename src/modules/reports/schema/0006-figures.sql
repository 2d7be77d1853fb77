-- Figures for everybody: how many reports, about what, when, and how long until the first answer.
alter table reports.report add column answered_at timestamptz;
comment on column reports.report.answered_at is 'When staff first did or said something that everybody may see; null: not yet';

update reports.report set answered_at = first.at
from (
  select report, min(at) as at from reports.event where author = 'staff' and kind in ('status', 'answer') group by report
) first
where first.report = report.id;

-- What figures are counted from stands in the index itself, so that a year of reports is counted without reading them.
drop index reports.report_by_time;
create index report_by_time on reports.report (received_at desc) include (municipality, category, status, answered_at);
create index report_by_solving on reports.report (closed_at) include (municipality) where status = 'solved';
