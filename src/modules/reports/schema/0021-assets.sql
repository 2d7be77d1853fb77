-- Things that stand in the street and have a number: lamps, stops, containers, bins. Each layer comes from a file of who owns them.
create table reports.asset (
  id uuid primary key,
  layer text not null check (layer ~ '^[a-z][a-z-]{0,39}$'),
  number text not null check (length(number) between 1 and 40),
  -- The number without spaces and signs: so it is found however somebody types it.
  number_key text not null check (length(number_key) between 1 and 40),
  owner text not null,
  municipality text not null,
  lon double precision not null check (lon between -180 and 180),
  lat double precision not null check (lat between -85 and 85),
  valid_from date not null,
  valid_until date,
  demo boolean not null default false,
  check (valid_until is null or valid_until >= valid_from)
);
create unique index asset_by_number on reports.asset (layer, municipality, number_key, owner);
create index asset_by_place on reports.asset (layer, lat, lon);
create index asset_by_owner on reports.asset (owner, layer);
comment on table reports.asset is 'What stands in the street and has a number. Never deleted by an import: what is gone gets a day on which it ended';
comment on column reports.asset.layer is 'What kind of thing: a name out of assets/layers.json';
comment on column reports.asset.owner is 'Id of the body that looks after it';
comment on column reports.asset.valid_until is 'First day on which it is there no more';

-- Where lamps stand, everybody may see; they are written by imports, which run as the owner of the database.
grant select on reports.asset to square_visitor;
alter table reports.asset enable row level security;
create policy to_read on reports.asset for select to square_visitor using (true);

-- A report keeps what it is about as it was named then.
alter table reports.report
  add column asset uuid references reports.asset on delete set null,
  add column asset_layer text check (length(asset_layer) <= 40),
  add column asset_number text check (length(asset_number) <= 40),
  add column asset_owner text check (length(asset_owner) <= 60),
  add constraint report_asset_named check ((asset_layer is null) = (asset_number is null) and (asset_layer is null) = (asset_owner is null));
create index report_by_asset on reports.report (asset) where asset is not null;
comment on column reports.report.asset is 'The lamp, stop or other thing that it is about; null: not known, or no longer kept';
comment on column reports.report.asset_owner is 'Whose the thing was then: rules may look at it';

-- Who makes rules sees whose the thing is too, as everybody does.
drop function reports.routed_since(text[], timestamptz, integer);
create function reports.routed_since(municipalities text[], since timestamptz, most integer)
  returns table (number bigint, municipality text, body text, category text, postal_code text, street text, road text,
    asset_owner text, received_at timestamptz)
  language sql stable security definer set search_path = '' as $$
    select r.number, r.municipality, r.body, r.category, r.postal_code, r.public_street, r.road, r.asset_owner, r.received_at
    from reports.report r
    where r.received_at >= since and (municipalities is null or r.municipality = any(municipalities))
    order by r.received_at desc limit most
  $$;
