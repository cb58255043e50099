-- Workflow definitions that are being worked on and not published.

CREATE TABLE draft (
  tenant_id TEXT NOT NULL REFERENCES tenant,
  definition_id TEXT NOT NULL,
  version_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  content TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  PRIMARY KEY (tenant_id, definition_id)
) WITHOUT ROWID;
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('draft', 'draft', '1000 50 1');
ANALYZE sqlite_schema;
