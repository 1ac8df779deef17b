CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE application (
  id TEXT PRIMARY KEY, wave TEXT NOT NULL, plan_digest TEXT NOT NULL, side TEXT NOT NULL
) STRICT;
CREATE TABLE step (
  id TEXT PRIMARY KEY, application_id TEXT NOT NULL REFERENCES application (id),
  phase TEXT NOT NULL, step_key TEXT NOT NULL, ordinal INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('ready', 'running', 'succeeded', 'failed', 'unknown')),
  safety TEXT NOT NULL, fence INTEGER NOT NULL DEFAULT 0, finished_at TEXT NOT NULL DEFAULT '',
  UNIQUE (application_id, step_key)
) STRICT;
CREATE TABLE attempt (
  id TEXT PRIMARY KEY, step_id TEXT NOT NULL REFERENCES step (id), fence INTEGER NOT NULL,
  worker_id TEXT NOT NULL, code_version TEXT NOT NULL, started_at TEXT NOT NULL,
  finished_at TEXT NOT NULL DEFAULT '', outcome TEXT NOT NULL DEFAULT '', evidence TEXT NOT NULL DEFAULT '{}',
  UNIQUE (step_id, fence)
) STRICT;
CREATE TABLE plan (
  digest TEXT PRIMARY KEY, subject TEXT NOT NULL, body TEXT NOT NULL, author TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE approval (
  id INTEGER PRIMARY KEY, plan_digest TEXT NOT NULL, decision TEXT NOT NULL, actor TEXT NOT NULL,
  at TEXT NOT NULL, expires_at TEXT NOT NULL, reason TEXT NOT NULL
) STRICT;
CREATE TABLE ledger (
  seq INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, host TEXT NOT NULL, event TEXT NOT NULL,
  application_id TEXT NOT NULL, wave TEXT NOT NULL, step_id TEXT NOT NULL, attempt_id TEXT NOT NULL,
  data TEXT NOT NULL, prev_hash TEXT NOT NULL, hash TEXT NOT NULL
) STRICT;
CREATE TRIGGER ledger_rows_never_change BEFORE UPDATE ON ledger BEGIN SELECT RAISE (ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER ledger_rows_never_go BEFORE DELETE ON ledger BEGIN SELECT RAISE (ABORT, 'the ledger is append-only'); END;
