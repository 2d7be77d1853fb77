-- Whoever follows a report by e-mail: neighbours, and who meant to report the same. Only after a confirmed link.
create table reports.follower (
  id uuid primary key,
  report uuid not null references reports.report on delete cascade,
  report_number bigint not null,
  email text not null check (length(email) <= 254),
  mailbox text not null generated always as (md5(lower(email))) stored,
  language text not null,
  asked_at timestamptz not null,
  confirmed_at timestamptz
);
create unique index follower_once on reports.follower (report, lower(email));
create index follower_by_mailbox on reports.follower (report, mailbox) where confirmed_at is not null;
create index follower_by_email on reports.follower (lower(email));
create index follower_unconfirmed on reports.follower (asked_at) where confirmed_at is null;
comment on table reports.follower is 'Who follows a report by e-mail. Erased by reports.forget-followers';
comment on column reports.follower.email is 'Personal. Purpose: tell what happens to the report. Kept until 60 days after closing, two days when never confirmed';
comment on column reports.follower.mailbox is 'Personal. Order in which a digest walks addresses: one letter for each';

-- "My file" shows and erases what one follows; everything else is done by routes for anyone and in the background.
grant select, delete on reports.follower to square_visitor;
alter table reports.follower enable row level security;
create policy own on reports.follower to square_visitor
  using (core.permission() = 'file.own' and core.is_own_email(email));

-- Followers get one letter for each period, whatever happened in it: a digest walks them in the order of their mailboxes, and remembers
-- how far it is, so that who was told is not told again when it is cut off.
create table reports.digest (
  id bigint generated always as identity primary key,
  opened_at timestamptz not null,
  told_until text not null default '',
  letters integer not null default 0,
  tries integer not null default 0,
  walker uuid,
  held_until timestamptz,
  finished_at timestamptz
);
comment on column reports.digest.told_until is 'The mailbox that was told last';
comment on column reports.digest.tries is 'How often the letter after that one failed';
comment on column reports.digest.walker is 'The run that walks it now, until held_until';
alter table reports.digest enable row level security;

create table reports.notice (
  event uuid primary key references reports.event on delete cascade,
  report uuid not null references reports.report on delete cascade,
  digest bigint references reports.digest on delete cascade
);
create index notice_waiting on reports.notice (event) where digest is null;
create index notice_by_digest on reports.notice (digest);
comment on table reports.notice is 'Events that followers are told of, and with which digest';
alter table reports.notice enable row level security;
