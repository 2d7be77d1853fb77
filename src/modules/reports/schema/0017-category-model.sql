-- What a body's own reports taught about words and categories: made anew every night out of what staff showed to everybody.
create table reports.category_model (
  body text primary key,
  made_at timestamptz not null,
  examples integer not null,
  counts jsonb not null,
  model text check (length(model) < 1000000)
);
comment on column reports.category_model.counts is 'How many reports of each category in a year, merged ones left out: numbers alone, also of reports whose words are hidden';
comment on column reports.category_model.model is 'Weights at hashed places: no word can be read out of it. Null: too few examples, the seeds are used';
-- Read by routes for anyone and written in the background, which run as the owner.
alter table reports.category_model enable row level security;
