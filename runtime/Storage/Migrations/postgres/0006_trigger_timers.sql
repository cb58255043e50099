-- When triggers of published definitions start instances.

CREATE TABLE trigger_timer (
  tenant_id TEXT COLLATE "C" NOT NULL,
  definition_id TEXT COLLATE "C" NOT NULL,
  activity_id TEXT COLLATE "C" NOT NULL,
  schedule TEXT COLLATE "C" NOT NULL,
  due_at TEXT COLLATE "C" NOT NULL,
  misfire TEXT COLLATE "C" NOT NULL,
  attempts BIGINT NOT NULL,
  available_at TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (tenant_id, definition_id, activity_id)
);
CREATE INDEX trigger_timer_by_time ON trigger_timer (available_at);
SELECT protect_tenant_rows('trigger_timer');
CREATE POLICY claiming ON trigger_timer FOR SELECT TO lowcode_claiming USING (TRUE);
GRANT SELECT (tenant_id, definition_id, activity_id, due_at, attempts, available_at) ON trigger_timer TO lowcode_claiming;
