create table reports.report (
  id uuid primary key,
  number bigint generated always as identity (start with 1001) unique,
  municipality text not null,
  body text not null,
  category text not null,
  note text not null check (length(note) <= 2000),
  note_public boolean not null default false,
  photo text,
  street text not null default '' check (length(street) <= 200),
  postal_code text not null default '',
  lon double precision check (lon between -180 and 180),
  lat double precision check (lat between -90 and 90),
  status text not null default 'received'
    check (status in ('received', 'in-progress', 'waiting', 'solved', 'not-for-us', 'refused')),
  channel text not null check (channel in ('web', 'import')),
  language text not null,
  received_at timestamptz not null,
  updated_at timestamptz not null,
  closed_at timestamptz,
  reporter_name text check (length(reporter_name) <= 100),
  reporter_email text check (length(reporter_email) <= 254),
  reporter_phone text check (length(reporter_phone) <= 30),
  reporter_forgotten_at timestamptz,
  draft uuid unique,
  source text,
  source_id text,
  demo boolean not null default false,
  unique (source, source_id),
  check ((lon is null) = (lat is null)),
  check ((status in ('solved', 'not-for-us', 'refused')) = (closed_at is not null))
);

comment on column reports.report.municipality is 'NIS code of the municipality that held the place when the report came in';
comment on column reports.report.body is 'Id of the body that answers for it';
comment on column reports.report.note is 'Own words of the resident. Purpose: handle the report. Shown to the public only when staff say so. May name people; erased with the reporter data';
comment on column reports.report.street is 'Street and number as written. Purpose: find the place. The public sees the street without the number';
comment on column reports.report.photo is 'Hash of the re-encoded picture. Shown to the public only with the note';
comment on column reports.report.reporter_name is 'Personal. Purpose: address the reporter. Kept until a year after closing, then erased by reports.forget-reporters';
comment on column reports.report.reporter_email is 'Personal. Purpose: answer the reporter. Kept until a year after closing, then erased by reports.forget-reporters';
comment on column reports.report.reporter_phone is 'Personal. Purpose: ask the reporter. Kept until a year after closing, then erased by reports.forget-reporters';
comment on column reports.report.draft is 'The form that it came from: the same form makes one report only';
comment on column reports.report.source is 'Where an imported report comes from; with source_id the same line is never taken twice';

create index report_by_body on reports.report (body, status, received_at desc);
create index report_by_municipality on reports.report (municipality, received_at desc);
create index report_by_time on reports.report (received_at desc);
create index report_to_forget on reports.report (closed_at) where reporter_forgotten_at is null;

create table reports.event (
  id uuid primary key,
  report uuid not null references reports.report on delete cascade,
  at timestamptz not null,
  kind text not null check (kind in ('received', 'status', 'answer', 'note', 'addition')),
  status text,
  message text not null default '' check (length(message) <= 4000),
  language text not null,
  author text not null check (author in ('reporter', 'staff', 'system')),
  person uuid,
  check ((kind in ('received', 'status')) = (status is not null))
);

comment on table reports.event is 'What happened to a report: its status is the last one told here. answer: to the reporter and the public; note: for staff only; addition: from the reporter, for staff and reporter';
comment on column reports.event.message is 'Words of staff or reporter. Erased with the reporter data when the reporter wrote them';
comment on column reports.event.language is 'Language of the message, for screen readers';
comment on column reports.event.person is 'Who of the staff did it. Purpose: account for it. Kept as long as the report';

create index event_by_report on reports.event (report, at, id);

create table reports.draft (
  id uuid primary key,
  token_hash text not null unique,
  answers jsonb not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  sent_at timestamptz
);

comment on table reports.draft is 'A form that is being filled in. Emptied when it is sent; removed a day after it began by reports.forget-drafts';
comment on column reports.draft.answers is 'Personal. Purpose: keep what was typed from page to page. Kept for a day at most';
