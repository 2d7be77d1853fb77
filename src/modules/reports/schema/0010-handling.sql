-- Closed must be earned: with a reason. "Not for us" without a next owner does not exist any more.
alter table reports.report add column closing text
  check (closing in ('repaired', 'cleaned', 'replaced', 'answered', 'not-found', 'private-ground', 'no-action', 'other-works', 'too-little-known', 'abuse', 'elsewhere', 'before'));
alter table reports.report drop constraint report_check1;
update reports.report set closing = case status when 'not-for-us' then 'elsewhere' when 'solved' then 'before' when 'refused' then 'before' end
  where status in ('solved', 'not-for-us', 'refused');
update reports.report set status = 'refused' where status = 'not-for-us';
update reports.event set status = 'refused' where status = 'not-for-us';
alter table reports.report drop constraint report_status_check,
  add constraint report_status_check check (status in ('received', 'in-progress', 'waiting', 'solved', 'refused')),
  add constraint report_closed_check check ((status in ('solved', 'refused')) = (closed_at is not null) and (closing is null or closed_at is not null));
comment on column reports.report.closing is 'Why it was closed; before: closed before reasons were asked; null: open, or closed by another system';

-- When an answer and a solution were promised, in Belgian working days; what is too late is told once to who manages the body.
alter table reports.report
  add column answer_before date,
  add column solve_before date,
  add column planned_for date,
  add column escalated_at timestamptz,
  add column reopened integer not null default 0,
  add column team uuid,
  add column assignee uuid;
update reports.report set answer_before = (received_at at time zone 'Europe/Brussels')::date + 10;
alter table reports.report alter column answer_before set not null;
comment on column reports.report.assignee is 'Who of the staff handles it. Purpose: divide the work. Kept as long as the report';
comment on column reports.report.reopened is 'How often the reporter said that it was not solved';
create index report_late on reports.report (body, answer_before) where closed_at is null and escalated_at is null;
create index report_of_team on reports.report (team, received_at desc) where team is not null;
create index report_of_assignee on reports.report (assignee, received_at desc) where assignee is not null;

create table reports.promise (
  body text not null,
  category text not null,
  answer_days integer not null check (answer_days between 1 and 60),
  solve_days integer check (solve_days between 1 and 365),
  primary key (body, category)
);
comment on table reports.promise is 'Within how many working days a body answers and solves, by category';
grant select, insert, update, delete on reports.promise to square_visitor;
alter table reports.promise enable row level security;
create policy to_read on reports.promise for select to square_visitor using (true);
create policy of_body on reports.promise to square_visitor
  using (core.permission() = 'desk.write' and core.sees_body(body));

create table reports.team (
  id uuid primary key,
  body text not null,
  name text not null check (length(name) between 1 and 60),
  categories text[] not null default '{}',
  unique (body, name)
);
comment on table reports.team is 'A team of a body, and the categories that go to it by themselves';
grant select, insert, update, delete on reports.team to square_visitor;
alter table reports.team enable row level security;
create policy of_body on reports.team to square_visitor
  using (core.permission() in ('reports.read', 'reports.handle', 'desk.write') and core.sees_body(body))
  with check (core.permission() = 'desk.write' and core.sees_body(body));

create table reports.template (
  id uuid primary key,
  body text not null,
  name text not null check (length(name) between 1 and 60),
  texts jsonb not null,
  unique (body, name)
);
comment on table reports.template is 'An answer that a body gives often: {nl, fr, en, de}';
grant select, insert, update, delete on reports.template to square_visitor;
alter table reports.template enable row level security;
create policy of_body on reports.template to square_visitor
  using (core.permission() in ('reports.read', 'reports.handle', 'desk.write') and core.sees_body(body))
  with check (core.permission() = 'desk.write' and core.sees_body(body));

create table reports.saved_filter (
  id uuid primary key,
  person uuid not null,
  name text not null check (length(name) between 1 and 60),
  query text not null check (length(query) <= 500),
  saved_at timestamptz not null,
  unique (person, name)
);
comment on table reports.saved_filter is 'A choice of reports that somebody of the staff comes back to. Kept for two years after it was saved';
grant select, insert, update, delete on reports.saved_filter to square_visitor;
alter table reports.saved_filter enable row level security;
create policy own on reports.saved_filter to square_visitor using (person = core.visitor());

-- What somebody did to many reports at once, with how they were before: so that it can be undone.
create table reports.bulk (
  id uuid primary key,
  person uuid not null,
  at timestamptz not null,
  action text not null,
  before jsonb not null,
  undone_at timestamptz
);
create index bulk_by_time on reports.bulk (at);
comment on table reports.bulk is 'Kept for a day by reports.forget-bulk';
grant select, insert, update on reports.bulk to square_visitor;
alter table reports.bulk enable row level security;
create policy own on reports.bulk to square_visitor using (person = core.visitor());

-- What is undone at once leaves no event: nobody was told.
grant delete on reports.event to square_visitor;

-- One thread: each message says of which body it is, and who reads it.
alter table reports.event add column body text, add column photo text, add column closing text;
alter table reports.event drop constraint event_kind_check, add constraint event_kind_check
  check (kind in ('received', 'status', 'answer', 'question', 'note', 'between', 'addition', 'reopened', 'hand-over', 'planned', 'escalated'));
alter table reports.event drop constraint event_check, add constraint event_check
  check (case kind when 'received' then status is not null when 'status' then status is not null
    when 'answer' then status is null when 'note' then status is null when 'between' then status is null when 'addition' then status is null
    else true end);
comment on column reports.event.kind is 'question: to the reporter, who then has the turn; note: for the own body; between: for all bodies of the report; planned: when it will be done';
comment on column reports.event.body is 'Body for which the author wrote; null: of the reporter, the square, or from before bodies shared a report';
comment on column reports.event.photo is 'Hash of a picture that staff took, of how it is now';
