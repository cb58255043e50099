-- The tables of ADR 0001, as the same version of the SQLite schema has them. Texts sort by bytes, as on SQLite. What bursts write has no
-- foreign keys: the burst's own fence on the instance row holds them together, and a look-up a row would cost as much as the row.

-- Who may do what. The owner of the tables migrates. The application reads and writes rows of the tenants that its transaction names.
-- Claiming is for loops over all tenants: it sees which rows are due and leases them, never what they are about.

DO $$
DECLARE role_name TEXT;
BEGIN
  FOREACH role_name IN ARRAY ARRAY['lowcode_application', 'lowcode_claiming'] LOOP
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = role_name) THEN
      BEGIN
        EXECUTE format('CREATE ROLE %I NOLOGIN', role_name);
      EXCEPTION WHEN duplicate_object OR unique_violation THEN
        -- Another database of the same server is migrated at this moment.
        NULL;
      END;
    END IF;
    IF NOT pg_has_role(current_user, role_name, 'MEMBER') THEN
      EXECUTE format('GRANT %I TO CURRENT_USER', role_name);
    END IF;
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', current_schema(), role_name);
  END LOOP;
END $$;

CREATE TABLE tenant (
  tenant_id TEXT COLLATE "C" NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  time_zone TEXT COLLATE "C" NOT NULL,
  is_demo BOOLEAN NOT NULL,
  created_at TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (tenant_id)
);

CREATE TABLE department (
  tenant_id TEXT COLLATE "C" NOT NULL REFERENCES tenant,
  code TEXT COLLATE "C" NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (tenant_id, code)
);

CREATE TABLE role (
  tenant_id TEXT COLLATE "C" NOT NULL REFERENCES tenant,
  role TEXT COLLATE "C" NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (tenant_id, role)
);

CREATE TABLE person (
  tenant_id TEXT COLLATE "C" NOT NULL REFERENCES tenant,
  login TEXT COLLATE "C" NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  department TEXT COLLATE "C",
  password_hash TEXT COLLATE "C" NOT NULL,
  language TEXT COLLATE "C",
  is_enabled BOOLEAN NOT NULL,
  security_stamp TEXT COLLATE "C" NOT NULL,
  created_at TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (tenant_id, login)
);

CREATE TABLE person_role (
  tenant_id TEXT COLLATE "C" NOT NULL,
  login TEXT COLLATE "C" NOT NULL,
  role TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (tenant_id, login, role),
  FOREIGN KEY (tenant_id, login) REFERENCES person (tenant_id, login)
);

CREATE TABLE artefact (
  tenant_id TEXT COLLATE "C" NOT NULL,
  hash TEXT COLLATE "C" NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  key TEXT COLLATE "C" NOT NULL,
  content BYTEA NOT NULL,
  created_at TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (tenant_id, hash)
);

CREATE TABLE release (
  tenant_id TEXT COLLATE "C" NOT NULL,
  revision BIGINT NOT NULL,
  created_at TEXT COLLATE "C" NOT NULL,
  created_by TEXT COLLATE "C" NOT NULL,
  note TEXT COLLATE "C" NOT NULL,
  template_id TEXT COLLATE "C",
  template_version TEXT COLLATE "C",
  PRIMARY KEY (tenant_id, revision)
);

CREATE TABLE release_item (
  tenant_id TEXT COLLATE "C" NOT NULL,
  revision BIGINT NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  key TEXT COLLATE "C" NOT NULL,
  hash TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (tenant_id, revision, kind, key),
  FOREIGN KEY (tenant_id, revision) REFERENCES release (tenant_id, revision),
  FOREIGN KEY (tenant_id, hash) REFERENCES artefact (tenant_id, hash)
);

CREATE TABLE revision (
  tenant_id TEXT COLLATE "C" NOT NULL,
  revision BIGINT NOT NULL,
  PRIMARY KEY (tenant_id),
  FOREIGN KEY (tenant_id, revision) REFERENCES release (tenant_id, revision)
);

CREATE TABLE template_item (
  tenant_id TEXT COLLATE "C" NOT NULL,
  template_id TEXT COLLATE "C" NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  key TEXT COLLATE "C" NOT NULL,
  hash TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (tenant_id, template_id, kind, key)
);

