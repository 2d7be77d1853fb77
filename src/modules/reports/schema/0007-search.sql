-- What everybody may read of a report, and nothing else, can be searched: the street without its number, the postal code, and the own
-- words once staff showed them. It stands in the row itself: what is hidden or erased is not found from the same moment on.
alter table reports.report add column public_street text;
comment on column reports.report.public_street is 'The name of the street without number or anything else, as the public sees it; null: not worked out yet';

alter table reports.report add column found_text text generated always as (
  core.folded(coalesce(public_street, '') || ' ' || postal_code || ' ' || replace(category, '-', '')
    || case when note_public and reporter_forgotten_at is null then ' ' || note else '' end)) stored;
alter table reports.report add column found_words tsvector generated always as (
  core.search_document(coalesce(public_street, '') || ' ' || postal_code || ' xc' || replace(category, '-', '')
    || case when note_public and reporter_forgotten_at is null then ' ' || note else '' end)) stored;
create index report_found_words on reports.report using gin (found_words);
create index report_found_text on reports.report using gin (found_text gin_trgm_ops);
create index report_by_postal_code on reports.report (postal_code, received_at desc);
