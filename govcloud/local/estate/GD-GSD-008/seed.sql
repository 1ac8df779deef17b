-- 合成数据 / SYNTHETIC. Matters and their handling; the same rows at every birth.
CREATE TYPE state AS ENUM ('已受理', '办理中', '已办结');
CREATE SEQUENCE receipt_number START 20190001;

CREATE TABLE matters (
    code text PRIMARY KEY, name text NOT NULL, fee numeric(12, 2) NOT NULL, online boolean NOT NULL
);
INSERT INTO matters
SELECT 'GD-' || lpad(n::text, 5, '0'), '政务服务事项' || n, (n % 977) * 1.35, n % 5 <> 0
FROM generate_series(1, 1200) AS n;

CREATE TABLE cases (
    receipt bigint PRIMARY KEY DEFAULT nextval('receipt_number'),
    matter text NOT NULL REFERENCES matters,
    applicant text NOT NULL,
    state state NOT NULL,
    form jsonb NOT NULL,
    attachment bytea,
    received timestamptz NOT NULL
);
INSERT INTO cases (matter, applicant, state, form, attachment, received)
SELECT 'GD-' || lpad((n % 1200 + 1)::text, 5, '0'), '合成申请人' || n,
       (ARRAY['已受理', '办理中', '已办结'])[n % 3 + 1]::state,
       jsonb_build_object('序号', n, '备注', repeat('材料', n % 7)),
       CASE WHEN n % 4 = 0 THEN decode(md5(n::text) || md5((n * 7)::text), 'hex') END,
       timestamptz '2019-05-21 09:00:00+08' + n * interval '97 seconds'
FROM generate_series(1, 6000) AS n;
CREATE INDEX cases_open ON cases (received) WHERE state <> '已办结';

-- a table without a primary key, and with rows that are equal
CREATE TABLE visits (page text, day date, duration interval, score real);
INSERT INTO visits
SELECT '/事项/' || n % 50, date '2019-05-21' + n % 30, n % 90 * interval '1 second', (n % 10) / 3.0
FROM generate_series(1, 5000) AS n;
INSERT INTO visits SELECT * FROM visits WHERE day = date '2019-05-21';

CREATE VIEW workload AS SELECT state, count(*) AS cases FROM cases GROUP BY state;

CREATE TABLE entries (
    id bigserial PRIMARY KEY, text text NOT NULL, at timestamptz NOT NULL DEFAULT now()
);
INSERT INTO entries (text, at)
SELECT '留言第 ' || n || ' 条', timestamptz '2019-05-21 09:00:00+08' + n * interval '5 minutes'
FROM generate_series(1, 800) AS n;
