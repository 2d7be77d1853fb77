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

-- Counting a year of many reports takes seconds: what was counted serves everybody for some minutes.
create table reports.counted (
  municipality text not null,
  version integer not null,
  counted_at timestamptz not null,
  counts jsonb not null,
  primary key (municipality, version)
);

comment on table reports.counted is 'What the figures were counted to be, as exact numbers: shown only as narrowCount allows';
comment on column reports.counted.municipality is 'NIS code of today; empty for the whole region';
comment on column reports.counted.version is 'Shape of counts: a program of another version counts anew';

-- Read and written by routes for anyone, which run as the owner.
alter table reports.counted enable row level security;
