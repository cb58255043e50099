-- Instances whose bursts ended the process again and again, until somebody releases them.

CREATE TABLE quarantine (
  tenant_id TEXT COLLATE "C" NOT NULL,
  instance_id TEXT COLLATE "C" NOT NULL,
  at TEXT COLLATE "C" NOT NULL,
  reason TEXT COLLATE "C" NOT NULL,
  attempts BIGINT NOT NULL,
  released_by TEXT COLLATE "C",
  released_at TEXT COLLATE "C",
  PRIMARY KEY (tenant_id, instance_id, at)
);
SELECT protect_tenant_rows('quarantine');
