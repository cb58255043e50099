-- When triggers of published definitions start instances.

CREATE TABLE trigger_timer (
  tenant_id TEXT NOT NULL,
  definition_id TEXT NOT NULL,
  activity_id TEXT NOT NULL,
  schedule TEXT NOT NULL,
  due_at TEXT NOT NULL,
  misfire TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  available_at TEXT NOT NULL,
  PRIMARY KEY (tenant_id, definition_id, activity_id)
) WITHOUT ROWID;
CREATE INDEX trigger_timer_by_time ON trigger_timer (available_at);
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('trigger_timer', 'trigger_timer', '100 5 1 1'), ('trigger_timer', 'trigger_timer_by_time', '100 1');
ANALYZE sqlite_schema;
