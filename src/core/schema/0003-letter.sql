-- Letters that could not be sent because no SMTP server is set: operators read them. Kept for thirty days.
create table core.letter (
  id bigint generated always as identity primary key,
  recipient text not null,
  subject text not null,
  body text not null,
  language text not null,
  written_at timestamptz not null
);
create index letter_written on core.letter (written_at);
