-- What a visitor sees does not change within a statement. As sub-questions, these are asked once for a statement and not for each row,
-- and a wall then is a condition that an index can answer: `(select core.sees_all()) or body = any((select core.seen_bodies())::text[])`.
create function core.sees_all() returns boolean language sql stable as $$
  select coalesce(current_setting('square.bodies', true) = '*', false)
$$;
create function core.seen_bodies() returns text[] language sql stable as $$
  select string_to_array(coalesce(current_setting('square.bodies', true), ''), ',')
$$;
comment on function core.sees_all() is 'Whether the visitor has the permission of the route for the whole region';
comment on function core.seen_bodies() is 'The bodies where the visitor has the permission of the route';
