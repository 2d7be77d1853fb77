-- How stations stand, and how far each datastream can be relied on (reliability/).

-- In the classes of Commission decision 2011/850/EU; null: the resident did not say.
alter table observations.registration
  add column area text check (area in ('urban', 'suburban', 'rural')),
  add column influence text check (influence in ('traffic', 'industrial', 'background'));

-- Staff tell how the stations of their body stand (`height`, `outdoors`, `area` and `influence` in the properties), and nothing else.
grant update (properties, updated_at) on observations.thing to square_visitor;
create policy to_stand on observations.thing for update to square_visitor
  using (core.permission() = 'sensors.administer' and core.sees_body(owner))
  with check (core.permission() = 'sensors.administer' and core.sees_body(owner));

-- In which hours a datastream had enough neighbours to be compared with: what has no verdict of an hour passed or could not be tested.
create table observations.compared_day (
  datastream integer not null references observations.datastream on delete cascade,
  day date not null,
  -- A bit for each hour (UTC).
  hours integer not null,
  primary key (datastream, day)
);
comment on table observations.compared_day is 'Hours in which a datastream was compared with its neighbours; kept as long as a score looks back, and some days more';

-- How far a sensor beside a reference went from what was learned, as the last night found it; in `unit`.
alter table observations.calibration add column drift double precision, add column looked_at timestamptz;

-- How far each datastream can be relied on, made every night of what is stored; it can be made again.
create table observations.score (
  datastream integer primary key references observations.datastream on delete cascade,
  -- Of how it is made (reliability/score.ts).
  version smallint not null,
  -- The end is not in it.
  window_from timestamptz not null,
  window_until timestamptz not null check (window_until > window_from),
  -- Null: too little is known.
  score smallint check (score between 0 and 100),
  certainty smallint not null check (certainty between 0 and 100),
  -- Shares, 0 to 1; drift and uncertainty as shares of the level of the property. Null: nobody knows.
  coverage double precision,
  suspect double precision,
  failed double precision,
  agreement double precision,
  drift double precision,
  uncertainty double precision,
  -- What each part comes to, 0 to 100, by its name.
  points jsonb not null check (jsonb_typeof(points) = 'object'),
  advice text,
  -- Why it may not be used, by question: empty, it may.
  objections jsonb not null check (jsonb_typeof(objections) = 'object'),
  scored_at timestamptz not null,
  -- Something else than values changed since, such as how it stands.
  is_stale boolean not null default false
);
create index score_stale on observations.score (datastream) where is_stale;
create index score_by_score on observations.score (score, datastream);
comment on table observations.score is 'How far each datastream can be relied on, with the parts that this is made of';

-- Of a network: how many sensors are in each band, day by day.
create table observations.network_score (
  -- Owner, or `residents` for all residents of a municipality together.
  body text not null,
  -- Empty for what is in none.
  municipality text not null,
  day date not null,
  -- From very low to very good.
  bands integer[] not null check (cardinality(bands) = 5),
  unknown integer not null,
  median real,
  primary key (body, municipality, day)
);
comment on table observations.network_score is 'Distribution of the scores of a body in a municipality, as of the nights';

grant select on observations.compared_day, observations.score, observations.network_score to square_visitor;
alter table observations.compared_day enable row level security;
create policy to_read on observations.compared_day for select to square_visitor using (true);
alter table observations.score enable row level security;
create policy to_read on observations.score for select to square_visitor using (true);
alter table observations.network_score enable row level security;
create policy to_read on observations.network_score for select to square_visitor using (true);

-- What is no value but counts: how it stands, whether it is a reference, how it is calibrated, in which unit it tells.
create function observations.score_again() returns trigger language plpgsql security definer set search_path = '' as $$
declare of_datastreams integer[];
begin
  if tg_table_name = 'thing' then
    of_datastreams := array(select d.id from observations.datastream d where d.thing = new.id);
  elsif tg_table_name = 'datastream' then
    of_datastreams := array[new.id];
  elsif tg_op = 'DELETE' then
    of_datastreams := array[old.datastream];
  else
    of_datastreams := array[new.datastream];
  end if;
  update observations.score set is_stale = true where datastream = any(of_datastreams) and not is_stale;
  return null;
end $$;
create trigger score_again after update of properties on observations.thing
  for each row when (old.properties is distinct from new.properties) execute function observations.score_again();
create trigger score_again after update of ucum, observed_property, period_seconds, owner on observations.datastream
  for each row when (old.ucum is distinct from new.ucum or old.observed_property <> new.observed_property
    or old.period_seconds is distinct from new.period_seconds or old.owner <> new.owner) execute function observations.score_again();
create trigger score_again after insert or delete on observations.reference for each row execute function observations.score_again();
create trigger score_again after insert or update of ended_at on observations.calibration for each row execute function observations.score_again();

-- Owners who say that a score is wrong; the office of the region answers. What a resident wrote goes when their sensor ends.
create table observations.score_objection (
  id uuid primary key,
  datastream integer not null references observations.datastream on delete cascade,
  owner text not null,
  municipality text,
  -- Of a sensor of a resident.
  registration uuid references observations.registration on delete cascade,
  -- As it was when somebody objected.
  score smallint,
  reason text not null check (length(reason) between 10 and 2000),
  made_at timestamptz not null,
  made_by uuid,
  outcome text check (outcome in ('agreed', 'refused')),
  answer text check (length(answer) between 10 and 2000),
  answered_at timestamptz,
  answered_by uuid,
  check ((outcome is null) = (answered_at is null) and (answer is null) = (answered_at is null))
);
create unique index score_objection_open on observations.score_objection (datastream) where answered_at is null;
create index score_objection_by_datastream on observations.score_objection (datastream, made_at desc);
create index score_objection_by_registration on observations.score_objection (registration);
create index score_objection_by_age on observations.score_objection (made_at);
comment on column observations.score_objection.reason is
  'Personal: words of the owner. Purpose: let the office judge whether a score is right. Erased two years after they came, and when the sensor of a resident ends';
comment on column observations.score_objection.answer is 'Personal: what the office answered to the owner. Erased with the reason';
comment on column observations.score_objection.made_by is 'Personal: who of the staff objected (region.person). Erased with the reason';
comment on column observations.score_objection.answered_by is 'Personal: who of the office answered (region.person). Erased with the reason';

grant select, insert on observations.score_objection to square_visitor;
grant update (outcome, answer, answered_at, answered_by) on observations.score_objection to square_visitor;
alter table observations.score_objection enable row level security;
create policy of_office on observations.score_objection for select to square_visitor
  using (core.permission() = 'sensors.administer' and core.sees_body('region-office'));
create policy of_owner on observations.score_objection for select to square_visitor
  using (core.permission() = 'sensors.administer' and core.sees_body(owner));
create policy to_object on observations.score_objection for insert to square_visitor
  with check (core.permission() = 'sensors.administer' and core.sees_body(owner) and registration is null and answered_at is null);
create policy to_answer on observations.score_objection for update to square_visitor
  using (core.permission() = 'sensors.administer' and core.sees_body('region-office'))
  with check (core.permission() = 'sensors.administer' and core.sees_body('region-office'));

-- Things of which at least one datastream that everybody may see (of a property) is so reliable.
create function observations.things_scored(property text, least_score integer) returns setof integer language sql stable as $$
  select d.thing from observations.score s join observations.shown_datastream d on d.id = s.datastream
  where s.score >= least_score
    and (property is null or d.observed_property = (select p.id from observations.observed_property p where p.key = property))
$$;