CREATE TABLE instance (
  tenant_id TEXT COLLATE "C" NOT NULL,
  instance_id TEXT COLLATE "C" NOT NULL,
  definition_id TEXT COLLATE "C" NOT NULL,
  definition_hash TEXT COLLATE "C" NOT NULL,
  release_revision BIGINT NOT NULL,
  status TEXT COLLATE "C" NOT NULL,
  sub_status TEXT COLLATE "C" NOT NULL,
  correlation_id TEXT COLLATE "C",
  name TEXT COLLATE "C",
  case_id TEXT COLLATE "C",
  snapshot BYTEA NOT NULL,
  row_version BIGINT NOT NULL,
  owner_epoch BIGINT NOT NULL,
  recovery_attempts BIGINT NOT NULL,
  incident_count BIGINT NOT NULL,
  created_at TEXT COLLATE "C" NOT NULL,
  updated_at TEXT COLLATE "C" NOT NULL,
  finished_at TEXT COLLATE "C",
  PRIMARY KEY (tenant_id, instance_id)
) WITH (fillfactor = 80);
CREATE INDEX instance_by_correlation ON instance (tenant_id, correlation_id) WHERE correlation_id IS NOT NULL;
CREATE INDEX instance_by_status ON instance (tenant_id, status);

CREATE TABLE journal (
  tenant_id TEXT COLLATE "C" NOT NULL,
  instance_id TEXT COLLATE "C" NOT NULL,
  seq BIGINT NOT NULL,
  at TEXT COLLATE "C" NOT NULL,
  stimulus TEXT COLLATE "C" NOT NULL,
  actor TEXT COLLATE "C",
  entries TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (tenant_id, instance_id, seq)
);

CREATE TABLE bookmark (
  tenant_id TEXT COLLATE "C" NOT NULL,
  instance_id TEXT COLLATE "C" NOT NULL,
  bookmark_id TEXT COLLATE "C" NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  hash TEXT COLLATE "C" NOT NULL,
  correlation_id TEXT COLLATE "C",
  activity_id TEXT COLLATE "C" NOT NULL,
  activity_execution_id TEXT COLLATE "C" NOT NULL,
  payload TEXT COLLATE "C",
  created_at TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (tenant_id, instance_id, bookmark_id)
);
CREATE INDEX bookmark_by_hash ON bookmark (tenant_id, hash);

CREATE TABLE timer (
  tenant_id TEXT COLLATE "C" NOT NULL,
  instance_id TEXT COLLATE "C" NOT NULL,
  bookmark_id TEXT COLLATE "C" NOT NULL,
  due_at TEXT COLLATE "C" NOT NULL,
  misfire TEXT COLLATE "C" NOT NULL,
  attempts BIGINT NOT NULL,
  available_at TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (tenant_id, instance_id, bookmark_id)
);
CREATE INDEX timer_by_time ON timer (available_at);

CREATE TABLE inbox (
  tenant_id TEXT COLLATE "C" NOT NULL,
  consumer TEXT COLLATE "C" NOT NULL,
  message_id TEXT COLLATE "C" NOT NULL,
  instance_id TEXT COLLATE "C",
  correlation_id TEXT COLLATE "C",
  hash TEXT COLLATE "C",
  payload TEXT COLLATE "C",
  state TEXT COLLATE "C" NOT NULL CHECK (state IN ('waiting', 'done')),
  received_at TEXT COLLATE "C" NOT NULL,
  expires_at TEXT COLLATE "C",
  result TEXT COLLATE "C",
  PRIMARY KEY (tenant_id, consumer, message_id)
);
CREATE INDEX inbox_waiting ON inbox (tenant_id, hash) WHERE state = 'waiting';
CREATE INDEX inbox_expiring ON inbox (expires_at) WHERE state = 'waiting';

CREATE TABLE outbox (
  tenant_id TEXT COLLATE "C" NOT NULL,
  outbox_id TEXT COLLATE "C" NOT NULL,
  instance_id TEXT COLLATE "C" NOT NULL,
  activity_execution_id TEXT COLLATE "C" NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  payload TEXT COLLATE "C" NOT NULL,
  idempotency_key TEXT COLLATE "C" NOT NULL,
  created_at TEXT COLLATE "C" NOT NULL,
  available_at TEXT COLLATE "C" NOT NULL,
  attempts BIGINT NOT NULL,
  locked_until TEXT COLLATE "C",
  locked_by TEXT COLLATE "C",
  last_error TEXT COLLATE "C",
  PRIMARY KEY (tenant_id, outbox_id),
  UNIQUE (tenant_id, idempotency_key)
);
CREATE INDEX outbox_by_time ON outbox (available_at);

