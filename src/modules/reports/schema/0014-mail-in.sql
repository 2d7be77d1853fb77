-- Letters that came in by e-mail, waiting for somebody of the staff to make a report of them.
create table reports.letter_in (
  id uuid primary key,
  body text not null,
  message_id text not null check (length(message_id) <= 300),
  received_at timestamptz not null,
  sender_name text not null check (length(sender_name) <= 100),
  sender_email text not null check (length(sender_email) <= 254),
  subject text not null check (length(subject) <= 200),
  text text not null check (length(text) <= 20000),
  photo text,
  opened_at timestamptz,
  done_at timestamptz,
  unique (body, message_id)
);
create index letter_in_waiting on reports.letter_in (body, received_at) where done_at is null;
create index letter_in_by_time on reports.letter_in (received_at);
comment on table reports.letter_in is 'E-mail for the reports desk of a body. Removed by reports.forget-letters-in: 30 days after it was handled, 180 days after it came in';
comment on column reports.letter_in.text is 'Personal. The words of the letter without what it quotes. Purpose: make a report of it';
comment on column reports.letter_in.message_id is 'Message-ID (RFC 5322), or a hash of the letter: the same letter is taken in once';

grant select, update, delete on reports.letter_in to square_visitor;
alter table reports.letter_in enable row level security;
create policy of_body on reports.letter_in to square_visitor
  using (core.permission() = 'reports.handle' and core.sees_body(body));
-- Whoever wrote it, by the address that they proved.
create policy own on reports.letter_in to square_visitor
  using (core.permission() = 'file.own' and core.is_own_email(sender_email));
create index letter_in_by_sender on reports.letter_in (lower(sender_email));
