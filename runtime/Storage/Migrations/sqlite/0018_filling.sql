-- What people fill in and have not submitted, what they submitted last, and who looked at what is masked.

CREATE TABLE form_draft (
  tenant_id TEXT NOT NULL REFERENCES tenant,
  login TEXT NOT NULL,
  subject TEXT NOT NULL,
  form_id TEXT NOT NULL,
  draft_id TEXT NOT NULL,
  form_hash TEXT NOT NULL,
  content TEXT NOT NULL,
  device TEXT,
  revision INTEGER NOT NULL,
  updated_at TEXT NOT NULL,
  other_hash TEXT,
  other_content TEXT,
  other_device TEXT,
  other_at TEXT,
  PRIMARY KEY (tenant_id, login, subject, form_id)
) WITHOUT ROWID;
CREATE INDEX form_draft_by_time ON form_draft (tenant_id, updated_at);

CREATE TABLE form_draft_attachment (
  tenant_id TEXT NOT NULL,
  attachment_id TEXT NOT NULL,
  draft_id TEXT NOT NULL,
  is_other INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, attachment_id, draft_id, is_other)
) WITHOUT ROWID;
CREATE INDEX form_draft_attachment_by_draft ON form_draft_attachment (tenant_id, draft_id);

CREATE TABLE last_submission (
  tenant_id TEXT NOT NULL REFERENCES tenant,
  login TEXT NOT NULL,
  form_id TEXT NOT NULL,
  case_number TEXT NOT NULL,
  data TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (tenant_id, login, form_id)
) WITHOUT ROWID;
CREATE INDEX last_submission_by_time ON last_submission (tenant_id, at);

CREATE TABLE reveal (
  tenant_id TEXT NOT NULL REFERENCES tenant,
  case_id TEXT NOT NULL,
  reveal_id TEXT NOT NULL,
  task_id TEXT,
  field TEXT NOT NULL,
  label TEXT NOT NULL,
  reason TEXT NOT NULL,
  actor TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (tenant_id, case_id, reveal_id)
) WITHOUT ROWID;

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('form_draft', 'form_draft', '1000 500 10 1 1'),
  ('form_draft', 'form_draft_by_time', '1000 500 1'),
  ('form_draft_attachment', 'form_draft_attachment', '1000 500 1 1 1'),
  ('form_draft_attachment', 'form_draft_attachment_by_draft', '1000 500 5'),
  ('last_submission', 'last_submission', '1000 500 3 1'),
  ('last_submission', 'last_submission_by_time', '1000 500 1'),
  ('reveal', 'reveal', '1000 500 3 1');
ANALYZE sqlite_schema;
