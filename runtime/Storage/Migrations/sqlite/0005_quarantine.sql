-- Instances whose bursts ended the process again and again, until somebody releases them.

CREATE TABLE quarantine (
  tenant_id TEXT NOT NULL,
  instance_id TEXT NOT NULL,
  at TEXT NOT NULL,
  reason TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  released_by TEXT,
  released_at TEXT,
  PRIMARY KEY (tenant_id, instance_id, at)
) WITHOUT ROWID;
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('quarantine', 'quarantine', '100 5 1 1');
ANALYZE sqlite_schema;
