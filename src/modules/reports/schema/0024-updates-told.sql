-- What Open311 tells as updates: also that a report was opened again, got a day or went to another body.
drop index reports.event_by_time;
create index event_by_time on reports.event (at, id) where kind in ('status', 'answer', 'planned', 'reopened', 'hand-over');
comment on column reports.report.added_at is
  'When something came that staff did not answer yet: of the reporter, or of a system that says that the report is not for it';
