-- The walls between municipalities: what a visitor's transaction may see is set for its length by core/database/walls.ts.
-- Policies of the capabilities ask these functions.

create function core.permission() returns text language sql stable as $$
  select coalesce(current_setting('square.permission', true), '')
$$;
create function core.visitor() returns uuid language sql stable as $$
  select nullif(current_setting('square.visitor', true), '')::uuid
$$;
create function core.sees_body(body text) returns boolean language sql stable as $$
  select current_setting('square.bodies', true) = '*'
    or body = any(string_to_array(coalesce(current_setting('square.bodies', true), ''), ','))
$$;
create function core.is_own_email(email text) returns boolean language sql stable as $$
  select coalesce(lower(email) = nullif(current_setting('square.email', true), ''), false)
$$;
comment on function core.permission() is 'The permission that the route of this transaction asks for';
comment on function core.visitor() is 'Id of the person or resident who asks';
comment on function core.sees_body(text) is 'Whether the visitor has that permission at a body';
comment on function core.is_own_email(text) is 'Whether an address is the one that the resident proved';

grant usage on schema core to square_visitor;
-- Who did what, ids only: added to by everybody, in the transaction of the deed.
grant select, insert on core.audit to square_visitor;
grant select, update on core.audit_head to square_visitor;
-- Facts for others: ids only. How many wait is shown to operators.
grant select, insert on core.outbox to square_visitor;
grant select on core.outbox_delivery, core.outbox_listener, core.retention_run to square_visitor;

grant select, delete on core.letter to square_visitor;
alter table core.letter enable row level security;
create policy operator_reads on core.letter for select to square_visitor
  using (core.permission() = 'operator' or (core.permission() = 'file.own' and core.is_own_email(recipient)));
create policy owner_erases on core.letter for delete to square_visitor
  using (core.permission() = 'file.own' and core.is_own_email(recipient));
