-- Keys of programs, hosts that processes may call, answers on their way to another node, endpoints with parameters that instances wait at.

CREATE TABLE api_key (
  tenant_id TEXT NOT NULL REFERENCES tenant,
  key_id TEXT NOT NULL,
  name TEXT NOT NULL,
  scopes TEXT NOT NULL,
  secret_hash TEXT NOT NULL,
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  expires_at TEXT,
  last_used_at TEXT,
  revoked_at TEXT,
  revoked_by TEXT,
  PRIMARY KEY (tenant_id, key_id)
) WITHOUT ROWID;

CREATE TABLE outbound_host (
  tenant_id TEXT NOT NULL REFERENCES tenant,
  host TEXT NOT NULL,
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  PRIMARY KEY (tenant_id, host)
) WITHOUT ROWID;

CREATE TABLE reply (
  tenant_id TEXT NOT NULL,
  request_id TEXT NOT NULL,
  content TEXT NOT NULL,
  created_at TEXT NOT NULL,
  PRIMARY KEY (tenant_id, request_id)
) WITHOUT ROWID;
CREATE INDEX reply_by_time ON reply (created_at);

CREATE INDEX bookmark_by_template ON bookmark (tenant_id, payload) WHERE name = 'Elsa.HttpEndpoint' AND payload LIKE '%{%{%';
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('api_key', 'api_key', '1000 50 1'),
  ('outbound_host', 'outbound_host', '1000 50 1'),
  ('reply', 'reply', '100 5 1'),
  ('reply', 'reply_by_time', '100 1'),
  ('bookmark', 'bookmark_by_template', '1000 50 10');
ANALYZE sqlite_schema;
