-- Of whom nothing is shown. Each sensor of a resident has an owner of its own: places and features too, also those where it stood before or
-- that its key sent along, are hidden with it.
create table observations.hidden_owner (owner text primary key);
comment on table observations.hidden_owner is 'Owners of whom nobody sees anything: residents whose sensor was hidden or ended with everything';
insert into observations.hidden_owner (owner)
  select distinct t.owner from observations.hidden h join observations.thing t on t.id = h.thing;

grant select on observations.hidden_owner to square_visitor;
alter table observations.hidden_owner enable row level security;
create policy to_read on observations.hidden_owner for select to square_visitor using (true);
