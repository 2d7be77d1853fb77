-- Who did what, when and why. Rows are only ever added; each holds the hash of the one before it, so that a change shows.
create table core.audit (
  id bigint primary key,
  at timestamptz not null,
  actor_kind text not null check (actor_kind in ('staff', 'resident', 'system')),
  actor text not null,
  action text not null check (action ~ '^[a-z-]+\.[a-z-]+$'),
  subject text not null,
  municipality text,
  reason text not null,
  hash text not null
);
create index audit_subject on core.audit (subject, id);

comment on column core.audit.actor is 'Id of the person, never the name. Purpose: account for what was done. Kept as long as the log';
comment on column core.audit.reason is 'Why, in the words of the action or of staff; no personal data of residents';
comment on column core.audit.hash is 'SHA-256 over the hash of the row before and the content of this one';

-- The last row, apart, so that cutting off the end of the log shows as well.
create table core.audit_head (
  only_row boolean primary key default true check (only_row),
  id bigint not null,
  hash text not null
);
insert into core.audit_head (id, hash) values (0, '');

create function core.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'The audit log is only ever added to.';
end
$$;
create trigger audit_append_only before update or delete or truncate on core.audit
  for each statement execute function core.refuse_change();
