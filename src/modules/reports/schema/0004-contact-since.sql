-- What a reporter corrects may blank what staff wrote about the former name, never what they wrote before that name stood there.
alter table reports.report add column contact_since timestamptz;
comment on column reports.report.contact_since is 'Since when the name, address and number of the reporter are as they are; null: from the start';
