-- What people fill in and have not submitted, what they submitted last, and who looked at what is masked.

CREATE TABLE form_draft (
  tenant_id TEXT COLLATE "C" NOT NULL REFERENCES tenant,
  login TEXT COLLATE "C" NOT NULL,
  subject TEXT COLLATE "C" NOT NULL,
  form_id TEXT COLLATE "C" NOT NULL,
  draft_id TEXT COLLATE "C" NOT NULL,
  form_hash TEXT COLLATE "C" NOT NULL,
  content TEXT COLLATE "C" NOT NULL,
  device TEXT COLLATE "C",
  revision BIGINT NOT NULL,
  updated_at TEXT COLLATE "C" NOT NULL,
  other_hash TEXT COLLATE "C",
  other_content TEXT COLLATE "C",
  other_device TEXT COLLATE "C",
  other_at TEXT COLLATE "C",
  PRIMARY KEY (tenant_id, login, subject, form_id)
);
CREATE INDEX form_draft_by_time ON form_draft (tenant_id, updated_at);

CREATE TABLE form_draft_attachment (
  tenant_id TEXT COLLATE "C" NOT NULL,
  attachment_id TEXT COLLATE "C" NOT NULL,
  draft_id TEXT COLLATE "C" NOT NULL,
  is_other BOOLEAN NOT NULL,
  PRIMARY KEY (tenant_id, attachment_id, draft_id, is_other)
);
CREATE INDEX form_draft_attachment_by_draft ON form_draft_attachment (tenant_id, draft_id);

CREATE TABLE last_submission (
  tenant_id TEXT COLLATE "C" NOT NULL REFERENCES tenant,
  login TEXT COLLATE "C" NOT NULL,
  form_id TEXT COLLATE "C" NOT NULL,
  case_number TEXT COLLATE "C" NOT NULL,
  data TEXT COLLATE "C" NOT NULL,
  at TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (tenant_id, login, form_id)
);
CREATE INDEX last_submission_by_time ON last_submission (tenant_id, at);

CREATE TABLE reveal (
  tenant_id TEXT COLLATE "C" NOT NULL REFERENCES tenant,
  case_id TEXT COLLATE "C" NOT NULL,
  reveal_id TEXT COLLATE "C" NOT NULL,
  task_id TEXT COLLATE "C",
  field TEXT COLLATE "C" NOT NULL,
  label TEXT COLLATE "C" NOT NULL,
  reason TEXT COLLATE "C" NOT NULL,
  actor TEXT COLLATE "C" NOT NULL,
  actor_name TEXT COLLATE "C" NOT NULL,
  at TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (tenant_id, case_id, reveal_id)
);
SELECT protect_tenant_rows('form_draft');
SELECT protect_tenant_rows('form_draft_attachment');
SELECT protect_tenant_rows('last_submission');
SELECT protect_tenant_rows('reveal');

-- What a draft holds is not swept away as forgotten.
CREATE POLICY claiming ON form_draft_attachment FOR SELECT TO lowcode_claiming USING (TRUE);
GRANT SELECT (tenant_id, attachment_id) ON form_draft_attachment TO lowcode_claiming;
