-- The tables of ADR 0001. Times are UTC text with milliseconds and Z; booleans are 0 and 1.

CREATE TABLE tenant (
  tenant_id TEXT NOT NULL,
  name TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  is_demo INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  PRIMARY KEY (tenant_id)
) WITHOUT ROWID;

CREATE TABLE department (
  tenant_id TEXT NOT NULL REFERENCES tenant,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (tenant_id, code)
) WITHOUT ROWID;

CREATE TABLE role (
  tenant_id TEXT NOT NULL REFERENCES tenant,
  role TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (tenant_id, role)
) WITHOUT ROWID;

CREATE TABLE person (
  tenant_id TEXT NOT NULL REFERENCES tenant,
  login TEXT NOT NULL,
  name TEXT NOT NULL,
  department TEXT,
  password_hash TEXT NOT NULL,
  language TEXT,
  is_enabled INTEGER NOT NULL,
  security_stamp TEXT NOT NULL,
  created_at TEXT NOT NULL,
  PRIMARY KEY (tenant_id, login)
) WITHOUT ROWID;

CREATE TABLE person_role (
  tenant_id TEXT NOT NULL,
  login TEXT NOT NULL,
  role TEXT NOT NULL,
  PRIMARY KEY (tenant_id, login, role),
  FOREIGN KEY (tenant_id, login) REFERENCES person (tenant_id, login)
) WITHOUT ROWID;

CREATE TABLE artefact (
  tenant_id TEXT NOT NULL,
  hash TEXT NOT NULL,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  content BLOB NOT NULL,
  created_at TEXT NOT NULL,
  PRIMARY KEY (tenant_id, hash)
);

CREATE TABLE release (
  tenant_id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  note TEXT NOT NULL,
  template_id TEXT,
  template_version TEXT,
  PRIMARY KEY (tenant_id, revision)
) WITHOUT ROWID;

CREATE TABLE release_item (
  tenant_id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (tenant_id, revision, kind, key),
  FOREIGN KEY (tenant_id, revision) REFERENCES release (tenant_id, revision),
  FOREIGN KEY (tenant_id, hash) REFERENCES artefact (tenant_id, hash)
) WITHOUT ROWID;

CREATE TABLE revision (
  tenant_id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  PRIMARY KEY (tenant_id),
  FOREIGN KEY (tenant_id, revision) REFERENCES release (tenant_id, revision)
) WITHOUT ROWID;

CREATE TABLE template_item (
  tenant_id TEXT NOT NULL,
  template_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (tenant_id, template_id, kind, key)
) WITHOUT ROWID;

CREATE TABLE instance (
  tenant_id TEXT NOT NULL,
  instance_id TEXT NOT NULL,
  definition_id TEXT NOT NULL,
  definition_hash TEXT NOT NULL,
  release_revision INTEGER NOT NULL,
  status TEXT NOT NULL,
  sub_status TEXT NOT NULL,
  correlation_id TEXT,
  name TEXT,
  case_id TEXT,
  snapshot BLOB NOT NULL,
  row_version INTEGER NOT NULL,
  owner_epoch INTEGER NOT NULL,
  recovery_attempts INTEGER NOT NULL,
  incident_count INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  finished_at TEXT,
  PRIMARY KEY (tenant_id, instance_id)
);
CREATE INDEX instance_by_correlation ON instance (tenant_id, correlation_id) WHERE correlation_id IS NOT NULL;
CREATE INDEX instance_by_status ON instance (tenant_id, status);

CREATE TABLE journal (
  tenant_id TEXT NOT NULL,
  instance_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  at TEXT NOT NULL,
  stimulus TEXT NOT NULL,
  actor TEXT,
  entries TEXT NOT NULL,
  PRIMARY KEY (tenant_id, instance_id, seq),
  FOREIGN KEY (tenant_id, instance_id) REFERENCES instance (tenant_id, instance_id)
) WITHOUT ROWID;

