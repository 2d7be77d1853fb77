-- A provider vouches for the staff of a body: whoever the body trusts for that, the body itself says.

alter table region.openid_provider add column approved_at timestamptz;
update region.openid_provider set approved_at = created_at;
comment on column region.openid_provider.approved_at is 'When an administrator of the body approved of this issuer, client and roles. Null: nobody of the staff signs in with it yet';

create policy approve on region.openid_provider to square_visitor
  using (core.permission() = 'providers.approve' and not for_residents and core.sees_body(body));
-- Who signed in with a provider that is no longer trusted is signed out.
create policy end_of_provider on region.session for delete to square_visitor
  using (core.permission() in ('providers.approve', 'operator') and method = 'openid' and body is not null and core.sees_body(body));
create policy seen_of_provider on region.session for select to square_visitor
  using (core.permission() in ('providers.approve', 'operator') and method = 'openid' and body is not null and core.sees_body(body));

-- As the owner of the tables: that a body is administered is no secret, by whom is.
create function region.administered_bodies() returns setof text
  language sql stable security definer set search_path = '' as $$
  select distinct r.body from region.role r where r.role = 'administrator'
$$;
comment on function region.administered_bodies() is 'The bodies that have an administrator: there an operator proposes, and the body decides';

alter table region.person add column language text not null default 'nl' check (language in ('nl', 'fr', 'en', 'de'));
comment on column region.person.language is 'In which language the person signed in last: letters speak it';
