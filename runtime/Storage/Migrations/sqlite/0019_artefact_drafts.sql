-- Artefacts other than workflow definitions that are being worked on and not published.

CREATE TABLE artefact_draft (
  tenant_id TEXT NOT NULL REFERENCES tenant,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  base_hash TEXT,
  content BLOB NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  revision INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, kind, key)
);
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('artefact_draft', 'sqlite_autoindex_artefact_draft_1', '1000 50 10 1');
ANALYZE sqlite_schema;
