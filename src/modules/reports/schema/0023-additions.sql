-- What a reporter added and nobody answered yet is seen in the list; a letter that somebody began a report of says so.

alter table reports.report add column added_at timestamptz;
comment on column reports.report.added_at is 'When the reporter added something that staff did not answer yet';
create index report_added on reports.report (body, received_at desc) where added_at is not null;
alter table reports.letter_in add column begun_at timestamptz;
comment on column reports.letter_in.begun_at is 'When somebody began a report with its words; it is done once that is sent';
alter table reports.routing_table add column withdrawn_at timestamptz;
comment on column reports.routing_table.withdrawn_at is 'When a version for a later day was taken back; it never comes into force';
