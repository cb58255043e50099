-- Many instances may wait for one event, and many messages for instances that do not yet: both are found by whom they are addressed to.

DROP INDEX bookmark_by_hash;
CREATE INDEX bookmark_by_hash ON bookmark (tenant_id, hash, correlation_id);
DROP INDEX inbox_waiting;
CREATE INDEX inbox_waiting ON inbox (tenant_id, hash, instance_id) WHERE state = 'waiting';
CREATE INDEX inbox_waiting_of_correlation ON inbox (tenant_id, hash, correlation_id) WHERE state = 'waiting' AND correlation_id IS NOT NULL;
