-- Everybody sees how pages look; staff change it for the bodies where they may.

grant select, insert on region.logo to square_visitor;
alter table region.logo enable row level security;
create policy everybody_reads on region.logo for select to square_visitor using (true);
create policy take_in on region.logo for insert to square_visitor with check (core.permission() = 'theme.write');

grant select, insert on region.theme to square_visitor;
alter table region.theme enable row level security;
create policy everybody_reads on region.theme for select to square_visitor using (true);
create policy publish on region.theme for insert to square_visitor
  with check (core.permission() = 'theme.write' and core.sees_body(body) and not demo);

-- Who published an earlier version is told to colleagues.
create policy published on region.person for select to square_visitor
  using (core.permission() = 'theme.write' and region.is_colleague(id));
