-- Versions of workflow definitions that designers removed: instances may still run on them, lists do not show them. How often a draft was saved.

CREATE TABLE removed_version (
  tenant_id TEXT NOT NULL REFERENCES tenant,
  hash TEXT NOT NULL,
  removed_at TEXT NOT NULL,
  removed_by TEXT NOT NULL,
  PRIMARY KEY (tenant_id, hash)
) WITHOUT ROWID;
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('removed_version', 'removed_version', '1000 50 1');
ALTER TABLE draft ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
ANALYZE sqlite_schema;