CREATE TABLE bookmark (
  tenant_id TEXT NOT NULL,
  instance_id TEXT NOT NULL,
  bookmark_id TEXT NOT NULL,
  name TEXT NOT NULL,
  hash TEXT NOT NULL,
  correlation_id TEXT,
  activity_id TEXT NOT NULL,
  activity_execution_id TEXT NOT NULL,
  payload TEXT,
  created_at TEXT NOT NULL,
  PRIMARY KEY (tenant_id, instance_id, bookmark_id),
  FOREIGN KEY (tenant_id, instance_id) REFERENCES instance (tenant_id, instance_id)
) WITHOUT ROWID;
CREATE INDEX bookmark_by_hash ON bookmark (tenant_id, hash);

CREATE TABLE timer (
  tenant_id TEXT NOT NULL,
  instance_id TEXT NOT NULL,
  bookmark_id TEXT NOT NULL,
  due_at TEXT NOT NULL,
  misfire TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  available_at TEXT NOT NULL,
  PRIMARY KEY (tenant_id, instance_id, bookmark_id),
  FOREIGN KEY (tenant_id, instance_id) REFERENCES instance (tenant_id, instance_id)
) WITHOUT ROWID;
CREATE INDEX timer_by_time ON timer (available_at);

CREATE TABLE inbox (
  tenant_id TEXT NOT NULL,
  consumer TEXT NOT NULL,
  message_id TEXT NOT NULL,
  instance_id TEXT,
  correlation_id TEXT,
  hash TEXT,
  payload TEXT,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'done')),
  received_at TEXT NOT NULL,
  expires_at TEXT,
  result TEXT,
  PRIMARY KEY (tenant_id, consumer, message_id)
) WITHOUT ROWID;
CREATE INDEX inbox_waiting ON inbox (tenant_id, hash) WHERE state = 'waiting';
CREATE INDEX inbox_expiring ON inbox (expires_at) WHERE state = 'waiting';

CREATE TABLE outbox (
  tenant_id TEXT NOT NULL,
  outbox_id TEXT NOT NULL,
  instance_id TEXT NOT NULL,
  activity_execution_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  idempotency_key TEXT NOT NULL,
  created_at TEXT NOT NULL,
  available_at TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  locked_until TEXT,
  locked_by TEXT,
  last_error TEXT,
  PRIMARY KEY (tenant_id, outbox_id),
  UNIQUE (tenant_id, idempotency_key)
) WITHOUT ROWID;
CREATE INDEX outbox_by_time ON outbox (available_at);

CREATE TABLE dead_letter (
  tenant_id TEXT NOT NULL,
  dead_letter_id TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('inbox', 'outbox')),
  source_id TEXT NOT NULL,
  instance_id TEXT,
  reason TEXT NOT NULL,
  payload TEXT,
  first_at TEXT NOT NULL,
  last_at TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  resolved_by TEXT,
  resolved_at TEXT,
  PRIMARY KEY (tenant_id, dead_letter_id)
) WITHOUT ROWID;

CREATE TABLE work_case (
  tenant_id TEXT NOT NULL,
  case_id TEXT NOT NULL,
  number TEXT NOT NULL,
  case_type TEXT NOT NULL,
  instance_id TEXT NOT NULL,
  definition_hash TEXT NOT NULL,
  release_revision INTEGER NOT NULL,
  status TEXT NOT NULL,
  phase TEXT NOT NULL,
  title TEXT NOT NULL,
  class_code TEXT,
  department TEXT,
  address TEXT,
  longitude REAL,
  latitude REAL,
  channel TEXT,
  reporter_name TEXT,
  reporter_phone TEXT,
  data TEXT NOT NULL,
  created_at TEXT NOT NULL,
  created_day TEXT NOT NULL,
  due_at TEXT,
  due_given INTEGER NOT NULL,
  closed_at TEXT,
  closed_day TEXT,
  updated_at TEXT NOT NULL,
  source TEXT,
  source_key TEXT,
  reported_closed_at TEXT,
  flags TEXT NOT NULL,
  counts_in_durations INTEGER NOT NULL,
  row_version INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, case_id)
);
CREATE UNIQUE INDEX work_case_by_number ON work_case (tenant_id, number);
CREATE UNIQUE INDEX work_case_by_source ON work_case (tenant_id, source, source_key) WHERE source IS NOT NULL;
CREATE INDEX work_case_by_time ON work_case (tenant_id, created_at);
CREATE INDEX work_case_by_status ON work_case (tenant_id, status, created_at);
CREATE INDEX work_case_by_department ON work_case (tenant_id, department, created_at);
CREATE INDEX work_case_by_class ON work_case (tenant_id, class_code, created_at);
CREATE INDEX work_case_by_due ON work_case (tenant_id, phase, due_at);

