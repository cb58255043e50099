-- Who was given sensitive values, by time and by person; and who took them away in files of records.

CREATE TABLE record_file (
  tenant_id TEXT NOT NULL REFERENCES tenant,
  file_id TEXT NOT NULL,
  case_type TEXT NOT NULL,
  fields TEXT NOT NULL,
  conditions TEXT NOT NULL,
  actor TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (tenant_id, file_id)
) WITHOUT ROWID;
CREATE INDEX record_file_by_time ON record_file (tenant_id, at);
CREATE INDEX reveal_by_time ON reveal (tenant_id, at);

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('record_file', 'record_file', '1000 500 1'),
  ('record_file', 'record_file_by_time', '1000 500 1'),
  ('reveal', 'reveal_by_time', '1000 500 1');
ANALYZE sqlite_schema;
