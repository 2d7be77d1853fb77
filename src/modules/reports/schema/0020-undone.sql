-- What an undoing brought back, to be told again; and public streets are worked out anew: fewer words before a street are taken for its name.

alter table reports.bulk add column undone integer;
comment on column reports.bulk.undone is 'How many reports were brought back; null when it was not undone';
update reports.report set public_street = null;
