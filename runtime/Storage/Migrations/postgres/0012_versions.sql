-- Versions of workflow definitions that designers removed: instances may still run on them, lists do not show them. How often a draft was saved.

CREATE TABLE removed_version (
  tenant_id TEXT COLLATE "C" NOT NULL REFERENCES tenant,
  hash TEXT COLLATE "C" NOT NULL,
  removed_at TEXT COLLATE "C" NOT NULL,
  removed_by TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (tenant_id, hash)
);
SELECT protect_tenant_rows('removed_version');
ALTER TABLE draft ADD COLUMN revision BIGINT NOT NULL DEFAULT 1;
