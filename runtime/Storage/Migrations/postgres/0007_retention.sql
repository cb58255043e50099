-- Instances that ended long ago are looked for by the time they ended.

CREATE INDEX instance_by_end ON instance (tenant_id, finished_at) WHERE finished_at IS NOT NULL;
CREATE INDEX outbox_by_instance ON outbox (tenant_id, instance_id);
