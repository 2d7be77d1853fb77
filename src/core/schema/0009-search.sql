-- Full text in the four languages of the square, with compounds and typing errors. A trusted extension: who may create in the database
-- may create it.
create extension if not exists pg_trgm;

create function core.folded(text) returns text
  language sql immutable parallel safe set search_path = pg_catalog as $$
  select translate(lower($1), 'áàâäãåéèêëíìîïóòôöõúùûüýÿçñœæ’‘', 'aaaaaaeeeeiiiiooooouuuuyycnoa  ')
$$;
comment on function core.folded(text) is 'A text in small letters without accents, as questions and answers are compared';

create function core.search_document(text) returns tsvector
  language sql immutable parallel safe set search_path = pg_catalog as $$
  select to_tsvector('pg_catalog.simple', core.folded($1))
    || to_tsvector('pg_catalog.dutch', core.folded($1))
    || to_tsvector('pg_catalog.french', core.folded($1))
    || to_tsvector('pg_catalog.english', core.folded($1))
    || to_tsvector('pg_catalog.german', core.folded($1))
    -- Each word backwards too: the end of a compound ("lamp" in "straatlamp") is the beginning of it.
    || coalesce((select to_tsvector('pg_catalog.simple', string_agg('zz' || reverse(word), ' '))
        from regexp_split_to_table(core.folded($1), '[^a-z0-9]+') as word where length(word) > 4), ''::tsvector)
$$;
comment on function core.search_document(text) is 'The words of a text, as written, as stems in four languages, and backwards';
