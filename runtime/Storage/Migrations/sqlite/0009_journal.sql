-- A row without a rowid lies in an index, and an index moves what is longer than a quarter of a page to a page of its own. Most bursts
-- write more than that: as a table with rowids the journal takes a third of the room.

CREATE TABLE journal_by_time (
  tenant_id TEXT NOT NULL,
  instance_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  at TEXT NOT NULL,
  stimulus TEXT NOT NULL,
  actor TEXT,
  entries TEXT NOT NULL,
  PRIMARY KEY (tenant_id, instance_id, seq),
  FOREIGN KEY (tenant_id, instance_id) REFERENCES instance (tenant_id, instance_id)
);
INSERT INTO journal_by_time SELECT * FROM journal;
DROP TABLE journal;
ALTER TABLE journal_by_time RENAME TO journal;
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('journal', 'sqlite_autoindex_journal_1', '6000000 300000 6 1');
ANALYZE sqlite_schema;
