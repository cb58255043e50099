-- Workflow definitions that are being worked on and not published.

CREATE TABLE draft (
  tenant_id TEXT COLLATE "C" NOT NULL REFERENCES tenant,
  definition_id TEXT COLLATE "C" NOT NULL,
  version_id TEXT COLLATE "C" NOT NULL,
  version BIGINT NOT NULL,
  content TEXT COLLATE "C" NOT NULL,
  updated_at TEXT COLLATE "C" NOT NULL,
  updated_by TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (tenant_id, definition_id)
);
SELECT protect_tenant_rows('draft');
