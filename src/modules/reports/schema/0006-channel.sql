-- Residents come by telephone, at the counter, with a paper form or a letter too: staff fill in the same form for them.
alter table reports.report drop constraint report_channel_check,
  add constraint report_channel_check check (channel in ('web', 'telephone', 'counter', 'paper', 'email', 'street', 'import'));
comment on column reports.report.channel is 'How it came in; street: told to somebody of the staff outside';
