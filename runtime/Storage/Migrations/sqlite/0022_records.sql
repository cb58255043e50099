-- Records: the searchable fields of cases in typed columns, so that lists filter and sort by them. Which column holds which field of a case
-- type the release says (record_layouts); a case says by which version of that its columns were written (record_layout, 0: it has none).
-- Indexes leave out rows whose case type does not use the column. A statement that does not say so cannot use the index: that is how
-- queries choose which one to walk along.
-- Decimals are texts whose order is that of the numbers: no type of SQLite holds 28 digits.

ALTER TABLE release ADD COLUMN record_layouts TEXT;
ALTER TABLE work_case ADD COLUMN record_layout INTEGER NOT NULL DEFAULT 0;
CREATE INDEX work_case_by_layout ON work_case (tenant_id, case_type, record_layout);

CREATE TABLE case_record (
  tenant_id TEXT NOT NULL,
  case_id TEXT NOT NULL,
  case_type TEXT NOT NULL,
  texts INTEGER NOT NULL,
  numbers INTEGER NOT NULL,
  times INTEGER NOT NULL,
  text_1 TEXT,
  text_2 TEXT,
  text_3 TEXT,
  text_4 TEXT,
  text_5 TEXT,
  text_6 TEXT,
  text_7 TEXT,
  text_8 TEXT,
  text_9 TEXT,
  text_10 TEXT,
  text_11 TEXT,
  text_12 TEXT,
  number_1 TEXT,
  number_2 TEXT,
  number_3 TEXT,
  number_4 TEXT,
  number_5 TEXT,
  number_6 TEXT,
  time_1 TEXT,
  time_2 TEXT,
  time_3 TEXT,
  time_4 TEXT,
  time_5 TEXT,
  time_6 TEXT,
  PRIMARY KEY (tenant_id, case_id)
);
CREATE INDEX case_record_by_type ON case_record (tenant_id, case_type, case_id);
CREATE INDEX case_record_text_1 ON case_record (tenant_id, case_type, text_1, case_id) WHERE texts >= 1;
CREATE INDEX case_record_text_2 ON case_record (tenant_id, case_type, text_2, case_id) WHERE texts >= 2;
CREATE INDEX case_record_text_3 ON case_record (tenant_id, case_type, text_3, case_id) WHERE texts >= 3;
CREATE INDEX case_record_text_4 ON case_record (tenant_id, case_type, text_4, case_id) WHERE texts >= 4;
CREATE INDEX case_record_text_5 ON case_record (tenant_id, case_type, text_5, case_id) WHERE texts >= 5;
CREATE INDEX case_record_text_6 ON case_record (tenant_id, case_type, text_6, case_id) WHERE texts >= 6;
CREATE INDEX case_record_text_7 ON case_record (tenant_id, case_type, text_7, case_id) WHERE texts >= 7;
CREATE INDEX case_record_text_8 ON case_record (tenant_id, case_type, text_8, case_id) WHERE texts >= 8;
CREATE INDEX case_record_text_9 ON case_record (tenant_id, case_type, text_9, case_id) WHERE texts >= 9;
CREATE INDEX case_record_text_10 ON case_record (tenant_id, case_type, text_10, case_id) WHERE texts >= 10;
CREATE INDEX case_record_text_11 ON case_record (tenant_id, case_type, text_11, case_id) WHERE texts >= 11;
CREATE INDEX case_record_text_12 ON case_record (tenant_id, case_type, text_12, case_id) WHERE texts >= 12;
CREATE INDEX case_record_number_1 ON case_record (tenant_id, case_type, number_1, case_id) WHERE numbers >= 1;
CREATE INDEX case_record_number_2 ON case_record (tenant_id, case_type, number_2, case_id) WHERE numbers >= 2;
CREATE INDEX case_record_number_3 ON case_record (tenant_id, case_type, number_3, case_id) WHERE numbers >= 3;
CREATE INDEX case_record_number_4 ON case_record (tenant_id, case_type, number_4, case_id) WHERE numbers >= 4;
CREATE INDEX case_record_number_5 ON case_record (tenant_id, case_type, number_5, case_id) WHERE numbers >= 5;
CREATE INDEX case_record_number_6 ON case_record (tenant_id, case_type, number_6, case_id) WHERE numbers >= 6;
CREATE INDEX case_record_time_1 ON case_record (tenant_id, case_type, time_1, case_id) WHERE times >= 1;
CREATE INDEX case_record_time_2 ON case_record (tenant_id, case_type, time_2, case_id) WHERE times >= 2;
CREATE INDEX case_record_time_3 ON case_record (tenant_id, case_type, time_3, case_id) WHERE times >= 3;
CREATE INDEX case_record_time_4 ON case_record (tenant_id, case_type, time_4, case_id) WHERE times >= 4;
CREATE INDEX case_record_time_5 ON case_record (tenant_id, case_type, time_5, case_id) WHERE times >= 5;
CREATE INDEX case_record_time_6 ON case_record (tenant_id, case_type, time_6, case_id) WHERE times >= 6;

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('work_case', 'work_case_by_layout', '1000000 50000 10000 5000'),
  ('case_record', 'sqlite_autoindex_case_record_1', '1000000 50000 1'),
  ('case_record', 'case_record_by_type', '1000000 50000 10000 1'),
  ('case_record', 'case_record_text_1', '1000000 50000 10000 100 1'),
  ('case_record', 'case_record_text_2', '1000000 50000 10000 100 1'),
  ('case_record', 'case_record_text_3', '1000000 50000 10000 100 1'),
  ('case_record', 'case_record_text_4', '1000000 50000 10000 100 1'),
  ('case_record', 'case_record_text_5', '1000000 50000 10000 100 1'),
  ('case_record', 'case_record_text_6', '1000000 50000 10000 100 1'),
  ('case_record', 'case_record_text_7', '1000000 50000 10000 100 1'),
  ('case_record', 'case_record_text_8', '1000000 50000 10000 100 1'),
  ('case_record', 'case_record_text_9', '1000000 50000 10000 100 1'),
  ('case_record', 'case_record_text_10', '1000000 50000 10000 100 1'),
  ('case_record', 'case_record_text_11', '1000000 50000 10000 100 1'),
  ('case_record', 'case_record_text_12', '1000000 50000 10000 100 1'),
  ('case_record', 'case_record_number_1', '1000000 50000 10000 100 1'),
  ('case_record', 'case_record_number_2', '1000000 50000 10000 100 1'),
  ('case_record', 'case_record_number_3', '1000000 50000 10000 100 1'),
  ('case_record', 'case_record_number_4', '1000000 50000 10000 100 1'),
  ('case_record', 'case_record_number_5', '1000000 50000 10000 100 1'),
  ('case_record', 'case_record_number_6', '1000000 50000 10000 100 1'),
  ('case_record', 'case_record_time_1', '1000000 50000 10000 100 1'),
  ('case_record', 'case_record_time_2', '1000000 50000 10000 100 1'),
  ('case_record', 'case_record_time_3', '1000000 50000 10000 100 1'),
  ('case_record', 'case_record_time_4', '1000000 50000 10000 100 1'),
  ('case_record', 'case_record_time_5', '1000000 50000 10000 100 1'),
  ('case_record', 'case_record_time_6', '1000000 50000 10000 100 1');
ANALYZE sqlite_schema;
