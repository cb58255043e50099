-- Where a store that failed is written to again; and why an instance left quarantine.

CREATE TABLE store_check (
  tenant_id TEXT COLLATE "C" NOT NULL,
  node TEXT COLLATE "C" NOT NULL,
  content BYTEA NOT NULL,
  PRIMARY KEY (tenant_id, node)
);
SELECT protect_tenant_rows('store_check');
ALTER TABLE quarantine ADD COLUMN release_reason TEXT COLLATE "C";

-- Due timers are leased by putting them off, so that two nodes do not try the same.
CREATE POLICY leasing ON timer FOR UPDATE TO lowcode_claiming USING (TRUE);
GRANT UPDATE (available_at) ON timer TO lowcode_claiming;
CREATE POLICY leasing ON trigger_timer FOR UPDATE TO lowcode_claiming USING (TRUE);
GRANT UPDATE (available_at) ON trigger_timer TO lowcode_claiming;