CREATE TABLE dead_letter (
  tenant_id TEXT COLLATE "C" NOT NULL,
  dead_letter_id TEXT COLLATE "C" NOT NULL,
  source TEXT COLLATE "C" NOT NULL CHECK (source IN ('inbox', 'outbox')),
  source_id TEXT COLLATE "C" NOT NULL,
  instance_id TEXT COLLATE "C",
  reason TEXT COLLATE "C" NOT NULL,
  payload TEXT COLLATE "C",
  first_at TEXT COLLATE "C" NOT NULL,
  last_at TEXT COLLATE "C" NOT NULL,
  attempts BIGINT NOT NULL,
  resolved_by TEXT COLLATE "C",
  resolved_at TEXT COLLATE "C",
  PRIMARY KEY (tenant_id, dead_letter_id)
);

CREATE TABLE work_case (
  tenant_id TEXT COLLATE "C" NOT NULL,
  case_id TEXT COLLATE "C" NOT NULL,
  number TEXT COLLATE "C" NOT NULL,
  case_type TEXT COLLATE "C" NOT NULL,
  instance_id TEXT COLLATE "C" NOT NULL,
  definition_hash TEXT COLLATE "C" NOT NULL,
  release_revision BIGINT NOT NULL,
  status TEXT COLLATE "C" NOT NULL,
  phase TEXT COLLATE "C" NOT NULL,
  title TEXT COLLATE "C" NOT NULL,
  class_code TEXT COLLATE "C",
  department TEXT COLLATE "C",
  address TEXT COLLATE "C",
  longitude DOUBLE PRECISION,
  latitude DOUBLE PRECISION,
  channel TEXT COLLATE "C",
  reporter_name TEXT COLLATE "C",
  reporter_phone TEXT COLLATE "C",
  data TEXT COLLATE "C" NOT NULL,
  created_at TEXT COLLATE "C" NOT NULL,
  created_day TEXT COLLATE "C" NOT NULL,
  due_at TEXT COLLATE "C",
  due_given BOOLEAN NOT NULL,
  closed_at TEXT COLLATE "C",
  closed_day TEXT COLLATE "C",
  updated_at TEXT COLLATE "C" NOT NULL,
  source TEXT COLLATE "C",
  source_key TEXT COLLATE "C",
  reported_closed_at TEXT COLLATE "C",
  flags TEXT COLLATE "C" NOT NULL,
  counts_in_durations BOOLEAN NOT NULL,
  row_version BIGINT NOT NULL,
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
  tenant_id TEXT COLLATE "C" NOT NULL,
  case_id TEXT COLLATE "C" NOT NULL,
  seq BIGINT NOT NULL,
  at TEXT COLLATE "C" NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  step TEXT COLLATE "C",
  task_id TEXT COLLATE "C",
  outcome TEXT COLLATE "C",
  actor TEXT COLLATE "C",
  actor_name TEXT COLLATE "C",
  comment TEXT COLLATE "C",
  note TEXT COLLATE "C",
  data TEXT COLLATE "C",
  form_hash TEXT COLLATE "C",
  reported_at TEXT COLLATE "C",
  flags TEXT COLLATE "C",
  PRIMARY KEY (tenant_id, case_id, seq)
);

CREATE TABLE task (
  tenant_id TEXT COLLATE "C" NOT NULL,
  task_id TEXT COLLATE "C" NOT NULL,
  case_id TEXT COLLATE "C" NOT NULL,
  instance_id TEXT COLLATE "C" NOT NULL,
  bookmark_id TEXT COLLATE "C" NOT NULL,
  step TEXT COLLATE "C" NOT NULL,
  title TEXT COLLATE "C" NOT NULL,
  form_id TEXT COLLATE "C" NOT NULL,
  form_hash TEXT COLLATE "C" NOT NULL,
  assignee TEXT COLLATE "C",
  department TEXT COLLATE "C",
  outcomes TEXT COLLATE "C" NOT NULL,
  created_at TEXT COLLATE "C" NOT NULL,
  due_at TEXT COLLATE "C",
  state TEXT COLLATE "C" NOT NULL CHECK (state IN ('open', 'done', 'cancelled')),
  completed_at TEXT COLLATE "C",
  completed_by TEXT COLLATE "C",
  completed_by_name TEXT COLLATE "C",
  outcome TEXT COLLATE "C",
  PRIMARY KEY (tenant_id, task_id)
);
CREATE UNIQUE INDEX task_by_bookmark ON task (tenant_id, instance_id, bookmark_id);
CREATE INDEX task_by_case ON task (tenant_id, case_id);
CREATE INDEX task_by_assignee ON task (tenant_id, assignee, state) WHERE assignee IS NOT NULL;
CREATE INDEX task_by_completion ON task (tenant_id, completed_by, completed_at) WHERE completed_by IS NOT NULL;
CREATE INDEX task_open ON task (tenant_id, created_at) WHERE state = 'open';

