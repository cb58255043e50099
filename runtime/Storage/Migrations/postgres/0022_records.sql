-- Records: the searchable fields of cases in typed columns, so that lists filter and sort by them. Which column holds which field of a case
-- type the release says (record_layouts); a case says by which version of that its columns were written (record_layout, 0: it has none).
-- Indexes leave out rows whose case type does not use the column. A statement that does not say so cannot use the index: that is how
-- queries choose which one to walk along. Decimals are texts whose order is that of the numbers: the operators of NUMERIC are not leakproof, so
-- under row level security no index would be searched by them.

ALTER TABLE release ADD COLUMN record_layouts TEXT COLLATE "C";
ALTER TABLE work_case ADD COLUMN record_layout BIGINT NOT NULL DEFAULT 0;
CREATE INDEX work_case_by_layout ON work_case (tenant_id, case_type, record_layout);

CREATE TABLE case_record (
  tenant_id TEXT COLLATE "C" NOT NULL,
  case_id TEXT COLLATE "C" NOT NULL,
  case_type TEXT COLLATE "C" NOT NULL,
  texts SMALLINT NOT NULL,
  numbers SMALLINT NOT NULL,
  times SMALLINT NOT NULL,
  text_1 TEXT COLLATE "C",
  text_2 TEXT COLLATE "C",
  text_3 TEXT COLLATE "C",
  text_4 TEXT COLLATE "C",
  text_5 TEXT COLLATE "C",
  text_6 TEXT COLLATE "C",
  text_7 TEXT COLLATE "C",
  text_8 TEXT COLLATE "C",
  text_9 TEXT COLLATE "C",
  text_10 TEXT COLLATE "C",
  text_11 TEXT COLLATE "C",
  text_12 TEXT COLLATE "C",
  number_1 TEXT COLLATE "C",
  number_2 TEXT COLLATE "C",
  number_3 TEXT COLLATE "C",
  number_4 TEXT COLLATE "C",
  number_5 TEXT COLLATE "C",
  number_6 TEXT COLLATE "C",
  time_1 TEXT COLLATE "C",
  time_2 TEXT COLLATE "C",
  time_3 TEXT COLLATE "C",
  time_4 TEXT COLLATE "C",
  time_5 TEXT COLLATE "C",
  time_6 TEXT COLLATE "C",
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
SELECT protect_tenant_rows('case_record');
