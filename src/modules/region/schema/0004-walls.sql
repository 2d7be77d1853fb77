-- The walls: staff see people of the bodies where they have the permission that is asked for, and everybody sees themselves.

grant usage on schema region to square_visitor;
-- What is known of the region is for everybody to read.
grant select on region.sub_region, region.municipality, region.postal_code, region.succession, region.boundary, region.body,
  region.body_member to square_visitor;

-- As the owner of the tables, so that a policy may ask about rows that it decides on, and only for a yes or a no.
create function region.is_colleague(person uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
  select exists (select from region.role r where r.person = $1 and core.sees_body(r.body))
$$;
create function region.has_way_in(resident uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
  select exists (select from region.resident r where r.id = $1 and r.email is not null)
    or exists (select from region.openid_account a where a.resident = $1)
$$;
comment on function region.is_colleague(uuid) is 'Whether a person works for a body where the visitor has the permission';
comment on function region.has_way_in(uuid) is 'Whether a resident can sign in again, by e-mail or with a provider: then no code on paper takes a report out of the file';

-- A new code on paper makes the one before worthless; never a link of somebody who signs in otherwise.
create function region.end_codes(resident uuid, at timestamptz) returns void
  language sql security definer set search_path = '' as $$
  update region.sign_in_link l set used_at = $2
  where l.resident = $1 and l.method = 'code' and l.used_at is null and not region.has_way_in($1)
$$;
comment on function region.end_codes(uuid, timestamptz) is 'Makes codes on paper of a resident worthless that were not used yet';

grant select, insert on region.person to square_visitor;
alter table region.person enable row level security;
create policy colleagues on region.person for select to square_visitor
  using (id = core.visitor() or (core.permission() = 'people.administer' and region.is_colleague(id)));
create policy let_in on region.person for insert to square_visitor
  with check (core.permission() = 'people.administer');

grant select, insert, delete on region.role to square_visitor;
alter table region.role enable row level security;
-- All roles of a colleague, those elsewhere too: who may do more than one can give is not helped in.
create policy colleagues on region.role for select to square_visitor
  using (person = core.visitor() or (core.permission() = 'people.administer' and region.is_colleague(person)));
create policy give on region.role for insert to square_visitor
  with check (core.permission() = 'people.administer' and core.sees_body(body));
create policy take on region.role for delete to square_visitor
  using (core.permission() = 'people.administer' and core.sees_body(body));

grant select, insert, update, delete on region.session, region.sign_in_link, region.passkey to square_visitor;
grant select, insert, delete on region.openid_account to square_visitor;
alter table region.session enable row level security;
alter table region.sign_in_link enable row level security;
alter table region.passkey enable row level security;
alter table region.openid_account enable row level security;
create policy own on region.session to square_visitor
  using (coalesce(person, resident) = core.visitor()
    or (core.permission() = 'people.administer' and region.is_colleague(person)));
create policy own on region.sign_in_link to square_visitor
  using (coalesce(person, resident) = core.visitor()
    or (core.permission() = 'people.administer' and region.is_colleague(person)));
create policy printed_code on region.sign_in_link for insert to square_visitor
  with check (core.permission() = 'residents.help' and resident is not null and email is null and method = 'code');
create policy own on region.passkey to square_visitor
  using (person = core.visitor() or (core.permission() = 'people.administer' and region.is_colleague(person)));
create policy own on region.openid_account to square_visitor
  using (coalesce(person, resident) = core.visitor()
    or (core.permission() = 'people.administer' and region.is_colleague(person)));
-- Pseudonyms only: who changes where a provider is makes it forget whom it knew.
create policy operator_sees on region.openid_account for select to square_visitor
  using (core.permission() = 'operator');
create policy operator_removes on region.openid_account for delete to square_visitor
  using (core.permission() = 'operator');
-- Nothing in it is about anybody.
grant select, insert on region.spent_challenge to square_visitor;

grant select, insert, update, delete on region.resident to square_visitor;
alter table region.resident enable row level security;
create policy own on region.resident to square_visitor using (id = core.visitor());
create policy printed_code on region.resident for insert to square_visitor
  with check (core.permission() = 'residents.help' and email is null and name is null);

grant select, insert, update, delete on region.openid_provider to square_visitor;
alter table region.openid_provider enable row level security;
create policy operator on region.openid_provider to square_visitor using (core.permission() = 'operator');
create policy connect on region.openid_provider for select to square_visitor
  using (core.permission() = 'account.own');

grant select, insert, update, delete on region.track to square_visitor;
alter table region.track enable row level security;
create policy everybody_reads on region.track for select to square_visitor using (true);
create policy administer on region.track to square_visitor
  using (core.permission() = 'region.administer'
    and exists (select from region.body b where b.municipality = track.nis and core.sees_body(b.id)));
