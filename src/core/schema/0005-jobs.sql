-- The schema of the job queue, which makes its own tables. Made here, under the lock of the migrations: two processes that
-- make a schema at the same moment meet in the catalog of PostgreSQL, and one falls.
create schema if not exists core_jobs;
