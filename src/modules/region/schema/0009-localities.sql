-- The villages and former municipalities by whose names people know where they live.

create table region.locality (
  nis text not null references region.municipality,
  postal_code text not null check (postal_code ~ '^[0-9]{4}$'),
  nl text not null,
  fr text,
  primary key (nis, nl)
);
comment on column region.locality.fr is 'Only where French has a name of its own.';
grant select on region.locality to square_visitor;
