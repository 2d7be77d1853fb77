-- What everybody reads is what staff released: the words of the resident without what points to a person. A photo is released by itself.
alter table reports.report
  add column note_shown text check (length(note_shown) <= 2000),
  add column photo_public boolean not null default false;
update reports.report set photo_public = note_public where photo is not null;
comment on column reports.report.note_shown is 'The words as staff released them; null: as they were written, of reports from before this was asked. Erased with the words';
comment on column reports.report.photo_public is 'Whether staff looked at the photo and released it';

alter table reports.report drop column found_text, drop column found_words;
alter table reports.report add column found_text text generated always as (
  core.folded(coalesce(public_street, '') || ' ' || postal_code || ' ' || replace(category, '-', '')
    || case when note_public and reporter_forgotten_at is null then ' ' || coalesce(note_shown, note) else '' end)) stored;
alter table reports.report add column found_words tsvector generated always as (
  core.search_document(coalesce(public_street, '') || ' ' || postal_code || ' xc' || replace(category, '-', '')
    || case when note_public and reporter_forgotten_at is null then ' ' || coalesce(note_shown, note) else '' end)) stored;
create index report_found_words on reports.report using gin (found_words);
create index report_found_text on reports.report using gin (found_text gin_trgm_ops);
