-- What pages ask: things by name, and things and datastreams by the words of their names.
create index thing_by_name on observations.thing (name, id);
alter table observations.thing add column found_words tsvector generated always as (core.search_document(name)) stored;
create index thing_found_words on observations.thing using gin (found_words);
alter table observations.datastream add column found_words tsvector generated always as (core.search_document(name)) stored;
create index datastream_found_words on observations.datastream using gin (found_words);
