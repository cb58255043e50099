-- Alterations of many instances that were submitted, and how far they have come.

CREATE TABLE alteration_plan (
  tenant_id TEXT COLLATE "C" NOT NULL REFERENCES tenant,
  plan_id TEXT COLLATE "C" NOT NULL,
  content TEXT COLLATE "C" NOT NULL,
  created_at TEXT COLLATE "C" NOT NULL,
  completed_at TEXT COLLATE "C",
  PRIMARY KEY (tenant_id, plan_id)
);
CREATE INDEX alteration_plan_open ON alteration_plan (tenant_id, created_at) WHERE completed_at IS NULL;
SELECT protect_tenant_rows('alteration_plan');
