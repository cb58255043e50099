-- Artefacts other than workflow definitions that are being worked on and not published.

CREATE TABLE artefact_draft (
  tenant_id TEXT COLLATE "C" NOT NULL REFERENCES tenant,
  kind TEXT COLLATE "C" NOT NULL,
  key TEXT COLLATE "C" NOT NULL,
  base_hash TEXT COLLATE "C",
  content BYTEA NOT NULL,
  updated_at TEXT COLLATE "C" NOT NULL,
  updated_by TEXT COLLATE "C" NOT NULL,
  revision BIGINT NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, kind, key)
);
SELECT protect_tenant_rows('artefact_draft');
