-- Months that were written to a file, and may have left the database after that.
create table observations.archive (
  month date primary key check (extract(day from month) = 1),
  rows bigint not null,
  bytes bigint not null,
  sha256 text not null check (length(sha256) = 64),
  -- What came in, or was corrected, since then is not in the file.
  begun_at timestamptz not null,
  made_at timestamptz not null,
  -- When its rows left the database; null: they are there.
  dropped_at timestamptz
);
comment on table observations.archive is 'Months of observations that stand in a file of the archive (archive/)';
grant select on observations.archive to square_visitor;
alter table observations.archive enable row level security;
create policy to_read on observations.archive for select to square_visitor using (true);

-- Before this moment nothing is taken in any more: the roll-ups of a month cannot be made again without its raw values, and neither can
-- those of the next one, of which days and months as clocks have them begin in it.
create function observations.closed_before() returns timestamptz language sql stable as $$
  select (max(month) + interval '2 months')::timestamp at time zone 'UTC' from observations.archive where dropped_at is not null
$$;

-- A moment as files tell it, to the microsecond.
create function observations.iso(moment timestamptz) returns text language sql immutable parallel safe as $$
  select to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
$$;