CREATE TABLE work_case_event (
  tenant_id TEXT NOT NULL,
  case_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  at TEXT NOT NULL,
  kind TEXT NOT NULL,
  step TEXT,
  task_id TEXT,
  outcome TEXT,
  actor TEXT,
  actor_name TEXT,
  comment TEXT,
  note TEXT,
  data TEXT,
  form_hash TEXT,
  reported_at TEXT,
  flags TEXT,
  PRIMARY KEY (tenant_id, case_id, seq),
  FOREIGN KEY (tenant_id, case_id) REFERENCES work_case (tenant_id, case_id)
) WITHOUT ROWID;

CREATE TABLE task (
  tenant_id TEXT NOT NULL,
  task_id TEXT NOT NULL,
  case_id TEXT NOT NULL,
  instance_id TEXT NOT NULL,
  bookmark_id TEXT NOT NULL,
  step TEXT NOT NULL,
  title TEXT NOT NULL,
  form_id TEXT NOT NULL,
  form_hash TEXT NOT NULL,
  assignee TEXT,
  department TEXT,
  outcomes TEXT NOT NULL,
  created_at TEXT NOT NULL,
  due_at TEXT,
  state TEXT NOT NULL CHECK (state IN ('open', 'done', 'cancelled')),
  completed_at TEXT,
  completed_by TEXT,
  completed_by_name TEXT,
  outcome TEXT,
  PRIMARY KEY (tenant_id, task_id),
  FOREIGN KEY (tenant_id, case_id) REFERENCES work_case (tenant_id, case_id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX task_by_bookmark ON task (tenant_id, instance_id, bookmark_id);
CREATE INDEX task_by_case ON task (tenant_id, case_id);
CREATE INDEX task_by_assignee ON task (tenant_id, assignee, state) WHERE assignee IS NOT NULL;
CREATE INDEX task_by_completion ON task (tenant_id, completed_by, completed_at) WHERE completed_by IS NOT NULL;
CREATE INDEX task_open ON task (tenant_id, created_at) WHERE state = 'open';

CREATE TABLE task_candidate (
  tenant_id TEXT NOT NULL,
  task_id TEXT NOT NULL,
  role TEXT NOT NULL,
  department TEXT NOT NULL,
  PRIMARY KEY (tenant_id, task_id, role, department),
  FOREIGN KEY (tenant_id, task_id) REFERENCES task (tenant_id, task_id)
) WITHOUT ROWID;
CREATE INDEX task_candidate_by_role ON task_candidate (tenant_id, role, department);

CREATE TABLE case_counter (
  tenant_id TEXT NOT NULL,
  scope TEXT NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, scope)
) WITHOUT ROWID;

CREATE TABLE attachment (
  tenant_id TEXT NOT NULL,
  attachment_id TEXT NOT NULL,
  case_id TEXT,
  media_type TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  file_name TEXT NOT NULL,
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  PRIMARY KEY (tenant_id, attachment_id)
) WITHOUT ROWID;
CREATE INDEX attachment_by_case ON attachment (tenant_id, case_id) WHERE case_id IS NOT NULL;
