-- Alterations of many instances that were submitted, and how far they have come.

CREATE TABLE alteration_plan (
  tenant_id TEXT NOT NULL REFERENCES tenant,
  plan_id TEXT NOT NULL,
  content TEXT NOT NULL,
  created_at TEXT NOT NULL,
  completed_at TEXT,
  PRIMARY KEY (tenant_id, plan_id)
) WITHOUT ROWID;
CREATE INDEX alteration_plan_open ON alteration_plan (tenant_id, created_at) WHERE completed_at IS NULL;
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('alteration_plan', 'alteration_plan', '1000 50 1'), ('alteration_plan', 'alteration_plan_open', '10 1 1');
ANALYZE sqlite_schema;
