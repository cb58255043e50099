-- Keys of programs, hosts that processes may call, answers on their way to another node, endpoints with parameters that instances wait at.

CREATE TABLE api_key (
  tenant_id TEXT COLLATE "C" NOT NULL REFERENCES tenant,
  key_id TEXT COLLATE "C" NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  scopes TEXT COLLATE "C" NOT NULL,
  secret_hash TEXT COLLATE "C" NOT NULL,
  created_at TEXT COLLATE "C" NOT NULL,
  created_by TEXT COLLATE "C" NOT NULL,
  expires_at TEXT COLLATE "C",
  last_used_at TEXT COLLATE "C",
  revoked_at TEXT COLLATE "C",
  revoked_by TEXT COLLATE "C",
  PRIMARY KEY (tenant_id, key_id)
);
SELECT protect_tenant_rows('api_key');

CREATE TABLE outbound_host (
  tenant_id TEXT COLLATE "C" NOT NULL REFERENCES tenant,
  host TEXT COLLATE "C" NOT NULL,
  created_at TEXT COLLATE "C" NOT NULL,
  created_by TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (tenant_id, host)
);
SELECT protect_tenant_rows('outbound_host');

CREATE TABLE reply (
  tenant_id TEXT COLLATE "C" NOT NULL,
  request_id TEXT COLLATE "C" NOT NULL,
  content TEXT COLLATE "C" NOT NULL,
  created_at TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (tenant_id, request_id)
);
CREATE INDEX reply_by_time ON reply (created_at);
SELECT protect_tenant_rows('reply');
CREATE POLICY claiming ON reply FOR SELECT TO lowcode_claiming USING (TRUE);
GRANT SELECT (tenant_id, request_id, created_at) ON reply TO lowcode_claiming;

CREATE INDEX bookmark_by_template ON bookmark (tenant_id, payload) WHERE name = 'Elsa.HttpEndpoint' AND payload LIKE '%{%{%';
