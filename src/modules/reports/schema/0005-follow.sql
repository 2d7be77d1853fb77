-- Whoever gets the letters holds the link to the report: with another address, the link of before is worthless.
alter table reports.report add column follow_version integer not null default 0;
comment on column reports.report.follow_version is 'How often the address of the reporter changed: stands in the signature of the follow link';
