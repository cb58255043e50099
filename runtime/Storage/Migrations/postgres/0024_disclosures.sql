-- Who was given sensitive values, by time and by person; and who took them away in files of records.

CREATE TABLE record_file (
  tenant_id TEXT COLLATE "C" NOT NULL REFERENCES tenant,
  file_id TEXT COLLATE "C" NOT NULL,
  case_type TEXT COLLATE "C" NOT NULL,
  fields TEXT COLLATE "C" NOT NULL,
  conditions TEXT COLLATE "C" NOT NULL,
  actor TEXT COLLATE "C" NOT NULL,
  actor_name TEXT COLLATE "C" NOT NULL,
  at TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (tenant_id, file_id)
);
CREATE INDEX record_file_by_time ON record_file (tenant_id, at);
CREATE INDEX reveal_by_time ON reveal (tenant_id, at);
SELECT protect_tenant_rows('record_file');
