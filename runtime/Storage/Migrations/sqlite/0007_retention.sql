-- Instances that ended long ago are looked for by the time they ended.

CREATE INDEX instance_by_end ON instance (tenant_id, finished_at) WHERE finished_at IS NOT NULL;
CREATE INDEX outbox_by_instance ON outbox (tenant_id, instance_id);
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('instance', 'instance_by_end', '1000000 50000 1'),
  ('outbox', 'outbox_by_instance', '10000 500 1');
ANALYZE sqlite_schema;
