"""Two PostgreSQL databases with something of everything that must arrive, in SQL."""

HOSTILE = '省级 "portal\'s" \\db='
ROLES = """
CREATE ROLE "业务 owner" LOGIN;
CREATE ROLE portal_rw;
CREATE ROLE "o'app" LOGIN CONNECTION LIMIT 5 PASSWORD 'never moved';
CREATE ROLE bystander LOGIN;
GRANT portal_rw TO "o'app";
COMMENT ON ROLE portal_rw IS 'reads; and
writes';
ALTER ROLE "o'app" SET search_path = app, public;
"""
DATABASE = """
CREATE DATABASE {name} OWNER "业务 owner" ENCODING 'UTF8' LC_COLLATE 'C.UTF-8'
  LC_CTYPE 'C.UTF-8' TEMPLATE template0;
ALTER DATABASE {name} SET search_path = app, "Odd;";
ALTER DATABASE {name} SET standard_conforming_strings = off;
ALTER ROLE "o'app" IN DATABASE {name} SET work_mem = '8MB';
REVOKE CONNECT ON DATABASE {name} FROM PUBLIC;
GRANT CONNECT ON DATABASE {name} TO portal_rw;
COMMENT ON DATABASE {name} IS 'it''s; DROP';
"""
ESTATE = """
CREATE SCHEMA app AUTHORIZATION "业务 owner";
CREATE EXTENSION hstore;
SET search_path = app, public;
CREATE TYPE app.state AS ENUM ('受理', '办结');
CREATE SEQUENCE app.ids START 100;
CREATE TABLE app.permits (
  id bigserial PRIMARY KEY, "姓名 ""x"" 列" text NOT NULL, doc bytea, fee numeric(20, 6),
  ratio double precision, at timestamptz, day date, state app.state, extra jsonb, tags text[],
  h hstore, term interval);
INSERT INTO app.permits ("姓名 ""x"" 列", doc, fee, ratio, at, day, state, extra, tags, h, term)
SELECT '市民' || i || CASE WHEN i % 7 = 0 THEN E'\\\\ ''\\t\\n' ELSE '' END,
  decode(md5(i::text), 'hex'), CASE WHEN i % 5 > 0 THEN i * 0.000001 END,
  i / 3.0::double precision,
  timestamptz '2026-01-01 00:00:00.123456+08' + i * interval '1 min', date '2026-01-01' + i % 1000,
  '办结', jsonb_build_object('k', i), array['一', NULL], hstore('a', i::text), i * interval '1 hour'
FROM generate_series(1, 10000) AS i;
CREATE TABLE app.nokey (x int, t text);
INSERT INTO app.nokey SELECT 1, 'twice' FROM generate_series(1, 50);
CREATE TABLE app.empty (id bigint PRIMARY KEY REFERENCES app.permits);
CREATE TABLE app.x (x int, t text);
INSERT INTO app.x VALUES (1, 'a'), (2, NULL);
CREATE TABLE app."'; DROP TABLE x; --%I" (a int);
CREATE TABLE app.parts (k int) PARTITION BY RANGE (k);
CREATE TABLE app.parts1 PARTITION OF app.parts FOR VALUES FROM (0) TO (10);
INSERT INTO app.parts VALUES (5);
CREATE VIEW app.done AS SELECT id FROM app.permits WHERE state = '办结';
CREATE INDEX by_day ON app.permits (day);
CREATE FUNCTION app.f() RETURNS int LANGUAGE sql AS $$ SELECT 1
--
-- Name: false; Type: DATABASE; Schema: -; Owner: -
--
; $$;
ALTER TABLE app.permits OWNER TO "业务 owner";
GRANT SELECT, INSERT ON app.permits TO portal_rw;
GRANT USAGE ON SCHEMA app TO portal_rw;
ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT SELECT ON TABLES TO portal_rw;
COMMENT ON TABLE app.permits IS '许可';
SELECT lo_from_bytea(0, '大对象'::bytea);
"""
SMALL = """
CREATE TABLE public.t (a int, b text, ratio double precision, doc bytea);
INSERT INTO public.t SELECT i, '第' || i, 0.1 + i, decode('00ff', 'hex') FROM generate_series(1, 300) AS i;
INSERT INTO public.t SELECT 1, 'twice', NULL, NULL FROM generate_series(1, 3);
CREATE SEQUENCE public.s;
"""
