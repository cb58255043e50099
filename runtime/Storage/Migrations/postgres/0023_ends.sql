-- Instances that came to their end and those that faulted leave at times of their own: each is found along an index of its own, and none
-- walks past the others. Kept messages are walked along page by page. Alterations that are done go with their time.

CREATE INDEX instance_ended ON instance (tenant_id, finished_at) WHERE finished_at IS NOT NULL AND sub_status <> 'Faulted';
CREATE INDEX instance_faulted ON instance (tenant_id, finished_at) WHERE finished_at IS NOT NULL AND sub_status = 'Faulted';
DROP INDEX inbox_expiring;
CREATE INDEX inbox_expiring ON inbox (expires_at, tenant_id, consumer, message_id) WHERE state = 'waiting';
CREATE INDEX alteration_plan_done ON alteration_plan (tenant_id, completed_at) WHERE completed_at IS NOT NULL;
