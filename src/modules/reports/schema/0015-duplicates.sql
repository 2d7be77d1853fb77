-- Reports of the same thing are found by where they are: a cell is some 220 m north-south and 140 m east-west in Belgium. A column, not
-- an index on an expression: behind the walls only what is kept in the row may choose rows by index.
alter table reports.report add column cell bigint
  generated always as (floor(lat * 500)::bigint * 1000000 + floor(lon * 500)::bigint) stored;
comment on column reports.report.cell is 'Square of 1/500 degree in which the place lies: rows of a million squares, from south to north';

-- A report that was merged stays, with its number, its letters and its page; the main one is handled.
alter table reports.report add column merged_into uuid references reports.report on delete set null;
comment on column reports.report.merged_into is 'The main report of the same thing, never itself merged; null: it stands for itself';
alter table reports.report add constraint report_not_into_itself check (merged_into <> id);

create index report_open_by_cell on reports.report (cell, received_at desc) where closed_at is null and merged_into is null;
create index report_open_by_street on reports.report (municipality, public_street, received_at desc)
  where closed_at is null and merged_into is null;
create index report_by_main on reports.report (merged_into) where merged_into is not null;

create table reports.merge (
  id uuid primary key,
  report uuid not null references reports.report on delete cascade,
  main uuid not null references reports.report on delete cascade,
  status_before text not null,
  merged_at timestamptz not null,
  merged_by uuid,
  parted_at timestamptz,
  parted_by uuid
);
create unique index merge_of_report on reports.merge (report) where parted_at is null;
create index merge_by_main on reports.merge (main) where parted_at is null;
comment on table reports.merge is 'Which report was merged into which, when and by whom, and parted again';
comment on column reports.merge.status_before is 'How far the report was: parting gives it back';
comment on column reports.merge.merged_by is 'Who of the staff merged them. Purpose: account for it. Kept as long as the report';
comment on column reports.merge.parted_by is 'Who of the staff parted them. Purpose: account for it. Kept as long as the report';

grant select, insert, update on reports.merge to square_visitor;
alter table reports.merge enable row level security;
-- Only within what the policies of the report let through: both must be of a body of the visitor. Of these, moving children of a main
-- touches reports of the same bodies only, since each was merged so.
create policy of_report on reports.merge to square_visitor
  using (core.permission() in ('reports.read', 'reports.handle')
    and exists (select from reports.report r where r.id = merge.report)
    and exists (select from reports.report r where r.id = merge.main))
  with check (core.permission() = 'reports.handle'
    and exists (select from reports.report r where r.id = merge.report)
    and exists (select from reports.report r where r.id = merge.main));

-- What photos look like, in 64 bits: the photo cannot be made out of it.
create table reports.photo_print (
  photo text primary key,
  bits bigint not null,
  made_at timestamptz not null
);
comment on table reports.photo_print is 'Difference hash of a photo. Purpose: find reports of the same thing. Erased with the photo by reports.forget-photo-prints';
grant select on reports.photo_print to square_visitor;
alter table reports.photo_print enable row level security;
create policy of_report on reports.photo_print for select to square_visitor
  using (core.permission() in ('reports.read', 'reports.handle') and exists (select from reports.report r where r.photo = photo_print.photo));
create index report_by_photo on reports.report (photo) where photo is not null;

-- Figures count what happened once, however many reported it.
drop index reports.report_by_time;
create index report_by_time on reports.report (received_at desc) include (municipality, category, status, answered_at, channel, body, closed_at, merged_into);