CREATE TABLE task_candidate (
  tenant_id TEXT COLLATE "C" NOT NULL,
  task_id TEXT COLLATE "C" NOT NULL,
  role TEXT COLLATE "C" NOT NULL,
  department TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (tenant_id, task_id, role, department)
);
CREATE INDEX task_candidate_by_role ON task_candidate (tenant_id, role, department);

CREATE TABLE case_counter (
  tenant_id TEXT COLLATE "C" NOT NULL,
  scope TEXT COLLATE "C" NOT NULL,
  last BIGINT NOT NULL,
  PRIMARY KEY (tenant_id, scope)
);

CREATE TABLE attachment (
  tenant_id TEXT COLLATE "C" NOT NULL,
  attachment_id TEXT COLLATE "C" NOT NULL,
  case_id TEXT COLLATE "C",
  media_type TEXT COLLATE "C" NOT NULL,
  bytes BIGINT NOT NULL,
  sha256 TEXT COLLATE "C" NOT NULL,
  file_name TEXT COLLATE "C" NOT NULL,
  created_at TEXT COLLATE "C" NOT NULL,
  created_by TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (tenant_id, attachment_id)
);
CREATE INDEX attachment_by_case ON attachment (tenant_id, case_id) WHERE case_id IS NOT NULL;
CREATE INDEX attachment_unbound ON attachment (created_at) WHERE case_id IS NULL;

-- Called by the migration that makes a table: its rows are seen by their tenants alone.
CREATE FUNCTION protect_tenant_rows(protected TEXT) RETURNS VOID LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', protected);
  -- The setting is read once a statement, not once a row. Where nobody set it there is no row.
  EXECUTE format(
    'CREATE POLICY of_tenant ON %I TO lowcode_application USING '
    '(tenant_id = ANY ((SELECT NULLIF(current_setting(''app.tenants'', TRUE), '''')::TEXT[])::TEXT[]))',
    protected);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO lowcode_application', protected);
END $$;
REVOKE EXECUTE ON FUNCTION protect_tenant_rows(TEXT) FROM PUBLIC;

SELECT protect_tenant_rows(c.table_name)
FROM information_schema.columns c
WHERE c.table_schema = current_schema() AND c.column_name = 'tenant_id';

CREATE POLICY claiming ON tenant FOR SELECT TO lowcode_claiming USING (TRUE);
GRANT SELECT (tenant_id) ON tenant TO lowcode_claiming;

CREATE POLICY claiming ON outbox TO lowcode_claiming USING (TRUE);
GRANT SELECT (tenant_id, outbox_id, available_at, locked_until, locked_by, attempts), UPDATE (locked_until, locked_by, attempts) ON outbox TO lowcode_claiming;

CREATE POLICY claiming ON timer FOR SELECT TO lowcode_claiming USING (TRUE);
GRANT SELECT (tenant_id, instance_id, bookmark_id, due_at, attempts, available_at) ON timer TO lowcode_claiming;

CREATE POLICY claiming ON inbox FOR SELECT TO lowcode_claiming USING (TRUE);
GRANT SELECT (tenant_id, consumer, message_id, instance_id, correlation_id, hash, state, expires_at) ON inbox TO lowcode_claiming;

CREATE POLICY claiming ON bookmark FOR SELECT TO lowcode_claiming USING (TRUE);
GRANT SELECT (tenant_id, instance_id, bookmark_id, hash, correlation_id) ON bookmark TO lowcode_claiming;

CREATE POLICY claiming ON attachment FOR SELECT TO lowcode_claiming USING (TRUE);
GRANT SELECT (tenant_id, attachment_id, case_id, created_at) ON attachment TO lowcode_claiming;
