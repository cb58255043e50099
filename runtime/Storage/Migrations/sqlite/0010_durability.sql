-- Where a store that failed is written to again; and why an instance left quarantine.

CREATE TABLE store_check (
  tenant_id TEXT NOT NULL,
  node TEXT NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (tenant_id, node)
);
ALTER TABLE quarantine ADD COLUMN release_reason TEXT;
